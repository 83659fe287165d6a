package org.rapport.access;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

import org.rapport.testing.TestIssuer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class UnauthenticatedTests {

	private static final String AUDIENCE = "rapport-under-test";

	@Test
	void saysThatATokenWhoseIssuerIsAwayCannotBeChecked() throws Exception {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		Refusals refusals = new Refusals(meters);
		RateLimits limits = new RateLimits(
				Binder.get(new MockEnvironment()).bindOrCreate("rapport.rate-limit", RateLimitProperties.class),
				refusals, (request) -> false, TimeMeter.SYSTEM_MILLISECONDS);
		MockHttpServletResponse response = new MockHttpServletResponse();
		new Unauthenticated(refusals, limits).commence(new MockHttpServletRequest("POST", "/graphql"), response,
				failure());
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getHeader("Retry-After")).isEqualTo("5");
		assertThat(response.getHeader("WWW-Authenticate")).isNull();
		assertThat(response.getContentAsString()).contains("\"code\":\"UNAVAILABLE\"");
		assertThat(meters.counter(Refusals.COUNTER, "status", "503", "reason", "tokens-unavailable").count()).isOne();
	}

	@Test
	void stopsAFloodOfTokensWhoseIssuerIsAway() throws Exception {
		TokensUnavailable failure = failure();
		assertThat(statusAfter(failure)).isEqualTo(429);
	}

	@Test
	void holdsAGraphThatIsAwayAgainstNobody() throws Exception {
		assertThat(statusAfter(TokensUnavailable.graphAway(new IllegalStateException()))).isEqualTo(200);
	}

	/** The status of the next request from an address after many with this failure. */
	private static int statusAfter(TokensUnavailable failure) throws Exception {
		Refusals refusals = new Refusals(new SimpleMeterRegistry());
		RateLimits limits = new RateLimits(
				Binder.get(new MockEnvironment()).bindOrCreate("rapport.rate-limit", RateLimitProperties.class),
				refusals, (request) -> false, TimeMeter.SYSTEM_MILLISECONDS);
		for (int i = 0; i < 200; i++) {
			new Unauthenticated(refusals, limits).commence(new MockHttpServletRequest("POST", "/graphql"),
					new MockHttpServletResponse(), failure);
		}
		MockHttpServletRequest next = new MockHttpServletRequest("POST", "/graphql");
		next.addHeader("Authorization", "Bearer another");
		MockHttpServletResponse response = new MockHttpServletResponse();
		limits.beforeTokens().doFilter(next, response, new MockFilterChain());
		return response.getStatus();
	}

	/** The failure of a token check while the issuer is away. */
	private static TokensUnavailable failure() {
		try (TestIssuer issuer = TestIssuer.start()) {
			issuer.away(true);
			OAuth2ResourceServerProperties.Jwt properties = new OAuth2ResourceServerProperties.Jwt();
			properties.setIssuerUri(issuer.uri());
			IssuedTokens tokens = IssuedTokens.configured(properties,
					Binder.get(new MockEnvironment().withProperty("rapport.jwt.audience", AUDIENCE))
						.bindOrCreate("rapport.jwt", JwtProperties.class));
			String token = issuer.token(AUDIENCE, (claims) -> {
			});
			return catchThrowableOfType(TokensUnavailable.class, () -> tokens.holder(token));
		}
	}

}
