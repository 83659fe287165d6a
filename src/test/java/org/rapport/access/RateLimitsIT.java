package org.rapport.access;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.RawConnection;
import org.rapport.testing.ScratchGraph;
import org.rapport.testing.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests rate limits over HTTP for callers behind a proxy, each with its own address. */
@RapportIT
@TestPropertySource(properties = { "rapport.rate-limit.enabled=true", "rapport.rate-limit.address-per-minute=1",
		"rapport.rate-limit.address-burst=3", "rapport.rate-limit.failures-per-minute=1",
		"rapport.rate-limit.failures-burst=2", "server.forward-headers-strategy=framework",
		"rapport.http.bodies-per-address=1" })
class RateLimitsIT {

	private static final String AUDIENCE = "rapport";

	private static final TestIssuer issuer = TestIssuer.start();

	private static final String WRONG = "Bearer rap_wrong";

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry properties) {
		properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer::uri);
		properties.add("rapport.jwt.audience", () -> AUDIENCE);
	}

	@AfterAll
	static void stop() {
		issuer.close();
	}

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	@LocalManagementPort
	int managementPort;

	@Test
	void countsBodiesThatComeSlowlyByTheAddressThatTheProxyNames() throws IOException {
		try (RawConnection first = slow("192.0.2.61");
				RawConnection other = slow("192.0.2.62");
				RawConnection second = slow("192.0.2.61")) {
			assertThat(second.readToEnd()).startsWith("HTTP/1.1 429").contains("BUSY");
			assertThat(first.isClosedByOtherSide()).isFalse();
			assertThat(other.isClosedByOtherSide()).isFalse();
		}
	}

	private RawConnection slow(String address) throws IOException {
		RawConnection connection = new RawConnection(this.port)
			.send(RawConnection.head("X-Forwarded-For: " + address, "Content-Length: 200") + "\r\n{\"q");
		Awaitility.await()
			.atMost(1, TimeUnit.MINUTES)
			.until(() -> this.meters.get("rapport.exchanges.waiting").gauge().value() > 0);
		return connection;
	}

	@Test
	void refusesAnAddressThatAsksTooOften() {
		for (int i = 0; i < 3; i++) {
			assertThat(ask("192.0.2.1").status()).isEqualTo(200);
		}
		Answer refused = ask("192.0.2.1");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.code()).isEqualTo("RATE_LIMITED");
		assertThat(ask("192.0.2.2").status()).isEqualTo(200);
		assertThat(ask("192.0.2.1", "Authorization", "Bearer " + ScratchGraph.CURATOR_TOKEN).status()).isEqualTo(200);
		assertThat(new Client(this.managementPort).status("/actuator/health", "X-Forwarded-For", "192.0.2.1"))
			.isEqualTo(200);
	}

	@Test
	void refusesEveryTokenOfAnAddressThatFailedTooOften() {
		for (int i = 0; i < 2; i++) {
			assertThat(ask("192.0.2.3", "Authorization", WRONG).status()).isEqualTo(401);
		}
		assertThat(ask("192.0.2.3", "Authorization", WRONG).status()).isEqualTo(429);
		assertThat(ask("192.0.2.3", "Authorization", "Bearer " + ScratchGraph.CURATOR_TOKEN).code())
			.isEqualTo("RATE_LIMITED");
		assertThat(ask("192.0.2.3").status()).isEqualTo(200);
		assertThat(ask("192.0.2.4", "Authorization", WRONG).status()).isEqualTo(401);
	}

	@Test
	void refusesAnAddressThatKeepsForgingTokens() {
		String forged = "Bearer " + issuer.forged(AUDIENCE, "unknown-key");
		for (int i = 0; i < 2; i++) {
			assertThat(ask("192.0.2.5", "Authorization", forged).status()).isEqualTo(401);
		}
		assertThat(ask("192.0.2.5", "Authorization", forged).status()).isEqualTo(429);
	}

	private Answer ask(String address, String... headers) {
		String[] all = new String[headers.length + 2];
		System.arraycopy(headers, 0, all, 2, headers.length);
		all[0] = "X-Forwarded-For";
		all[1] = address;
		return new Client(this.port).ask("{ __typename }", all);
	}

}
