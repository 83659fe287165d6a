package org.rapport.access;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.access.TokenRefused.Reason;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Visibility;
import org.rapport.start.StartRefused;
import org.rapport.testing.TestIssuer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class IssuedTokensTests {

	private static final String AUDIENCE = "rapport-under-test";

	private static final TestIssuer issuer = TestIssuer.start();

	private static IssuedTokens tokens;

	@BeforeAll
	static void configure() {
		tokens = configured(issuer.uri(), null, AUDIENCE);
	}

	@AfterAll
	static void stop() {
		issuer.close();
	}

	@Test
	void knowsWhoeverTheIssuerNames() {
		assertThat(viewer((claims) -> {
		})).isEqualTo(new Viewer("account:" + issuer.uri() + "#4711", Clearance.PUBLIC, Set.of()));
	}

	@Test
	void takesClearanceCirclesAndPermissionsFromTheClaims() {
		assertThat(viewer((claims) -> claims.claim("rapport_clearance", "RESTRICTED")
			.claim("rapport_circles", List.of("board", "gaza-desk"))
			.claim("rapport_permissions", List.of("record", "CURATE"))))
			.isEqualTo(new Viewer("account:" + issuer.uri() + "#4711",
					new Clearance(Visibility.RESTRICTED, Set.of("board", "gaza-desk"), false),
					Set.of(Permission.RECORD, Permission.CURATE)));
	}

	@Test
	void takesOneTextForAListOfOne() {
		Viewer viewer = viewer((claims) -> claims.claim("rapport_clearance", "network")
			.claim("rapport_circles", "board")
			.claim("rapport_permissions", "record curate"));
		assertThat(viewer.clearance()).isEqualTo(new Clearance(Visibility.NETWORK, Set.of("board"), false));
		assertThat(viewer.permissions()).containsExactlyInAnyOrder(Permission.RECORD, Permission.CURATE);
	}

	@Test
	void takesAStarForEveryCircle() {
		assertThat(viewer(
				(claims) -> claims.claim("rapport_clearance", "CONFIDENTIAL").claim("rapport_circles", List.of("*")))
			.clearance()).isEqualTo(Clearance.FULL);
	}

	@Test
	void takesPermissionsFromScopesAndOverlooksThoseOfOthers() {
		assertThat(viewer((claims) -> claims.claim("scope", "openid rapport:administer profile")).permissions())
			.containsExactly(Permission.ADMINISTER);
	}

	@Test
	void readsTheClaimsThatAreConfigured() {
		IssuedTokens others = IssuedTokens.configured(spring(issuer.uri(), null),
				new JwtProperties(AUDIENCE, "level", "groups", "may", "scp", "r."));
		String token = issuer.token(AUDIENCE,
				(claims) -> claims.claim("level", "NETWORK")
					.claim("groups", List.of("staff"))
					.claim("may", List.of("record"))
					.claim("scp", List.of("r.curate", "mail"))
					.claim("rapport_clearance", "CONFIDENTIAL"));
		assertThat(((KnownViewer) others.holder(token)).viewer()).isEqualTo(new Viewer(
				"account:" + issuer.uri() + "#4711", new Clearance(Visibility.NETWORK, Set.of("staff"), false),
				Set.of(Permission.RECORD, Permission.CURATE)));
	}

	@ParameterizedTest
	@MethodSource
	void refusesClaimsThatItDoesNotUnderstand(String claim, Object value) {
		assertThat(refusal(issuer.token(AUDIENCE, (claims) -> claims.claim(claim, value)))).isEqualTo(Reason.CLAIM);
	}

	static Stream<Arguments> refusesClaimsThatItDoesNotUnderstand() {
		return Stream.of(arguments("rapport_clearance", "SECRET"), arguments("rapport_clearance", ""),
				arguments("rapport_clearance", 3), arguments("rapport_clearance", List.of("PUBLIC", "NETWORK")),
				arguments("rapport_circles", List.of("Board")), arguments("rapport_circles", List.of("a b")),
				arguments("rapport_circles", ""), arguments("rapport_circles", "x".repeat(61)),
				arguments("rapport_circles", List.of(1)), arguments("rapport_circles", Map.of("name", "board")),
				arguments("rapport_permissions", "record delete"), arguments("rapport_permissions", List.of("read")),
				arguments("rapport_permissions", true), arguments("scope", "openid rapport:everything"),
				arguments("scope", 1));
	}

	@ParameterizedTest
	@MethodSource
	void refusesATokenThatIsNotForNowAndHere(Reason reason, Consumer<JWTClaimsSet.Builder> change) {
		assertThat(refusal(issuer.token(AUDIENCE, change))).isEqualTo(reason);
	}

	static Stream<Arguments> refusesATokenThatIsNotForNowAndHere() {
		Instant now = Instant.now();
		return Stream.of(refused(Reason.EXPIRED, (claims) -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
				refused(Reason.EXPIRED, (claims) -> claims.expirationTime(null)),
				refused(Reason.NOT_YET_VALID, (claims) -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))),
				refused(Reason.ISSUER, (claims) -> claims.issuer("https://issuer.example")),
				refused(Reason.ISSUER, (claims) -> claims.issuer(null)),
				refused(Reason.ISSUER, (claims) -> claims.issuer(issuer.uri() + "/")),
				refused(Reason.AUDIENCE, (claims) -> claims.audience("another-service")),
				refused(Reason.AUDIENCE, (claims) -> claims.audience((String) null)),
				refused(Reason.SUBJECT, (claims) -> claims.subject(null)),
				refused(Reason.SUBJECT, (claims) -> claims.subject(" ")));
	}

	private static Arguments refused(Reason reason, Consumer<JWTClaimsSet.Builder> change) {
		return arguments(reason, change);
	}

	@Test
	void acceptsOneAudienceOfSeveral() {
		assertThat(viewer((claims) -> claims.audience(List.of("another-service", AUDIENCE)))).isNotNull();
	}

	@Test
	void acceptsEllipticCurves() {
		assertThat(tokens.holder(issuer.curveToken(AUDIENCE))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "rsa", "unknown-key" })
	void refusesASignatureOfSomebodyElse(String keyId) {
		assertThat(refusal(issuer.forged(AUDIENCE, keyId))).isEqualTo(Reason.SIGNATURE);
	}

	@Test
	void refusesEveryTokenOfAKeyThatTheIssuerHasNotAndAsksItSeldom() {
		try (TestIssuer another = TestIssuer.start()) {
			IssuedTokens its = configured(another.uri(), another.keysUri(), AUDIENCE);
			String forged = another.forged(AUDIENCE, "unknown-key");
			for (int i = 0; i < 10; i++) {
				assertThatExceptionOfType(TokenRefused.class).isThrownBy(() -> its.holder(forged))
					.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(Reason.SIGNATURE));
			}
			assertThat(its.holder(another.token(AUDIENCE, (claims) -> {
			}))).isNotNull();
			// Ten checks take less time than two pauses, unless the machine is very busy.
			assertThat(another.asked()).isLessThan(5);
		}
	}

	@Test
	void refusesATokenThatWasChanged() {
		String[] parts = issuer.token(AUDIENCE, (claims) -> {
		}).split("\\.");
		String other = new PlainJWT(
				issuer.claims(AUDIENCE, (claims) -> claims.claim("rapport_clearance", "CONFIDENTIAL")))
			.serialize()
			.split("\\.")[1];
		assertThat(refusal(parts[0] + "." + other + "." + parts[2])).isEqualTo(Reason.SIGNATURE);
	}

	@Test
	void refusesATokenWithoutASignature() {
		assertThat(refusal(new PlainJWT(issuer.claims(AUDIENCE, (claims) -> {
		})).serialize())).isEqualTo(Reason.SIGNATURE);
	}

	@Test
	void refusesATokenThatIsSignedWithThePublicKeyAsASecret() throws Exception {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
				issuer.claims(AUDIENCE, (claims) -> {
				}));
		token.sign(new MACSigner(issuer.publicKey().toRSAPublicKey().getEncoded()));
		assertThat(refusal(token.serialize())).isEqualTo(Reason.SIGNATURE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "rap_0123456789", "a.b.c", "0123456789abcdef.0123456789abcdef", "...." })
	void leavesToOthersWhatIsNoJwt(String token) {
		assertThat(tokens.holder(token)).isNull();
	}

	@Test
	void fetchesTheKeysOnceAndOnlyWhenTheyAreNeeded() {
		try (TestIssuer another = TestIssuer.start()) {
			IssuedTokens its = configured(another.uri(), null, AUDIENCE);
			assertThat(another.asked()).isZero();
			for (int i = 0; i < 5; i++) {
				assertThat(its.holder(another.token(AUDIENCE, (claims) -> {
				}))).isNotNull();
			}
			// One request for the issuer's metadata, and one for its keys.
			assertThat(another.asked()).isEqualTo(2);
		}
	}

	@Test
	void asksAnIssuerThatIsAwayOnceAndNotForEveryToken() {
		try (TestIssuer another = TestIssuer.start()) {
			another.away(true);
			IssuedTokens its = configured(another.uri(), null, AUDIENCE);
			for (int i = 0; i < 5; i++) {
				String token = another.token(AUDIENCE, (claims) -> {
				});
				assertThatExceptionOfType(TokensUnavailable.class).isThrownBy(() -> its.holder(token))
					.withMessageNotContaining(token);
			}
			assertThat(another.asked()).isEqualTo(1);
		}
	}

	@Test
	void goesOnWithTheKeysWhenTheIssuerGoesAway() {
		TestIssuer another = TestIssuer.start();
		IssuedTokens its = configured(another.uri(), another.keysUri(), AUDIENCE);
		String token = another.token(AUDIENCE, (claims) -> {
		});
		assertThat(its.holder(token)).isNotNull();
		another.close();
		assertThat(its.holder(token)).isNotNull();
	}

	@Test
	void believesNoDescriptionOfAnotherIssuer() {
		IssuedTokens its = configured(issuer.uri() + "/", null, AUDIENCE);
		assertThatExceptionOfType(TokensUnavailable.class)
			.isThrownBy(() -> its.holder(issuer.token(AUDIENCE, (claims) -> {
			})));
	}

	@Test
	void isNotThereUnlessConfigured() {
		assertThat(configured(null, null, null)).isNull();
		assertThat(configured("", " ", "")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "https://issuer.example, , , rapport.jwt.audience",
			", https://issuer.example/keys, rapport, issuer-uri", ", , rapport, issuer-uri",
			"issuer.example, , rapport, issuer-uri", "https://issuer.example, file:///keys, rapport, jwk-set-uri" })
	void refusesToStartHalfConfigured(@Nullable String uri, @Nullable String keys, @Nullable String audience,
			String named) {
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> configured(uri, keys, audience))
			.withMessageContaining(named);
	}

	@Test
	void refusesToStartWithAnAlgorithmByASharedSecret() {
		OAuth2ResourceServerProperties.Jwt spring = spring("https://issuer.example", null);
		spring.setJwsAlgorithms(List.of("HS256"));
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> IssuedTokens.configured(spring, properties(AUDIENCE)));
	}

	private static Viewer viewer(Consumer<JWTClaimsSet.Builder> change) {
		return ((KnownViewer) tokens.holder(issuer.token(AUDIENCE, change))).viewer();
	}

	private static Reason refusal(String token) {
		try {
			throw new AssertionError("Accepted: " + tokens.holder(token));
		}
		catch (TokenRefused ex) {
			return ex.reason();
		}
	}

	private static IssuedTokens configured(@Nullable String uri, @Nullable String keys, @Nullable String audience) {
		return IssuedTokens.configured(spring(uri, keys), properties(audience));
	}

	private static OAuth2ResourceServerProperties.Jwt spring(@Nullable String uri, @Nullable String keys) {
		OAuth2ResourceServerProperties.Jwt spring = new OAuth2ResourceServerProperties().getJwt();
		spring.setIssuerUri(uri);
		spring.setJwkSetUri(keys);
		return spring;
	}

	private static JwtProperties properties(@Nullable String audience) {
		return new JwtProperties(audience, "rapport_clearance", "rapport_circles", "rapport_permissions", "scope",
				"rapport:");
	}

}
