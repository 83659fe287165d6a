package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.recording.ChangeWriter;
import org.rapport.recording.Rule;
import org.rapport.store.ElementStore;
import org.rapport.store.Writing;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.rapport.transfer.InterchangeFile.DOCUMENT;
import static org.rapport.transfer.InterchangeFile.PERSON;
import static org.rapport.transfer.InterchangeFile.fact;
import static org.rapport.transfer.InterchangeFile.meeting;
import static org.rapport.transfer.InterchangeFile.of;
import static org.rapport.transfer.InterchangeFile.organisation;
import static org.rapport.transfer.InterchangeFile.record;

/** Tests that imports keep the rules of acts, and name the line that breaks one. */
@RapportIT
class ImportRulesIT {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-06-01T10:00:00Z"), ZoneOffset.UTC);

	@Autowired
	private Neo4jClient client;

	private Imports imports;

	@BeforeEach
	void empty(@Autowired ElementStore store, @Autowired ChangeWriter changes, @Autowired Writing writing,
			@Autowired ObjectProvider<Rule> rules) {
		this.client.query("MATCH (node:Record|Fact|Retracted|Dataset|Tombstone) DETACH DELETE node").run();
		this.imports = new Imports(this.client, store, changes, writing, rules, CLOCK);
	}

	@Test
	void refusesAMeetingInItself() {
		assertProblem(of(meeting("m", ",'partOf':'m'")), 2, "partOf", "would be part of itself");
	}

	@Test
	void refusesMeetingsInEachOtherOnEachLineOfTheCircleOnly() {
		assertThat(problems(of(meeting("a", ",'partOf':'b'"), meeting("b", ",'partOf':'c'"),
				meeting("c", ",'partOf':'b'"), meeting("d", ""))))
			.extracting(Problem::line)
			.containsExactly(3, 4);
	}

	@Test
	void refusesBodiesOfTheirOwnChapters() {
		assertThat(problems(of(DOCUMENT, organisation("a"), organisation("b"), membership("x", "a", "b", "BODY"),
				membership("y", "b", "a", "CHAPTER"))))
			.extracting(Problem::line, Problem::field)
			.containsExactly(tuple(5, "belongsTo"), tuple(6, "belongsTo"));
	}

	@ParameterizedTest
	@CsvSource({ "1990, 1999, 2000, 2009, 2010, 2019", "'', 1999, 2000, '', 1990, 2009",
			"2000-01-01, 2000-01-31, 2000-02-01, 2000-03-31, 2000, 2000" })
	void acceptsACircleOfBodiesThatShareNoDay(String a, String aEnd, String b, String bEnd, String c, String cEnd) {
		assertThat(problems(circle(a, aEnd, b, bEnd, c, cEnd))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1990, 2000, 2000, 2009, 1995, 2019", "'', '', '', '', '', ''",
			"2000-01-01, 2000-01-31, 2000-01-31, 2000-03-31, 2000, 2000" })
	void refusesACircleOfBodiesThatMayShareADay(String a, String aEnd, String b, String bEnd, String c, String cEnd) {
		assertThat(problems(circle(a, aEnd, b, bEnd, c, cEnd))).extracting(Problem::line, Problem::field)
			.containsExactly(tuple(6, "belongsTo"), tuple(7, "belongsTo"), tuple(8, "belongsTo"));
	}

	@Test
	void refusesOfTwoCirclesOnlyTheOneThatSharesADay() {
		assertThat(problems(of(DOCUMENT, organisation("a"), organisation("b"), during("x", "a", "b", "1990", "1999"),
				during("y", "b", "a", "2000", "2009"), during("z", "b", "a", "1999", "1999"))))
			.extracting(Problem::line)
			.containsExactly(5, 7);
	}

	@Test
	void acceptsMembersOfEachOther() {
		assertThat(problems(of(DOCUMENT, organisation("a"), organisation("b"), membership("x", "a", "b", "MEMBER"),
				membership("y", "b", "a", "MEMBER"))))
			.isEmpty();
	}

	@Test
	void refusesAnIdentifierOfTwoRecords() {
		assertProblem(
				of(DOCUMENT, PERSON, organisation("o"),
						fact("Identification", "x", "'record':'p','scheme':'wikidata','identifier':'Q1'"),
						fact("Identification", "y", "'record':'o','scheme':'wikidata','identifier':'Q1'")),
				6, "identifier", "belongs to another record");
	}

	@ParameterizedTest
	@CsvSource({ "m, KEPT, Meeting", "m, REACHED, Meeting", "m, ENACTED, Meeting", "e, HELD, Endorsement",
			"e, MISSED, Endorsement", "i, BROKEN, Initiative", "i, HELD, Initiative", "s, ESTABLISHED, Milestone" })
	void refusesAStatusThatItsKindNeverHas(String of, String status, String kind) {
		assertProblem(ofStatus(status(of, status, "")), 7, "status",
				"The type " + kind + " cannot have the status " + status);
	}

	@ParameterizedTest
	@CsvSource({ "m, HELD", "m, PLANNED", "m, STARTED", "e, KEPT", "e, BROKEN", "e, ENDED", "i, ENACTED",
			"i, ESTABLISHED", "i, REACHED", "s, MISSED", "s, CANCELLED" })
	void acceptsAStatusThatItsKindHas(String of, String status) {
		assertThat(problems(ofStatus(status(of, status, ",'date':'2025-05-31'")))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2025-06-03", "2026", "2025-07~", "[2025-06-10..2025-06-20]", "2025-06-03/.." })
	void refusesAStatusThatHasNotComeAbout(String date) {
		assertProblem(ofStatus(status("i", "ESTABLISHED", ",'date':'%s'".formatted(date))), 7, "date",
				"The status cannot be ESTABLISHED yet: the date is in the future");
	}

	@ParameterizedTest
	@CsvSource({ "PROPOSED, 2030", "PLANNED, 2030", "CONFIRMED, 2030", "POSTPONED, 2030", "CANCELLED, 2030",
			"STARTED, 2025", "STARTED, [..2030]", "STARTED, 2025-06-01" })
	void acceptsAStatusThatMayHaveComeAboutOrIsOneOfPlans(String status, String date) {
		assertThat(problems(ofStatus(status("i", status, ",'date':'%s'".formatted(date))))).isEmpty();
	}

	@Test
	void refusesAMeetingHeldInTheFuture() {
		assertProblem(of(DOCUMENT, meeting("m", ",'date':'2025-07'"), status("m", "HELD", "")), 4, "status",
				"cannot be HELD yet: the meeting is in the future");
	}

	@Test
	void tellsOnceThatAStatusAndItsMeetingLieInTheFuture() {
		assertProblem(of(DOCUMENT, meeting("m", ",'date':'2025-07'"), status("m", "HELD", ",'date':'2025-07'")), 4,
				"date", "The status cannot be HELD yet");
	}

	@ParameterizedTest
	@ValueSource(strings = { "date", "withdrawn" })
	void refusesAnEndorsementThatHasNotHappened(String field) {
		assertProblem(of(DOCUMENT, PERSON, endorsement("'%s':'2025-06-03'".formatted(field))), 4, field,
				"in the future");
	}

	@Test
	void acceptsAnEndorsementThatMayHaveHappened() {
		assertThat(problems(of(DOCUMENT, PERSON, endorsement("'date':'2025-06-01','withdrawn':'2025'")))).isEmpty();
	}

	@Test
	void tellsOfFormAndRulesAtOnce() {
		assertThat(problems(of(DOCUMENT, meeting("m", ",'date':'x','partOf':'m'"), "{",
				status("m", "KEPT", ",'visibility':'SECRET'"))))
			.extracting(Problem::line, Problem::field)
			.containsExactly(tuple(3, "date"), tuple(3, "partOf"), tuple(4, ""), tuple(5, "status"),
					tuple(5, "visibility"));
	}

	@Test
	void refusesAFactBetweenAnElementAndItself() {
		assertProblem(of(DOCUMENT, organisation("a"), membership("x", "a", "a", "MEMBER")), 4, "belongsTo",
				"the same record as in \"actor\"");
	}

	@Test
	void refusesASlugThatTwoDataSetsWant() throws IOException {
		load(of(PERSON));
		assertThat(problems(InterchangeFile
			.bytes((InterchangeFile.DATASET.replace("\"test\"", "\"other\"") + "\n" + PERSON).getBytes())))
			.extracting(Problem::line, Problem::field)
			.containsExactly(tuple(2, "slug"));
	}

	private static String membership(String key, String actor, String in, String kind) {
		return fact("Membership", key, "'actor':'%s','belongsTo':'%s','kind':'%s'".formatted(actor, in, kind));
	}

	private static String during(String key, String actor, String in, String start, String end) {
		return fact("Membership", key,
				"'actor':'%s','belongsTo':'%s','kind':'BODY'".formatted(actor, in)
						+ (start.isEmpty() ? "" : ",'startDate':'" + start + "'")
						+ (end.isEmpty() ? "" : ",'endDate':'" + end + "'"));
	}

	/** Three bodies, each of the next one, and the last of the first one. */
	private static InputStream circle(String a, String aEnd, String b, String bEnd, String c, String cEnd) {
		return of(DOCUMENT, organisation("a"), organisation("b"), organisation("c"), during("x", "a", "b", a, aEnd),
				during("y", "b", "c", b, bEnd), during("z", "c", "a", c, cEnd));
	}

	/**
	 * A file with one element of each kind that can have a status, and a status on line
	 * 7.
	 */
	private static InputStream ofStatus(String status) {
		return of(DOCUMENT, PERSON, meeting("m", ""),
				record("Initiative", "i", "'title':'I','kind':'FUND'", "") + "\n"
						+ record("Milestone", "s", "'initiative':'i','kind':'STEP','position':1,'title':'S'", ""),
				status, endorsement("'date':'2024'"));
	}

	private static String status(String of, String status, String more) {
		return fact("StatusChange", "x", "'element':'%s','status':'%s'%s".formatted(of, status, more));
	}

	private static String endorsement(String more) {
		return fact("Endorsement", "e", "'endorser':'p','endorsed':'d','kind':'PLEDGE'," + more);
	}

	private void load(InputStream file) throws IOException {
		this.imports.load(file);
	}

	private List<Problem> problems(InputStream file) {
		try {
			load(file);
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
		assertThat(this.imports.isGraphEmpty()).isTrue();
	}

}
