package org.rapport.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Acts over HTTP as the curator. */
public final class Curator {

	/** The header that says who it is. */
	public static final String[] TOKEN = { "Authorization", "Bearer " + ScratchGraph.CURATOR_TOKEN };

	private final Client client;

	public Curator(int port) {
		this.client = new Client(port);
	}

	/** Does something, which may be refused, but not be wrong. */
	public JsonNode act(String name, Map<String, ?> input, String selection) {
		Answer answer = this.client.ask(mutation(name, selection), Map.of("input", input), TOKEN);
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		return answer.data(name);
	}

	/**
	 * The header of somebody to whom the curator issues a token for what is public, with
	 * the permissions to record and to curate.
	 */
	public String[] beginner() {
		JsonNode issued = act("issueToken", Map.of("label", "A beginner", "clearance", "PUBLIC", "permissions",
				List.of("RECORD", "CURATE"), "expires", "2999-01-01T00:00:00Z"), "secret");
		return new String[] { "Authorization", "Bearer " + issued.at("/secret").asString() };
	}

	/** Does something as somebody else, which may be refused, but not be wrong. */
	public JsonNode actAs(String[] token, String name, Map<String, ?> input, String selection) {
		Answer answer = this.client.ask(mutation(name, selection), Map.of("input", input), token);
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		return answer.data(name);
	}

	/** The document of a mutation with its input as a variable. */
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
