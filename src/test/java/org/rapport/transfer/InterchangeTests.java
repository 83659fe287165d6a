package org.rapport.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.recording.FormSchema;
import org.rapport.transfer.staging.Staging;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.rapport.transfer.InterchangeFile.DATASET;
import static org.rapport.transfer.InterchangeFile.DOCUMENT;
import static org.rapport.transfer.InterchangeFile.PERSON;
import static org.rapport.transfer.InterchangeFile.fact;
import static org.rapport.transfer.InterchangeFile.meeting;
import static org.rapport.transfer.InterchangeFile.of;
import static org.rapport.transfer.InterchangeFile.organisation;
import static org.rapport.transfer.InterchangeFile.raw;

class InterchangeTests {

	private final InterchangeReader reader = new InterchangeReader();

	@Test
	void acceptsTheSample() throws IOException {
		assertThat(problems(InterchangeFile.sample())).isEmpty();
	}

	@Test
	void acceptsBlankLinesAByteOrderMarkAndWindowsLineEnds() {
		assertThat(problems(raw("\ufeff" + DATASET + "\r\n\r\n  \n" + PERSON + "\r\n"))).isEmpty();
	}

	@Test
	void acceptsAFileWithoutALastLineEnd() {
		assertThat(problems(raw(DATASET + "\n" + PERSON))).isEmpty();
	}

	@Test
	void refusesAnEmptyFile() {
		assertProblem(raw("\n\n"), 1, "", "first line must be the Dataset line");
	}

	@Test
	void refusesAFileThatDoesNotBeginWithItsDataSet() {
		assertProblem(raw(PERSON), 1, "type", "must be Dataset");
	}

	@Test
	void refusesASecondDataSet() {
		assertProblem(of(DATASET), 2, "type", "only the first line");
	}

	@Test
	void refusesAnotherFormat() {
		assertProblem(raw(DATASET.replace("interchange/2", "interchange/9")), 1, "format",
				"is rapport-interchange/9, which this version of Rapport does not know; it reads rapport-interchange/2");
		assertProblem(raw(DATASET.replace("rapport-interchange/2", "something else")), 1, "format",
				"must be rapport-interchange/2");
	}

	@Test
	void refusesAFileOfTheEarlierFormatWithOneMessage() throws IOException {
		try (InputStream earlier = new ClassPathResource("earlier/interchange.jsonl").getInputStream()) {
			assertProblem(InterchangeFile.bytes(earlier.readAllBytes()), 1, "format",
					"is rapport-interchange/1, an earlier format; this version of Rapport reads rapport-interchange/2 only");
		}
	}

	@Test
	void refusesMalformedUtf8WithItsLine() throws IOException {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.write((DATASET + "\n{\"type\":\"").getBytes(StandardCharsets.UTF_8));
		file.write(0xe9);
		file.write("\"}\n".getBytes(StandardCharsets.UTF_8));
		assertProblem(InterchangeFile.bytes(file.toByteArray()), 2, "", "is not UTF-8");
	}

	@Test
	void refusesALineThatIsTooLongAndReadsOn() {
		String line = "x".repeat(InterchangeReader.LONGEST_LINE + 1);
		assertThat(problems(of(line, "nothing"))).extracting(Problem::line).containsExactly(2, 3);
		assertProblem(of(line), 2, "", "is longer than 1048576 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "nothing", "{} {}", "{'type':'Person','type':'Person'}", "{'type':NaN}" })
	void refusesWhatIsNotJson(String line) {
		assertProblem(of(line), 2, "", "is not JSON");
	}

	@Test
	void tellsNothingAboutTheInside() {
		assertThat(problems(of("{'a':1,'a':2}"))).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).doesNotContain("tools.jackson", "Feature", "Source"));
	}

	@Test
	void refusesALineThatIsNoObject() {
		assertProblem(of("[]"), 2, "", "must be a JSON object");
	}

	@Test
	void refusesAnUnknownType() {
		assertProblem(of("{'type':'Animal'}"), 2, "type", "is \"Animal\", but must be one of Ask, Claim");
	}

	@Test
	void refusesHalfACharacter() {
		assertProblem(of("{'type':'Person','key':'p','slug':'p','name':'P\\ud800'}"), 2, "name", "surrogate");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					'slug':'p'                       | name               | is missing
					'slug':'P','name':'P'            | slug               | digits, joined by hyphens
					'slug':'p\\n','name':'P'         | slug               | digits, joined by hyphens
					'slug':'p','name':' '            | name               | not blank
					'slug':'p','name':1              | name               | must be a text
					'slug':'p','name':'P','age':1    | age                | is not a field of the type Person
					'slug':'p','name':'P','visibility':'SECRET' | visibility | must be one of PUBLIC, NETWORK
					'slug':'p','name':'P','circle':'A b' | circle         | digits, joined by hyphens
					'slug':'p','name':'P','citations':[] | citations      | must have at least one entry
					'slug':'p','name':'P','citations':[{'document':'d'}] | citations[0].locator | is missing
					'slug':'p','name':'P','citations':[{'document':'d','locator':'l','basis':'INFERRED'}] | citations[0].note | a note must say how
					""")
	void refusesWhatTheSchemaDoesNotAllow(String fields, String field, String message) {
		assertProblem(of(DOCUMENT, "{'type':'Person','key':'p'," + fields + "}"), 3, field, message);
	}

	@Test
	void cleansTextsFromSpreadsheetsAndSaysWhere() throws IOException {
		Interchange file = read(of(DOCUMENT,
				"{'type':'Person','key':'p','slug':'p','name':'Ada\\tMerrin\u00A0','citations':[{'document':'d','locator':'p\u00A01'}]}"));
		Line line = file.lines().get(1);
		assertThat(line.text("name")).isEqualTo("Ada Merrin");
		assertThat(line.json().at("/citations/0/locator").asString()).isEqualTo("p 1");
		assertThat(file.problems().count()).isZero();
		assertThat(file.cleaned().first()).extracting(Problem::toString)
			.containsExactly("line 3, citations[0].locator: had a no-break space. Rapport recorded the text without it",
					"line 3, name: had a tab and a no-break space. Rapport recorded the text without it");
	}

	@Test
	void cleansDatesAsItCleansTexts() throws IOException {
		Interchange file = read(of(DOCUMENT,
				"{'type':'Role','key':'r','person':'p','heldIn':'o','startDate':'\uFEFF2024-01\u00A0','citations':[{'document':'d','locator':'l','accessed':'2024\\t'}]}"));
		assertThat(file.problems().first()).extracting(Problem::toString)
			.noneSatisfy((problem) -> assertThat(problem).contains("startDate"));
		assertThat(file.lines().get(1).text("startDate")).isEqualTo("2024-01");
		assertThat(file.cleaned().first()).extracting(Problem::toString)
			.contains(
					"line 3, startDate: had a no-break space and a byte order mark. Rapport recorded the text without it");
	}

	@Test
	void refusesATextOfWideBlanks() {
		assertProblem(of(DOCUMENT,
				"{'type':'Person','key':'p','slug':'p','name':'P','citations':[{'document':'d','locator':'\u3000'}]}"),
				3, "citations[0].locator", "not blank");
	}

	@Test
	void refusesAFactWithoutACitation() {
		assertProblem(of(PERSON, "{'type':'Name','key':'n','actor':'p','name':'Q','kind':'FORMER'}"), 3, "citations",
				"is missing");
	}

	@Test
	void refusesAKeyOfAnotherForm() {
		assertProblem(of("{'type':'Person','key':'p#1','slug':'p','name':'P'}"), 2, "key", "must be a key");
	}

	@Test
	void refusesAKeyTwice() {
		assertProblem(of(PERSON, "{'type':'Person','key':'p','slug':'q','name':'Q'}"), 3, "key",
				"is already the key of line 2");
	}

	@Test
	void refusesASlugTwice() {
		assertProblem(of(PERSON, "{'type':'Person','key':'q','slug':'p','name':'Q'}"), 3, "slug",
				"is already the slug of line 2");
	}

	@Test
	void refusesAReferenceToNothing() {
		assertProblem(of(DOCUMENT, meeting("m", ",'places':['a']")), 3, "places[0]", "nothing loaded before");
	}

	@Test
	void refusesAReferenceToAnotherKind() {
		assertProblem(of(PERSON, meeting("m", ",'partOf':'p'")), 3, "partOf", "has the type Person; allowed: Meeting");
	}

	@Test
	void refusesACitationOfWhatIsNoDocument() {
		assertProblem(of(PERSON, meeting("m", ",'citations':[{'document':'p','locator':'l'}]")), 3,
				"citations[0].document", "has the type Person; allowed: Document");
	}

	@Test
	void refusesTheSameCitationTwice() {
		assertProblem(
				of(DOCUMENT, meeting("m",
						",'citations':[{'document':'d','locator':'l'},{'document':'d','locator':'l','note':'N'}]")),
				3, "citations[1]", "as citations[0]");
	}

	@Test
	void doesNotComplainOfReferencesToLinesThatCannotBeRead() {
		assertThat(problems(of("{", meeting("m", ",'places':['a']")))).extracting(Problem::line).containsExactly(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "yesterday", "2024-02-30", "{2024,2025}" })
	void refusesWhatIsNoDate(String date) {
		assertProblem(of(meeting("m", ",'date':'%s'".formatted(date))), 2, "date", "is not a date");
	}

	@Test
	void refusesWhatIsNoDateInACitation() {
		assertProblem(of(DOCUMENT, meeting("m", ",'citations':[{'document':'d','locator':'l','accessed':'now'}]")), 3,
				"citations[0].accessed", "is not a date");
	}

	@ParameterizedTest
	@ValueSource(strings = { "startDate", "endDate" })
	void refusesAnIntervalWhereAStateBeginsOrEnds(String field) {
		assertProblem(of(DOCUMENT, PERSON, name("'%s':'2013/2015'".formatted(field))), 4, field, "give one date");
	}

	@Test
	void refusesAStateThatEndsBeforeItBegins() {
		assertProblem(of(DOCUMENT, PERSON, name("'startDate':'2015','endDate':'2014-12'")), 4, "endDate",
				"give an end that is not before");
	}

	@Test
	void acceptsAStateThatCanHaveEndedAfterItBegan() {
		assertThat(problems(of(DOCUMENT, PERSON, name("'startDate':'2015-06','endDate':'2015'")))).isEmpty();
	}

	@Test
	void refusesAWithdrawalBeforeTheEndorsement() {
		assertProblem(of(DOCUMENT, PERSON, endorsement("'date':'2024','withdrawn':'2023'")), 4, "withdrawn",
				"before it is given");
	}

	@Test
	void refusesAnAmountWithoutItsCurrency() {
		assertProblem(of(DOCUMENT, PERSON, endorsement("'amount':5")), 4, "amount", "needs the field currency");
	}

	@Test
	void refusesACurrencyWithoutItsAmount() {
		assertProblem(of(DOCUMENT, PERSON, endorsement("'currency':'EUR'")), 4, "currency", "needs the field amount");
	}

	@Test
	void refusesANumberThatCannotBeStored() {
		assertProblem(of(DOCUMENT, PERSON, endorsement("'amount':1e999,'currency':'EUR'")), 4, "amount", "too large");
	}

	@Test
	void refusesToRepresentSomebodyWhoDoesNotTakePart() {
		assertProblem(
				of(DOCUMENT, PERSON, organisation("o"), meeting("m", ""),
						fact("Participation", "x", "'actor':'p','meeting':'m','representing':['o']")),
				6, "representing[0]", "has no participation of its own");
	}

	@Test
	void acceptsToRepresentSomebodyWhoTakesPart() {
		assertThat(problems(of(DOCUMENT, PERSON, organisation("o"), meeting("m", ""),
				fact("Participation", "x", "'actor':'p','meeting':'m','representing':['o']"),
				fact("Participation", "y", "'actor':'o','meeting':'m'"))))
			.isEmpty();
	}

	@Test
	void tellsAllProblemsAtOnceByLine() {
		assertThat(problems(of(meeting("m", ",'date':'x','partOf':'n'"), "{", "{'type':'Person','key':'p'}")))
			.extracting(Problem::line, Problem::field)
			.containsExactly(tuple(2, "date"), tuple(3, ""), tuple(4, "name"));
	}

	@Test
	void tellsTheFirstHundredProblemsAndHowManyThereAre() {
		String[] lines = IntStream.range(0, 250).mapToObj((i) -> "{").toArray(String[]::new);
		assertThatExceptionOfType(BadInterchange.class).isThrownBy(() -> check(of(lines))).satisfies((ex) -> {
			assertThat(ex.count()).isEqualTo(250);
			assertThat(ex.problems()).hasSize(100).extracting(Problem::line).startsWith(2).endsWith(101);
			assertThat(ex).hasMessageContaining("250 problems").hasMessageContaining("and 240 more");
			assertThat(ex.code()).isEqualTo(ErrorCode.BAD_INTERCHANGE);
		});
	}

	@Test
	void saysInWordsWhatEachPatternOfTheSchemaAsksFor() throws IOException {
		Set<String> patterns = schema().findValuesAsString("pattern").stream().collect(Collectors.toSet());
		assertThat(FormSchema.PATTERNS).containsOnlyKeys(patterns);
	}

	@Test
	void hasATypeForEachKindButCitations() throws IOException {
		Set<String> types = schema().at("/properties/type/enum")
			.valueStream()
			.map(JsonNode::stringValue)
			.collect(Collectors.toSet());
		Set<String> labels = Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.toSet());
		labels.remove("Citation");
		labels.add("Dataset");
		assertThat(types).isEqualTo(labels);
	}

	@ParameterizedTest
	@ValueSource(strings = { "'value':160,'bound':'AT_LEAST'", "'wording':'tens of thousands'",
			"'value':160,'bound':'AT_LEAST','wording':'over 160'" })
	void acceptsAClaimWithAFigureOrWordsOrBoth(String figure) {
		assertThat(problems(of(PERSON, claim(figure), DOCUMENT))).isEmpty();
	}

	@Test
	void refusesAClaimWithoutAFigureAndWithoutWords() {
		assertProblem(of(PERSON, claim("'unit':'people'"), DOCUMENT), 3, "value",
				"is missing; give the figure with its bound, or the words of the source as the wording");
	}

	@Test
	void refusesABoundWithoutAFigureAndAFigureWithoutABound() {
		assertProblem(of(PERSON, claim("'bound':'AT_LEAST','wording':'many'"), DOCUMENT), 3, "bound",
				"needs the field value, too");
		assertProblem(of(PERSON, claim("'value':160,'wording':'many'"), DOCUMENT), 3, "value",
				"needs the field bound, too");
	}

	@Test
	void refusesAnAskWithMoreThan25WordsOfItsDocument() {
		String fits = "institutionalize long-term support " + "x ".repeat(22).strip() + ".";
		assertThat(problems(of(PERSON, ask(fits), DOCUMENT))).isEmpty();
		assertProblem(of(PERSON, ask(fits + " more"), DOCUMENT), 3, "wording",
				"has 26 words; quote at most 25 of them");
	}

	@Test
	void makesARelationshipOfEachFieldThatHoldsKeys() throws IOException {
		for (Kind kind : Kind.CITED) {
			Set<String> references = schema().at("/$defs/" + kind.label() + "/properties")
				.properties()
				.stream()
				.filter((property) -> !property.getKey().equals("key"))
				.filter((property) -> property.getValue().findValuesAsString("$ref").contains("#/$defs/key"))
				.map(Map.Entry::getKey)
				.collect(Collectors.toSet());
			assertThat(Tie.of(kind)).as(kind.label())
				.extracting(Tie::field)
				.containsExactlyInAnyOrderElementsOf(references);
		}
	}

	private static JsonNode schema() throws IOException {
		try (InputStream in = InterchangeTests.class.getResourceAsStream(FormSchema.RESOURCE)) {
			return JsonMapper.shared().readTree(in);
		}
	}

	private static String name(String dates) {
		return fact("Name", "n", "'actor':'p','name':'Q','kind':'FORMER'," + dates);
	}

	private static String endorsement(String more) {
		return fact("Endorsement", "e", "'endorser':'p','endorsed':'d','kind':'PLEDGE'," + more);
	}

	private static String claim(String figure) {
		return fact("Claim", "c", "'about':'p','measure':'supporters'," + figure);
	}

	private static String ask(String wording) {
		return fact("Ask", "a",
				"'slug':'a','document':'d','position':1,'heading':'We call on you','summary':'S','wording':'" + wording
						+ "'");
	}

	private void check(InputStream file) throws IOException {
		Rules.check(read(file), StoredElements.NOTHING).problems().throwIfAny();
	}

	private List<Problem> problems(InputStream file) {
		try {
			check(file);
			return List.of();
		}
		catch (BadInterchange ex) {
			return ex.problems();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertProblem(InputStream file, int line, String field, String message) {
		assertThat(problems(file)).singleElement().satisfies((problem) -> {
			assertThat(problem.line()).isEqualTo(line);
			assertThat(problem.field()).isEqualTo(field);
			assertThat(problem.message()).contains(message);
		});
	}

	private Interchange read(InputStream file) throws IOException {
		return this.reader.read(file, Staging.inMemory());
	}

}
