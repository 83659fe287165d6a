package org.rapport.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Sends mutations over HTTP as the curator. */
public final class Curator {

	/** The curator's Authorization header. */
	public static final String[] TOKEN = { "Authorization", "Bearer " + ScratchGraph.CURATOR_TOKEN };

	private final Client client;

	public Curator(int port) {
		this.client = new Client(port);
	}

	/** Runs a mutation. It may be refused with user errors, but must not fail. */
	public JsonNode act(String name, Map<String, ?> input, String selection) {
		Answer answer = this.client.ask(mutation(name, selection), Map.of("input", input), TOKEN);
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		return answer.data(name);
	}

	/**
	 * The Authorization header for a new token with the clearance PUBLIC and the
	 * permissions RECORD and CURATE.
	 */
	public String[] beginner() {
		JsonNode issued = act("issueToken", Map.of("label", "A beginner", "clearance", "PUBLIC", "permissions",
				List.of("RECORD", "CURATE"), "expires", "2999-01-01T00:00:00Z"), "secret");
		return new String[] { "Authorization", "Bearer " + issued.at("/secret").asString() };
	}

	/**
	 * Runs a mutation with another token. It may be refused with user errors, but must
	 * not fail.
	 */
	public JsonNode actAs(String[] token, String name, Map<String, ?> input, String selection) {
		Answer answer = this.client.ask(mutation(name, selection), Map.of("input", input), token);
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		return answer.data(name);
	}

	/** The document of a mutation. Its input is a variable. */
	public static String mutation(String name, String selection) {
		String type = name.startsWith("retract") ? "Retract"
				: name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
		return "mutation ($input: %sInput!) { %s(input: $input) { %s userErrors { field code message } } }"
			.formatted(type, name, selection);
	}

	/** The codes of the user errors in a payload. */
	public static List<String> codes(JsonNode payload) {
		return payload.at("/userErrors").findValuesAsString("code");
	}

}
