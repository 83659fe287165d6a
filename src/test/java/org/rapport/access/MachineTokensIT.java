package org.rapport.access;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.ScratchGraph;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests machine tokens over HTTP. */
@ResourceLock(Resources.SYSTEM_OUT)
@RapportIT
@ExtendWith(OutputCaptureExtension.class)
class MachineTokensIT {

	private static final String ISSUE = """
			mutation ($input: IssueTokenInput!) {
			  issueToken(input: $input) {
			    secret
			    token { id label clearance circles permissions issuedBy expires lastUsed revokedAt revokedBy }
			    userErrors { field code }
			  }
			}""";

	private static final String REVOKE = """
			mutation ($id: ID!) {
			  revokeToken(input: {id: $id}) { token { id revokedBy } userErrors { field code } }
			}""";

	private static final String VIEWER = "{ viewer { name clearance circles permissions } }";

	private static final String LIST = "{ tokens { label } }";

	@LocalServerPort
	private int port;

	@Autowired
	private Neo4jClient graph;

	@Autowired
	private TokenGraph tokens;

	@Autowired
	private LastUses lastUses;

	@BeforeEach
	@AfterEach
	void removeAllTokens() {
		this.graph.query("MATCH (token:MachineToken) DELETE token").run();
	}

	@Test
	void opensWhatItWasIssuedFor() {
		JsonNode issued = issue(Map.of("label", " Newsletter ", "clearance", "NETWORK", "circles", List.of("board"),
				"permissions", List.of("RECORD")));
		assertThat(issued.at("/token/label").asString()).isEqualTo("Newsletter");
		assertThat(issued.at("/token/issuedBy").asString()).isEqualTo("curator");
		assertThat(issued.at("/token/expires").isNull()).isTrue();
		assertThat(issued.get("userErrors")).isEmpty();
		assertThat(ask(secret(issued), VIEWER).data("viewer")).hasToString(
				"{\"name\":\"token:%s\",\"clearance\":\"NETWORK\",\"circles\":[\"board\"],".formatted(id(issued))
						+ "\"permissions\":[\"RECORD\"]}");
	}

	@Test
	void opensNothingUnlessAskedTo() {
		JsonNode issued = issue(Map.of("label", "Newsletter"));
		assertThat(ask(secret(issued), VIEWER).data("viewer").toString())
			.endsWith("\"clearance\":\"PUBLIC\",\"circles\":[],\"permissions\":[]}");
	}

	@Test
	void isASecretOf256BitsOfWhichOnlyADigestIsKept(CapturedOutput output) {
		String secret = secret(issue(Map.of("label", "Newsletter")));
		assertThat(secret).matches("rap_[A-Za-z0-9_-]{43}");
		ask(secret, VIEWER);
		assertThat(this.graph.query("MATCH (token:MachineToken) RETURN token.hash").fetchAs(String.class).all())
			.containsExactly(new TokenSecret(secret).hash());
		assertThat(this.graph.query("""
				MATCH (node) UNWIND keys(node) AS key
				WITH toStringOrNull(node[key]) AS value WHERE value CONTAINS $secret
				RETURN value""").bind(secret.substring(4)).to("secret").fetch().all()).isEmpty();
		assertThat(output.getAll()).doesNotContain(secret.substring(4));
		assertThat(secret(issue(Map.of("label", "Newsletter")))).isNotEqualTo(secret);
	}

	@Test
	void doesNotCountFromTheMomentItIsRevoked() {
		JsonNode issued = issue(Map.of("label", "Newsletter"));
		assertThat(ask(secret(issued), VIEWER).status()).isEqualTo(200);
		Answer revoked = asCurator(REVOKE, Map.of("id", id(issued)));
		assertThat(revoked.data("revokeToken/token/revokedBy").asString()).isEqualTo("curator");
		Answer refused = ask(secret(issued), VIEWER);
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
		assertThat(asCurator(LIST, Map.of()).data("tokens")).isEmpty();
		assertThat(asCurator("{ tokens(all: true) { label } }", Map.of()).data("tokens")).hasSize(1);
	}

	@Test
	void staysRevokedAsItWas() {
		JsonNode issued = issue(Map.of("label", "Newsletter"));
		this.tokens.revoke(id(issued), "somebody", OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
		assertThat(asCurator(REVOKE, Map.of("id", id(issued))).data("revokeToken/token/revokedBy").asString())
			.isEqualTo("somebody");
	}

	@Test
	void doesNotCountOnceItHasExpired() {
		JsonNode issued = issue(Map.of("label", "Newsletter", "expires", "2999-01-01T00:00:00Z"));
		assertThat(ask(secret(issued), VIEWER).status()).isEqualTo(200);
		this.graph.query("MATCH (token:MachineToken) SET token.expires = datetime() - duration('PT1S')").run();
		assertThat(ask(secret(issued), VIEWER).status()).isEqualTo(401);
		assertThat(asCurator(LIST, Map.of()).data("tokens")).isEmpty();
	}

	@Test
	void notesItsLastUseToTheMinute() throws Exception {
		JsonNode issued = issue(Map.of("label", "Newsletter"));
		ask(secret(issued), VIEWER);
		this.lastUses.settle();
		assertThat(this.tokens.byId(id(issued)).orElseThrow().lastUsed()).isNotNull()
			.satisfies((at) -> assertThat(at.getSecond() + at.getNano()).isZero());
	}

	@Test
	void needsThePermissionToAdminister() {
		String secret = secret(
				issue(Map.of("label", "Importer", "clearance", "CONFIDENTIAL", "permissions", List.of("RECORD"))));
		for (String by : new String[] { null, secret }) {
			assertThat(ask(by, LIST).code()).isEqualTo("FORBIDDEN");
			assertThat(ask(by, ISSUE, Map.of("input", Map.of("label", "x"))).code()).isEqualTo("FORBIDDEN");
			assertThat(ask(by, REVOKE, Map.of("id", "tok_aaaaaaaaaaaaaaaaaaaa")).code()).isEqualTo("FORBIDDEN");
		}
		assertThat(asCurator(LIST, Map.of()).data("tokens")).hasSize(1);
	}

	@Test
	void nobodyGivesMoreThanTheyHaveAndLearnsAllThatIsWrongAtOnce() {
		String secret = secret(issue(Map.of("label", "Deputy", "clearance", "NETWORK", "circles", List.of("board"),
				"permissions", List.of("ADMINISTER"))));
		Answer answer = ask(secret, ISSUE,
				Map.of("input",
						Map.of("label", " ", "clearance", "RESTRICTED", "circles", List.of("board", "desk", "No!"),
								"everyCircle", true, "permissions", List.of("ADMINISTER", "CURATE"), "expires",
								"2024-01-01T00:00:00Z")));
		assertThat(answer.data("issueToken/token").isNull()).isTrue();
		assertThat(answer.data("issueToken/secret").isNull()).isTrue();
		assertThat(answer.data("issueToken/userErrors")).hasToString(
				"[{\"field\":[\"label\"],\"code\":\"INVALID\"},{\"field\":[\"clearance\"],\"code\":\"NOT_CLEARED\"},"
						+ "{\"field\":[\"everyCircle\"],\"code\":\"NOT_CLEARED\"},"
						+ "{\"field\":[\"circles\",\"1\"],\"code\":\"NOT_CLEARED\"},"
						+ "{\"field\":[\"circles\",\"2\"],\"code\":\"INVALID\"},"
						+ "{\"field\":[\"permissions\",\"1\"],\"code\":\"NOT_CLEARED\"},"
						+ "{\"field\":[\"expires\"],\"code\":\"INVALID\"}]");
		assertThat(ask(secret, ISSUE,
				Map.of("input", Map.of("label", "x", "clearance", "NETWORK", "circles", List.of("board"))))
			.data("issueToken/secret")
			.asString()).startsWith("rap_");
	}

	@Test
	void nobodyHearsOfTokensBeyondTheirOwnClearance() {
		String secret = secret(
				issue(Map.of("label", "Deputy", "clearance", "NETWORK", "permissions", List.of("ADMINISTER"))));
		String above = id(issue(Map.of("label", "Above", "clearance", "RESTRICTED")));
		issue(Map.of("label", "Circle", "circles", List.of("board")));
		issue(Map.of("label", "Every circle", "everyCircle", true));
		assertThat(ask(secret, LIST).data("tokens")).hasToString("[{\"label\":\"Deputy\"}]");
		Answer hidden = ask(secret, REVOKE, Map.of("id", above));
		Answer missing = ask(secret, REVOKE, Map.of("id", "tok_aaaaaaaaaaaaaaaaaaaa"));
		assertThat(hidden.data("revokeToken")).hasToString(missing.data("revokeToken").toString())
			.hasToString("{\"token\":null,\"userErrors\":[{\"field\":[\"id\"],\"code\":\"NOT_FOUND\"}]}");
		assertThat(this.tokens.byId(above).orElseThrow().revokedAt()).isNull();
	}

	private JsonNode issue(Map<String, ?> input) {
		return asCurator(ISSUE, Map.of("input", input)).data("issueToken");
	}

	private Answer asCurator(String query, Map<String, ?> variables) {
		return ask(ScratchGraph.CURATOR_TOKEN, query, variables);
	}

	private Answer ask(String token, String query) {
		return ask(token, query, Map.of());
	}

	private Answer ask(String token, String query, Map<String, ?> variables) {
		Client client = new Client(this.port);
		return (token != null) ? client.ask(query, variables, "Authorization", "Bearer " + token)
				: client.ask(query, variables);
	}

	private static String secret(JsonNode issued) {
		return issued.get("secret").asString();
	}

	private static String id(JsonNode issued) {
		return issued.at("/token/id").asString();
	}

}
