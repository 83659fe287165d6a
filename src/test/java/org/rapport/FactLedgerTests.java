package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the ledger of the sample record accounts for each line, and that the record
 * keeps the rules that the ledger states.
 */
class FactLedgerTests {

	private static final Path LEDGER = Path.of("docs/fact-ledger.md");

	private static final Path SAMPLE = Path.of("src/main/resources/sample/allmep.jsonl");

	private static final Pattern SOURCE = Pattern.compile("## \\d+\\. .*`(doc/[^`]+)`");

	private static final Pattern LINE = Pattern.compile("- `([^`]+)` — .*");

	private static final Pattern COUNT = Pattern.compile("\\| (\\w+) \\| (\\d+) \\|");

	private static final int MOST_WORDS = 25;

	private static final JsonMapper JSON = new JsonMapper();

	private static List<JsonNode> sample() throws IOException {
		try (Stream<String> lines = Files.lines(SAMPLE)) {
			return lines.map(JSON::readTree).toList();
		}
	}

	@Test
	void listsEachLineUnderEveryParagraphThatItCites() throws IOException {
		Map<String, List<String>> cited = new TreeMap<>();
		for (JsonNode line : sample()) {
			line.path("citations")
				.valueStream()
				.forEach((citation) -> cited
					.computeIfAbsent(paragraph(citation.at("/document").asString(), citation.at("/locator").asString()),
							(key) -> new ArrayList<>())
					.add(line.at("/key").asString()));
		}
		Map<String, List<String>> listed = new TreeMap<>();
		String source = "";
		String heading = "";
		for (String line : Files.readAllLines(LEDGER)) {
			Matcher matcher = SOURCE.matcher(line);
			if (line.startsWith("## ")) {
				source = matcher.matches() ? matcher.group(1) : "";
			}
			else if (line.startsWith("### ")) {
				heading = line.substring("### ".length());
			}
			matcher = LINE.matcher(line);
			if (!source.isEmpty() && matcher.matches()) {
				listed.computeIfAbsent(paragraph(source, heading), (key) -> new ArrayList<>()).add(matcher.group(1));
			}
		}
		assertThat(listed).isEqualTo(cited);
	}

	@Test
	void countsTheLinesOfEachType() throws IOException {
		Map<String, Integer> counts = new LinkedHashMap<>();
		for (JsonNode line : sample()) {
			counts.merge(line.at("/type").asString(), 1, Integer::sum);
			counts.merge("all", 1, Integer::sum);
		}
		Map<String, Integer> table = new LinkedHashMap<>();
		COUNT.matcher(Files.readString(LEDGER))
			.results()
			.forEach((row) -> table.put(row.group(1), Integer.valueOf(row.group(2))));
		assertThat(table).isEqualTo(counts);
	}

	@Test
	void quotesNoMoreThanTwentyFiveWordsInOnePlace() throws IOException {
		List<String> quotes = new ArrayList<>();
		for (JsonNode line : sample()) {
			Stream.of("wording", "askedWording", "adoptedWording").forEach((field) -> quotes.add(text(line, field)));
			line.path("citations").valueStream().forEach((citation) -> quotes.add(text(citation, "quote")));
		}
		assertThat(quotes).filteredOn((quote) -> !quote.isEmpty())
			.hasSizeGreaterThan(10)
			.allSatisfy((quote) -> assertThat(quote.split("[\\s/]+")).hasSizeLessThanOrEqualTo(MOST_WORDS));
	}

	@Test
	void hidesOnlyTheDiscreetPartOfTheArabStates() throws IOException {
		assertThat(sample()).filteredOn((line) -> line.has("visibility"))
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(line.at("/citations/0/locator").asString())
				.isEqualTo("Opportunity, condition 1, point a"));
	}

	private static String text(JsonNode line, String field) {
		return line.path(field).asString("");
	}

	private static String paragraph(String document, String locator) {
		return document + ", " + locator;
	}

}
