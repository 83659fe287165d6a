package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the guide for frontends is correct. It sends each query of the guide to the
 * sample record. The answer has to match the part that the guide shows.
 */
@RapportIT
class FrontendGuideIT {

	private static final Path GUIDE = Path.of("docs/frontend-guide.md");

	/**
	 * A fenced block with its language. JSON blocks also have a word for their content.
	 */
	private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)(?: (\\w+))?$\\n(.*?)^```$");

	/** Represents more elements of the same form in an answer. */
	private static final String MORE = "…";

	private static final JsonMapper JSON = new JsonMapper();

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	/**
	 * A query from the guide, with its variables and answer.
	 *
	 * @param query the operation
	 * @param variables its variables; empty if it has none
	 * @param answer the part of the answer that the guide shows; empty if it shows none
	 */
	record Snippet(String query, Map<String, Object> variables, Map<String, Object> answer) {

		@Override
		public String toString() {
			return this.query.lines().findFirst().orElse("");
		}

	}

	static List<Snippet> snippets() throws IOException {
		List<Snippet> snippets = new ArrayList<>();
		for (MatchResult block : BLOCK.matcher(Files.readString(GUIDE)).results().toList()) {
			Snippet last = snippets.isEmpty() ? null : snippets.get(snippets.size() - 1);
			switch (block.group(1) + " " + block.group(2)) {
				case "graphql null" -> snippets.add(new Snippet(block.group(3), Map.of(), Map.of()));
				case "json variables" ->
					snippets.set(snippets.size() - 1, new Snippet(last.query(), json(block.group(3)), last.answer()));
				case "json answer" -> snippets.set(snippets.size() - 1,
						new Snippet(last.query(), last.variables(), json(block.group(3))));
				default ->
					assertThat(block.group(1)).as("JSON that is neither variables nor an answer: %s", block.group())
						.isNotEqualTo("json");
			}
		}
		return snippets;
	}

	private static Map<String, Object> json(String text) {
		return JSON.readValue(text, new TypeReference<Map<String, Object>>() {
		});
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void asksWhatCanBeAskedAndShowsWhatComes(Snippet snippet) {
		Answer answer = this.client.ask(snippet.query(), snippet.variables());
		JsonNode shown = JSON.valueToTree(snippet.answer());
		if (!shown.has("errors")) {
			assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		}
		assertShown("", shown, answer.json());
	}

	@Test
	void hasSnippets() throws IOException {
		assertThat(snippets()).hasSizeGreaterThan(8);
		assertThat(snippets()).filteredOn((snippet) -> !snippet.answer().isEmpty()).hasSizeGreaterThan(3);
	}

	private static void assertShown(String path, JsonNode shown, JsonNode come) {
		if (shown.isObject()) {
			shown.propertyNames().forEach((name) -> assertShown(path + "/" + name, shown.get(name), come.path(name)));
		}
		else if (shown.isArray()) {
			boolean more = !shown.isEmpty() && shown.get(shown.size() - 1).asString("").equals(MORE);
			int size = more ? shown.size() - 1 : shown.size();
			assertThat(come.size()).as(path + " of " + come)
				.satisfies((count) -> assertThat(more ? count > size : count == size).isTrue());
			for (int i = 0; i < size; i++) {
				assertShown(path + "/" + i, shown.get(i), come.get(i));
			}
		}
		else {
			assertThat(come).as(path).isEqualTo(shown);
		}
	}

}
