package org.rapport.access;

import java.util.concurrent.TimeUnit;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitsTests {

	private final Clock clock = new Clock();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@AfterEach
	void forgetWhoAsks() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void letsAnAddressAskOftenUnlessSetOtherwise() throws Exception {
		RateLimits limits = limits(new MockEnvironment());
		for (int i = 0; i < 3_000; i++) {
			assertThat(ask(limits.afterTokens(), "192.0.2.1").getStatus()).isEqualTo(200);
		}
		assertThat(ask(limits.afterTokens(), "192.0.2.1").getStatus()).isEqualTo(429);
		this.clock.nanos += TimeUnit.SECONDS.toNanos(1);
		for (int i = 0; i < 100; i++) {
			assertThat(ask(limits.afterTokens(), "192.0.2.1").getStatus()).isEqualTo(200);
		}
		assertThat(ask(limits.afterTokens(), "192.0.2.1").getStatus()).isEqualTo(429);
	}

	@Test
	void saysWhenToComeAgainAndWhyNotNow() throws Exception {
		RateLimits limits = limits(slow());
		ask(limits.afterTokens(), "192.0.2.1");
		MockHttpServletResponse refused = ask(limits.afterTokens(), "192.0.2.1");
		assertThat(refused.getStatus()).isEqualTo(429);
		assertThat(refused.getHeader("Retry-After")).isEqualTo("61");
		assertThat(refused.getContentAsString()).isEqualTo(
				"{\"errors\":[{\"message\":\"Too many requests; wait as Retry-After says.\",\"extensions\":{\"code\":\"RATE_LIMITED\"}}]}");
		assertThat(this.meters.counter(Refusals.COUNTER, "status", "429", "reason", "too-many-requests").count())
			.isEqualTo(1);
	}

	@Test
	void tellsAddressesAndHoldersApart() throws Exception {
		RateLimits limits = limits(slow());
		assertThat(ask(limits.afterTokens(), "192.0.2.1").getStatus()).isEqualTo(200);
		assertThat(ask(limits.afterTokens(), "192.0.2.2").getStatus()).isEqualTo(200);
		assertThat(ask(limits.afterTokens(), "192.0.2.1").getStatus()).isEqualTo(429);
		KnownViewer curator = new KnownViewer(Viewer.CURATOR);
		SecurityContextHolder.getContext()
			.setAuthentication(new PreAuthenticatedAuthenticationToken(curator, "", curator.getAuthorities()));
		assertThat(ask(limits.afterTokens(), "192.0.2.1").getStatus()).isEqualTo(200);
		assertThat(ask(limits.afterTokens(), "192.0.2.3").getStatus()).isEqualTo(429);
	}

	@Test
	void looksAtNoTokenOfAnAddressThatFailedTooOften() throws Exception {
		RateLimits limits = limits(slow());
		assertThat(present(limits, "192.0.2.1")).isEqualTo(200);
		limits.failed(request("192.0.2.1"));
		assertThat(present(limits, "192.0.2.1")).isEqualTo(429);
		assertThat(present(limits, "192.0.2.2")).isEqualTo(200);
		assertThat(ask(limits.beforeTokens(), "192.0.2.1").getStatus()).isEqualTo(200);
		this.clock.nanos += TimeUnit.MINUTES.toNanos(1);
		assertThat(present(limits, "192.0.2.1")).isEqualTo(200);
	}

	@Test
	void canBeSwitchedOff() throws Exception {
		RateLimits limits = limits(slow().withProperty("rapport.rate-limit.enabled", "false"));
		for (int i = 0; i < 5; i++) {
			assertThat(ask(limits.afterTokens(), "192.0.2.1").getStatus()).isEqualTo(200);
		}
	}

	@Test
	void leavesOutWhatMayAlwaysBeAsked() throws Exception {
		RateLimits limits = limits(slow());
		MockHttpServletRequest health = request("192.0.2.1");
		health.setRequestURI("/actuator/health");
		for (int i = 0; i < 5; i++) {
			MockHttpServletResponse response = new MockHttpServletResponse();
			limits.afterTokens().doFilter(health, response, new MockFilterChain());
			assertThat(response.getStatus()).isEqualTo(200);
		}
	}

	@Test
	void remembersNoMoreCallersThanItMay() {
		Buckets buckets = new Buckets(1, 1, 10, this.clock);
		for (int i = 0; i < 1_000; i++) {
			buckets.take("caller " + i);
		}
		assertThat(buckets.size()).isLessThanOrEqualTo(10);
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "2001:db8:0:1::1, 20010db800000001/64",
			"2001:db8:0:1:ffff:ffff:ffff:ffff, 20010db800000001/64", "[2001:db8:0:2::1], 20010db800000002/64",
			"::ffff:192.0.2.1, 192.0.2.1", "unknown, -", "a.host.example, -", "'1.2.3.4\n401 to', -", "'', -",
			":::::::, -" })
	void tellsCallersApartByTheirNetworkAndTakesNoOtherWords(String address, String network) {
		assertThat(Caller.of(request(address)).network()).isEqualTo(network);
	}

	private MockEnvironment slow() {
		MockEnvironment slow = new MockEnvironment();
		for (String limit : new String[] { "address", "token", "failures" }) {
			slow.setProperty("rapport.rate-limit." + limit + "-per-minute", "1");
			slow.setProperty("rapport.rate-limit." + limit + "-burst", "1");
		}
		return slow;
	}

	private RateLimits limits(MockEnvironment environment) {
		RateLimitProperties properties = Binder.get(environment)
			.bindOrCreate("rapport.rate-limit", RateLimitProperties.class);
		return new RateLimits(properties, new Refusals(this.meters),
				(request) -> request.getRequestURI().startsWith("/actuator/health"), this.clock);
	}

	private static int present(RateLimits limits, String address) throws Exception {
		MockHttpServletRequest request = request(address);
		request.addHeader("Authorization", "Bearer x");
		MockHttpServletResponse response = new MockHttpServletResponse();
		limits.beforeTokens().doFilter(request, response, new MockFilterChain());
		return response.getStatus();
	}

	private static MockHttpServletResponse ask(Filter limit, String address) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		limit.doFilter(request(address), response, new MockFilterChain());
		return response;
	}

	private static MockHttpServletRequest request(String address) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/graphql");
		request.setRemoteAddr(address);
		return request;
	}

	private static final class Clock implements TimeMeter {

		private long nanos;

		@Override
		public long currentTimeNanos() {
			return this.nanos;
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
