package org.rapport.access;

import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jwt.JWTParser;
import org.jspecify.annotations.Nullable;

import org.rapport.access.TokenRefused.Reason;
import org.rapport.start.StartRefused;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.StringUtils;

/**
 * Accepts the tokens of an OAuth2 issuer: JWTs that the issuer has signed for this
 * audience.
 */
final class IssuedTokens implements BearerTokens {

	private static final String SPRING = "spring.security.oauth2.resourceserver.jwt.";

	private static final String ISSUER = SPRING + "issuer-uri";

	private static final String KEYS = SPRING + "jwk-set-uri";

	private static final String AUDIENCE = "rapport.jwt.audience";

	private final NimbusJwtDecoder decoder;

	private final Claims claims;

	private IssuedTokens(NimbusJwtDecoder decoder, Claims claims) {
		this.decoder = decoder;
		this.claims = claims;
	}

	/**
	 * The tokens of the configured issuer; null if none is configured.
	 * @throws StartRefused if the settings would let in more tokens than they should, or
	 * contradict each other
	 */
	static @Nullable IssuedTokens configured(OAuth2ResourceServerProperties.Jwt issuer, JwtProperties properties) {
		return configured(issuer, properties, System::nanoTime);
	}

	/** The same with another clock, for tests. */
	static @Nullable IssuedTokens configured(OAuth2ResourceServerProperties.Jwt issuer, JwtProperties properties,
			LongSupplier nanoTime) {
		String issuerUri = text(issuer.getIssuerUri());
		String keys = text(issuer.getJwkSetUri());
		String audience = text(properties.audience());
		if (issuerUri == null) {
			if (keys != null || audience != null) {
				throw new StartRefused("%s is set, but not %s.".formatted((keys != null) ? KEYS : AUDIENCE, ISSUER),
						"Set the issuer as its tokens have it in their claim iss. Without it, Rapport accepts no JWT.");
			}
			return null;
		}
		if (audience == null) {
			throw new StartRefused("%s is set, but not %s.".formatted(ISSUER, AUDIENCE),
					"Set the audience that the issuer writes into tokens for Rapport (claim aud), for example rapport. "
							+ "Without it, Rapport would also accept the issuer's tokens for other services.");
		}
		requireAddress(issuerUri, ISSUER);
		if (keys != null) {
			requireAddress(keys, KEYS);
		}
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(new IssuerKeys(issuerUri, keys, nanoTime))
			.jwsAlgorithms((algorithms) -> algorithms.addAll(algorithms(issuer.getJwsAlgorithms())))
			.build();
		decoder.setJwtValidator(validator(issuerUri, audience));
		return new IssuedTokens(decoder, new Claims(properties));
	}

	@Override
	public @Nullable OAuth2AuthenticatedPrincipal holder(String token) {
		if (!isJwt(token)) {
			return null;
		}
		return new KnownViewer(this.claims.viewer(decode(token)));
	}

	private Jwt decode(String token) {
		try {
			return this.decoder.decode(token);
		}
		catch (JwtValidationException ex) {
			throw new TokenRefused(reason(ex));
		}
		catch (BadJwtException ex) {
			throw new TokenRefused(Reason.SIGNATURE);
		}
		catch (JwtException ex) {
			if (ex.getCause() instanceof KeySourceException) {
				throw TokensUnavailable.issuerAway(ex);
			}
			throw new TokenRefused(Reason.SIGNATURE);
		}
	}

	/**
	 * Whether the text has the form of a JWT: three parts, of which the first names the
	 * signature algorithm.
	 */
	private static boolean isJwt(String token) {
		if (token.indexOf('.') < 0) {
			return false;
		}
		try {
			JWTParser.parse(token);
			return true;
		}
		catch (ParseException ex) {
			return false;
		}
	}

	/**
	 * Only algorithms with a public key. With a symmetric key, everyone who can check a
	 * token could also make one.
	 */
	private static Set<SignatureAlgorithm> algorithms(List<String> configured) {
		// Spring Boot's own default, which would lock out issuers that use other
		// algorithms.
		if (configured.isEmpty() || configured.equals(List.of("RS256"))) {
			return EnumSet.allOf(SignatureAlgorithm.class);
		}
		Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
		for (String name : configured) {
			algorithms.add(Arrays.stream(SignatureAlgorithm.values())
				.filter((algorithm) -> algorithm.getName().equals(name))
				.findFirst()
				.orElseThrow(() -> new StartRefused(
						"%sjws-algorithms has the unknown algorithm \"%s\".".formatted(SPRING, name),
						"Use algorithms such as RS256, PS256 or ES256.")));
		}
		return algorithms;
	}

	private static OAuth2TokenValidator<Jwt> validator(String issuer, String audience) {
		JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
		type.setAllowEmpty(true);
		JwtTimestampValidator times = new JwtTimestampValidator();
		times.setAllowEmptyExpiryClaim(false);
		return new DelegatingOAuth2TokenValidator<>(List.of(refused(Reason.TYPE, passes(type)),
				refused(Reason.ISSUER, (token) -> issuer.equals(token.getClaimAsString("iss"))),
				refused(Reason.AUDIENCE,
						(token) -> token.getAudience() != null && token.getAudience().contains(audience)),
				refused(Reason.SUBJECT, (token) -> StringUtils.hasText(token.getSubject())),
				refused(Reason.NOT_YET_VALID, (token) -> !isEarly(token) || passes(times).test(token)),
				refused(Reason.EXPIRED, (token) -> isEarly(token) || passes(times).test(token))));
	}

	private static boolean isEarly(Jwt token) {
		return token.getNotBefore() != null && token.getNotBefore().isAfter(Instant.now());
	}

	private static Predicate<Jwt> passes(OAuth2TokenValidator<Jwt> validator) {
		return (token) -> !validator.validate(token).hasErrors();
	}

	private static OAuth2TokenValidator<Jwt> refused(Reason reason, Predicate<Jwt> unless) {
		return (token) -> unless.test(token) ? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(new OAuth2Error(reason.name()));
	}

	private static Reason reason(JwtValidationException invalid) {
		return invalid.getErrors()
			.stream()
			.map((error) -> Reason.valueOf(error.getErrorCode()))
			.findFirst()
			.orElse(Reason.CLAIM);
	}

	private static void requireAddress(String text, String property) {
		try {
			URI uri = URI.create(text);
			if (uri.getHost() != null
					&& Set.of("http", "https").contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
				return;
			}
		}
		catch (IllegalArgumentException ex) {
			// Not an address either.
		}
		throw new StartRefused("%s is not an address.".formatted(property),
				"Write it as https://issuer.example/realms/name, exactly as the issuer itself does.");
	}

	private static @Nullable String text(@Nullable String value) {
		return StringUtils.hasText(value) ? value.strip() : null;
	}

}
