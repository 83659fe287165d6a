package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the sample record gives the answers in the worked questions: all of each
 * answer, and nothing else. Some questions first record what they ask about; they come
 * last. With {@code -Drapport.answers.write=true} it prints the present answers into the
 * document instead. Compare them with the sources before you commit them.
 */
@RapportIT
class WorkedQuestionsIT {

	private static final Path DOCUMENT = Path.of("docs/worked-questions.md");

	private static final Pattern QUESTION = Pattern.compile("(?m)^### (\\d+)\\. ");

	/** An operation, with a word if the curator sends it, and its answer. */
	private static final Pattern WORKED = Pattern
		.compile("(?ms)^```graphql( curator)?$\\n(.*?)^```$\\n\\n^```json answer$\\n(.*?)^```$");

	private static final Pattern FENCE = Pattern.compile("(?m)^```\\w+");

	/** Longer lines of an answer are broken. */
	private static final int LINE = 116;

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
	 * An operation of the document and its answer.
	 *
	 * @param question the number of the question
	 * @param curator whether the curator sends it, not the public
	 * @param operation the GraphQL document
	 * @param answer the data of the answer
	 */
	record Worked(int question, boolean curator, String operation, JsonNode answer) {

		@Override
		public String toString() {
			return this.question + (this.curator ? " as the curator" : "");
		}

	}

	static List<Worked> worked() throws IOException {
		String text = Files.readString(DOCUMENT);
		List<MatchResult> questions = QUESTION.matcher(text).results().toList();
		List<Worked> worked = new ArrayList<>();
		for (int i = 0; i < questions.size(); i++) {
			int end = (i + 1 < questions.size()) ? questions.get(i + 1).start() : text.length();
			int number = Integer.parseInt(questions.get(i).group(1));
			WORKED.matcher(text.substring(questions.get(i).end(), end))
				.results()
				.forEach((pair) -> worked
					.add(new Worked(number, pair.group(1) != null, pair.group(2), JSON.readTree(pair.group(3)))));
		}
		return worked;
	}

	@ParameterizedTest
	@MethodSource("worked")
	void isAnsweredAsPrinted(Worked worked) {
		if (!Boolean.getBoolean("rapport.answers.write")) {
			assertThat(answer(worked.operation(), worked.curator())).isEqualTo(worked.answer());
		}
	}

	@Test
	void workEachOfTheQuestions() throws IOException {
		String text = Files.readString(DOCUMENT);
		if (Boolean.getBoolean("rapport.answers.write")) {
			text = WORKED.matcher(text)
				.replaceAll(
						(pair) -> Matcher.quoteReplacement(text(pair, answer(pair.group(2), pair.group(1) != null))));
			Files.writeString(DOCUMENT, text);
		}
		List<Integer> numbers = worked().stream().map(Worked::question).distinct().toList();
		assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 32).boxed().collect(Collectors.toList()));
		assertThat(worked()).hasSize((int) WORKED.matcher(text).results().count());
		// One fence is the command at the beginning.
		assertThat(FENCE.matcher(text).results().count()).isEqualTo(1 + 2L * worked().size());
		assertThat(new HashSet<>(worked().stream().map(Worked::operation).toList())).hasSizeGreaterThanOrEqualTo(32);
	}

	private JsonNode answer(String operation, boolean curator) {
		Answer answer = this.client.ask(operation, curator ? Curator.TOKEN : new String[0]);
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		return answer.json().get("data");
	}

	private static String text(MatchResult pair, JsonNode answer) {
		String whole = pair.group();
		return whole.substring(0, pair.start(3) - pair.start()) + print(answer, "") + "\n```";
	}

	private static String print(JsonNode node, String indent) {
		String line = onOneLine(node);
		if (!node.isContainer() || node.isEmpty() || indent.length() + line.length() <= LINE) {
			return line;
		}
		String inner = indent + "  ";
		List<String> parts = node.isArray() ? node.valueStream().map((one) -> print(one, inner)).toList()
				: node.properties()
					.stream()
					.map((one) -> JSON.writeValueAsString(one.getKey()) + ": " + print(one.getValue(), inner))
					.toList();
		return (node.isArray() ? "[" : "{") + "\n" + inner + String.join(",\n" + inner, parts) + "\n" + indent
				+ (node.isArray() ? "]" : "}");
	}

	private static String onOneLine(JsonNode node) {
		if (node.isArray()) {
			return node.isEmpty() ? "[]"
					: node.valueStream().map(WorkedQuestionsIT::onOneLine).collect(Collectors.joining(", ", "[", "]"));
		}
		if (node.isObject()) {
			return node.properties()
				.stream()
				.map((one) -> JSON.writeValueAsString(one.getKey()) + ": " + onOneLine(one.getValue()))
				.collect(Collectors.joining(", ", "{ ", " }"));
		}
		return JSON.writeValueAsString(node);
	}

}
