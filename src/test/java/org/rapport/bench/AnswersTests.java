package org.rapport.bench;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AnswersTests {

	private static final JsonMapper JSON = new JsonMapper();

	@Test
	void unwrapsListsAndDates() {
		assertThat(difference("{'a': {'nodes': [{'id': 'x', 'date': {'text': '2024'}}]}}",
				"{'a': [{'date': '2024', 'id': 'x'}]}"))
			.isNull();
	}

	@Test
	void takesMissingEmptyAndNullForTheSame() {
		assertThat(difference("{'a': null, 'b': {'nodes': []}}", "{}")).isNull();
		assertThat(difference("{'a': null}", "null")).isNull();
	}

	@Test
	void findsAnotherOrder() {
		assertThat(difference("{'a': {'nodes': [{'id': 'x'}, {'id': 'y'}]}}", "{'a': [{'id': 'y'}, {'id': 'x'}]}"))
			.startsWith("/a/0/id: Rapport has \"x\", the Cypher has \"y\"");
	}

	@Test
	void findsAMissingEntryAnotherTotalAndAnotherText() {
		assertThat(difference("{'a': {'nodes': [1, 2]}}", "{'a': [1]}")).startsWith("/a/1:");
		assertThat(difference("{'totalCount': 3}", "{'totalCount': 4}")).startsWith("/totalCount:");
		assertThat(difference("{'date': {'text': '2024'}}", "{'date': '2024~'}")).startsWith("/date:");
	}

	private static @Nullable String difference(String rapport, String raw) {
		return Answers.difference(JSON.readTree(("{'data': " + rapport + "}").replace('\'', '"')),
				JSON.readTree(("{'data': " + raw + "}").replace('\'', '"')));
	}

}
