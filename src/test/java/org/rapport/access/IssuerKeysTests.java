package org.rapport.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rapport.access.TokenRefused.Reason;
import org.rapport.testing.TestIssuer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests when the keys of an issuer are fetched. The test sets the clock. */
class IssuerKeysTests {

	private static final String AUDIENCE = "rapport-under-test";

	private final AtomicLong clock = new AtomicLong();

	private TestIssuer issuer;

	private IssuedTokens tokens;

	@BeforeEach
	void start() {
		this.issuer = TestIssuer.start();
		OAuth2ResourceServerProperties.Jwt spring = new OAuth2ResourceServerProperties().getJwt();
		spring.setIssuerUri(this.issuer.uri());
		spring.setJwkSetUri(this.issuer.keysUri());
		this.tokens = IssuedTokens.configured(spring, new JwtProperties(AUDIENCE, "rapport_clearance",
				"rapport_circles", "rapport_permissions", "scope", "rapport:"), this.clock::get);
	}

	@AfterEach
	void stop() {
		this.issuer.close();
	}

	@Test
	void learnsAKeyThatIsNewAfterAPause() {
		accept(token());
		this.issuer.rotate("second");
		refuse(token());
		after(IssuerKeys.PAUSE);
		accept(token());
		assertThat(this.issuer.asked()).isEqualTo(2);
	}

	@Test
	void learnsAKeyThatIsNewAmidForgedTokens() {
		String forged = this.issuer.forged(AUDIENCE, "unknown-key");
		accept(token());
		for (int i = 0; i < 5; i++) {
			after(IssuerKeys.PAUSE);
			refuse(forged);
			refuse(forged);
		}
		assertThat(this.issuer.asked()).isEqualTo(6);
		this.issuer.rotate("second");
		after(IssuerKeys.PAUSE);
		accept(token());
	}

	@Test
	void fetchesOldKeysAgainAndForgetsOnesThatAreGone() {
		String before = token();
		accept(before);
		this.issuer.rotate("second");
		accept(before);
		after(IssuerKeys.OLD);
		refuse(before);
		assertThat(this.issuer.asked()).isEqualTo(2);
	}

	@Test
	void goesOnWithOldKeysWhileTheIssuerIsAwayAndNoLongerThanAnHour() {
		String token = token();
		accept(token);
		this.issuer.away(true);
		after(IssuerKeys.OLD);
		accept(token);
		accept(token);
		assertThat(this.issuer.asked()).isEqualTo(2);
		after(IssuerKeys.OUTAGE);
		cannotCheck(token);
		this.issuer.away(false);
		cannotCheck(token);
		after(IssuerKeys.PAUSE);
		accept(token);
	}

	@Test
	void cannotCheckAnUnknownKeyWhileTheIssuerIsAway() {
		accept(token());
		this.issuer.away(true);
		after(IssuerKeys.PAUSE);
		String forged = this.issuer.forged(AUDIENCE, "unknown-key");
		cannotCheck(forged);
		cannotCheck(forged);
		assertThat(this.issuer.asked()).isEqualTo(2);
		accept(token());
	}

	private String token() {
		return this.issuer.token(AUDIENCE, (claims) -> {
		});
	}

	private void after(Duration time) {
		this.clock.addAndGet(time.toNanos());
	}

	private void accept(String token) {
		assertThat(this.tokens.holder(token)).isNotNull();
	}

	private void refuse(String token) {
		assertThatExceptionOfType(TokenRefused.class).isThrownBy(() -> this.tokens.holder(token))
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(Reason.SIGNATURE));
	}

	private void cannotCheck(String token) {
		assertThatExceptionOfType(TokensUnavailable.class).isThrownBy(() -> this.tokens.holder(token))
			.satisfies((failure) -> assertThat(failure.isProvoked()).isTrue());
	}

}
