package org.rapport.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.rapport.testing.Client.Answer;
import tools.jackson.databind.JsonNode;

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
