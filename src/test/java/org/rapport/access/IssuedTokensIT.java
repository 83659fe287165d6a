package org.rapport.access;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jwt.PlainJWT;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.ScratchGraph;
import org.rapport.testing.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Tests the tokens of an OAuth2 issuer over HTTP. */
@ResourceLock(Resources.SYSTEM_OUT)
@RapportIT
@ExtendWith(OutputCaptureExtension.class)
class IssuedTokensIT {

	private static final String AUDIENCE = "rapport";

	private static final String QUESTION = "{ viewer { name clearance circles permissions } lens { clearance } }";

	private static final TestIssuer issuer = TestIssuer.start();

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Autowired
	private MeterRegistry meters;

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry properties) {
		properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer::uri);
		properties.add("rapport.jwt.audience", () -> AUDIENCE);
		// The issuer is away at the start, so that a request to it during the start would
		// fail.
		issuer.away(true);
	}

	@AfterAll
	static void stop() {
		issuer.close();
	}

	@Test
	void seesAndMayWhatTheTokenSays() {
		Answer answer = ask(issuer.token(AUDIENCE,
				(claims) -> claims.claim("rapport_clearance", "RESTRICTED")
					.claim("rapport_circles", List.of("board"))
					.claim("scope", "openid rapport:record")));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("data")).hasToString(
				"{\"viewer\":{\"name\":\"account:%s#4711\",\"clearance\":\"RESTRICTED\",\"circles\":[\"board\"],"
					.formatted(issuer.uri())
						+ "\"permissions\":[\"RECORD\"]},\"lens\":{\"clearance\":\"RESTRICTED\"}}");
	}

	@Test
	void knowsTheCuratorMeanwhile() {
		assertThat(ask(ScratchGraph.CURATOR_TOKEN).data("viewer/name").asString()).isEqualTo("curator");
	}

	@Test
	void opensWhatTheServerTellsOfItselfToAdministratorsWhoSeeEverything() {
		assertThat(statusOfInfo(issuer.token(AUDIENCE,
				(claims) -> claims.claim("rapport_clearance", "CONFIDENTIAL")
					.claim("rapport_circles", "*")
					.claim("rapport_permissions", "administer"))))
			.isEqualTo(200);
		assertThat(statusOfInfo(issuer.token(AUDIENCE,
				(claims) -> claims.claim("rapport_clearance", "CONFIDENTIAL")
					.claim("rapport_circles", "board")
					.claim("rapport_permissions", "administer"))))
			.isEqualTo(403);
		assertThat(statusOfInfo(issuer.token(AUDIENCE, (claims) -> claims.claim("rapport_clearance", "CONFIDENTIAL")
			.claim("rapport_permissions", "record curate")))).isEqualTo(403);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusesAllOthers(String reason, String token, CapturedOutput output) {
		double before = refused(reason);
		Answer answer = ask(token);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.json()).hasToString(
				"{\"errors\":[{\"message\":\"The token is not valid.\",\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}");
		assertThat(refused(reason)).isEqualTo(before + 1);
		assertThat(output.getOut()).contains("401 to 127.0.0.1: token-" + reason);
		Stream.of(token.split("\\.")).forEach((part) -> assertThat(output.getAll()).doesNotContain(part));
	}

	static Stream<Arguments> refusesAllOthers() {
		Instant now = Instant.now();
		return Stream.of(
				arguments("expired",
						issuer.token(AUDIENCE, (claims) -> claims.expirationTime(Date.from(now.minusSeconds(120))))),
				arguments("not-yet-valid",
						issuer.token(AUDIENCE, (claims) -> claims.notBeforeTime(Date.from(now.plusSeconds(120))))),
				arguments("audience", issuer.token("another-service", (claims) -> {
				})), arguments("issuer", issuer.token(AUDIENCE, (claims) -> claims.issuer("https://issuer.example"))),
				arguments("signature", issuer.forged(AUDIENCE, "rsa")),
				arguments("signature", new PlainJWT(issuer.claims(AUDIENCE, (claims) -> {
				})).serialize()), arguments("claim",
						issuer.token(AUDIENCE, (claims) -> claims.claim("rapport_clearance", "TOP-SECRET"))));
	}

	private Answer ask(String token) {
		issuer.away(false);
		return new Client(this.port).ask(QUESTION, "Authorization", "Bearer " + token);
	}

	private int statusOfInfo(String token) {
		issuer.away(false);
		return new Client(this.managementPort).status("/actuator/info", "Authorization", "Bearer " + token);
	}

	private double refused(String reason) {
		return this.meters.counter(Refusals.COUNTER, "status", "401", "reason", "token-" + reason).count();
	}

}
