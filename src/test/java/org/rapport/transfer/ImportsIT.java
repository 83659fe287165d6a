package org.rapport.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.recording.ChangeWriter;
import org.rapport.recording.Rule;
import org.rapport.start.StartRefused;
import org.rapport.store.ElementStore;
import org.rapport.store.Sealing;
import org.rapport.store.Writing;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rapport.transfer.InterchangeFile.CITED;
import static org.rapport.transfer.InterchangeFile.DOCUMENT;
import static org.rapport.transfer.InterchangeFile.PERSON;
import static org.rapport.transfer.InterchangeFile.fact;
import static org.rapport.transfer.InterchangeFile.meeting;
import static org.rapport.transfer.InterchangeFile.of;
import static org.rapport.transfer.InterchangeFile.organisation;
import static org.rapport.transfer.InterchangeFile.record;

@RapportIT
class ImportsIT {

	private static final Instant FIRST = Instant.parse("2025-06-01T10:00:00Z");

	private static final Instant SECOND = Instant.parse("2025-06-02T10:00:00Z");

	@Autowired
	private Neo4jClient client;

	@Autowired
	ElementStore store;

	@Autowired
	ChangeWriter changes;

	@Autowired
	Writing writing;

	@Autowired
	ObjectProvider<Rule> rules;

	@BeforeEach
	void empty() {
		this.client.query("MATCH (node:Record|Fact|Retracted|Dataset|Tombstone) DETACH DELETE node").run();
	}

	@Test
	void loadsTheSampleWhole() throws IOException {
		ImportReport report = load(FIRST, InterchangeFile.sample());
		long lines = InterchangeFile.sampleText().lines().count() - 1;
		ImportCounts citations = report.kinds().get(Kind.CITATION);
		assertThat(report.total().created()).isEqualTo(lines + citations.created());
		assertThat(number("MATCH (node:Record|Fact) RETURN count(node)")).isEqualTo(report.total().created());
		assertThat(
				number("MATCH (fact:Fact) WHERE NOT fact:Citation AND NOT EXISTS { (fact)<-[:SUPPORTS]-(:Citation) } "
						+ "RETURN count(fact)"))
			.isZero();
	}

	@Test
	void changesNothingWhenLoadedAgain() throws IOException {
		ImportReport first = load(FIRST, InterchangeFile.sample());
		List<Object> before = everything();
		ImportReport second = load(SECOND, InterchangeFile.sample());
		assertThat(second.total()).isEqualTo(new ImportCounts(0, 0, first.total().created(), 0));
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void bringsNoErasedCitationBack() throws IOException {
		InputStream cited = of(DOCUMENT, PERSON, fact("Name", "x", "'actor':'p','name':'Q','kind':'ALTERNATIVE'"));
		byte[] file = cited.readAllBytes();
		load(FIRST, new ByteArrayInputStream(file));
		this.client.query("""
				MATCH (:Name)<-[:SUPPORTS]-(citation:Citation)
				CREATE (:Tombstone {id: citation.id}) DETACH DELETE citation""").run();
		assertThatExceptionOfType(BadInterchange.class).isThrownBy(() -> load(SECOND, new ByteArrayInputStream(file)))
			.withMessageContaining("citations[0]: was erased");
	}

	@Test
	void changesNothingWhenTheLinesComeInAnotherOrder() throws IOException {
		load(FIRST, InterchangeFile.sample());
		List<String> lines = new ArrayList<>(InterchangeFile.sampleText().lines().toList());
		Collections.reverse(lines.subList(1, lines.size()));
		ImportCounts total = load(SECOND,
				new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)))
			.total();
		assertThat(total.created() + total.changed() + total.removed()).isZero();
	}

	@Test
	void recordsWhoSaidItWhenAndForWhom() throws IOException {
		load(FIRST, of(DOCUMENT, record("Person", "p", "'name':'P'", ",'visibility':'RESTRICTED','circle':'team'")));
		assertThat(properties("p", Kind.PERSON)).isEqualTo(Map.of("id", id(Kind.PERSON, "p"), "slug", "p", "name", "P",
				"visibility", 2L, "circle", "team", "recordedAt", ZonedDateTime.ofInstant(FIRST, ZoneOffset.UTC),
				"recordedBy", "import:test", "version", 1L));
		assertThat(text("MATCH (node:Person) RETURN reduce(all = '', label IN labels(node) | all + label)"))
			.contains("Record", "Person", "Actor");
	}

	@Test
	void storesTheBoundsOfDates() throws IOException {
		load(FIRST, of(DOCUMENT, PERSON, meeting("m", ",'date':'2024-06-13/2024-06-15'"), meeting("n", ""),
				fact("Name", "x", "'actor':'p','name':'Q','kind':'FORMER','startDate':'2015'")));
		assertThat(properties("m", Kind.MEETING)).containsEntry("dateEarliest", LocalDate.of(2024, 6, 13))
			.containsEntry("dateLatest", LocalDate.of(2024, 6, 15))
			.containsEntry("dateBegunBy", LocalDate.of(2024, 6, 13))
			.containsEntry("multiplicity", "ONE");
		assertThat(properties("n", Kind.MEETING)).doesNotContainKeys("date", "partOf", "withdrawnEarliest")
			.containsEntry("dateEarliest", ApproximateDate.UNBOUNDED_PAST)
			.containsEntry("dateBegunBy", ApproximateDate.UNBOUNDED_FUTURE);
		assertThat(properties("x", Kind.NAME)).doesNotContainKeys("actor", "endDate", "key", "type", "citations")
			.containsEntry("startDateEarliest", LocalDate.of(2015, 1, 1))
			.containsEntry("startDateLatest", LocalDate.of(2015, 12, 31))
			.containsEntry("endDateEarliest", ApproximateDate.UNBOUNDED_PAST)
			.containsEntry("endDateLatest", ApproximateDate.UNBOUNDED_FUTURE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "(:Person)-[:HOLDS]->(:Fact:Role)-[:IN]->(:Organisation)",
			"(:Actor)-[:HAS]->(:Fact:Membership)-[:IN]->(:Organisation)",
			"(:Person)-[:TOOK_PART]->(:Fact:Participation)-[:IN]->(:Meeting)",
			"(:Participation)-[:REPRESENTING]->(:Organisation)", "(:Actor)-[:HAS]->(:Fact:Involvement)-[:IN]->(:Ask)",
			"(:Actor)-[:GAVE]->(:Fact:Endorsement)-[:OF]->(:Document)",
			"(:Endorsement)-[:ON_BEHALF_OF]->(:Organisation)", "(:Endorsement)-[:VOICED_IN]->(:Meeting)",
			"(:Endorsement)-[:PROMPTED_BY]->(:Ask)", "(:Endorsement)-[:PROMPTED_BY]->(:Fact:Participation)",
			"(:Endorsement)-[:HAS]->(:Fact:Derivation)-[:FROM]->(:Ask)", "(:Fact:Claim)-[:ABOUT]->(:Organisation)",
			"(:Organisation)-[:HAS]->(:Fact:Succession)-[:FROM]->(:Organisation)",
			"(:Fact:StatusChange)-[:OF]->(:Meeting)", "(:Actor)-[:KNOWN_AS]->(:Fact:Name)",
			"(:Record)-[:IDENTIFIED_BY]->(:Fact:Identification)", "(:Fact:Citation)-[:SUPPORTS]->(:Role)",
			"(:Fact:Citation)-[:SUPPORTS]->(:Document)", "(:Citation)-[:FROM]->(:Record:Document)",
			"(:Meeting)-[:PART_OF]->(:Meeting)", "(:Meeting)-[:ABOUT]->(:Topic)", "(:Document)-[:ABOUT]->(:Person)",
			"(:Initiative)-[:ABOUT]->(:Document)", "(:Meeting)-[:HELD_IN]->(:Place)",
			"(:Organisation)-[:HAS_OFFICE_IN]->(:Place)", "(:Document)-[:ASKS]->(:Record:Ask)",
			"(:Document)-[:PRESENTED_AT]->(:Meeting)", "(:Record:Milestone)-[:STEP_OF]->(:Initiative)",
			"(:Milestone)-[:REALISED_BY]->(:Meeting)" })
	void tiesElementsAsTheModelSays(String pattern) throws IOException {
		load(FIRST, ofEveryKind());
		assertThat(number("MATCH " + pattern + " RETURN count(*)")).isPositive();
	}

	@Test
	void givesRelationshipsNoPropertiesOfTheirOwn() throws IOException {
		load(FIRST, ofEveryKind());
		assertThat(number("""
				MATCH (:Record|Fact)-[tie]->(:Record|Fact) WHERE any(key IN keys(tie) WHERE NOT key STARTS WITH 'lens')
				RETURN count(tie)""")).isZero();
	}

	@Test
	void changesWhatAChangedLineSays() throws IOException {
		load(FIRST, of(DOCUMENT, meeting("a", ""), meeting("b", ""), meeting("m", ",'date':'2024','partOf':'a'")));
		ImportCounts meetings = load(SECOND,
				of(DOCUMENT, meeting("a", ""), meeting("b", ""), meeting("m", ",'partOf':'b'")))
			.kinds()
			.get(Kind.MEETING);
		assertThat(meetings).isEqualTo(new ImportCounts(0, 1, 2, 0));
		assertThat(properties("m", Kind.MEETING)).doesNotContainKey("date")
			.containsEntry("version", 2L)
			.containsEntry("recordedAt", ZonedDateTime.ofInstant(SECOND, ZoneOffset.UTC));
		assertThat(text("MATCH (:Meeting {slug: 'm'})-[:PART_OF]->(whole) RETURN whole.slug")).isEqualTo("b");
	}

	@Test
	void retractsACitationThatALineNoLongerHas() throws IOException {
		String cited = ",'citations':[{'document':'d','locator':'%s'}]";
		load(FIRST, of(DOCUMENT, meeting("m", cited.formatted("one"))));
		ImportReport report = load(SECOND, of(DOCUMENT, meeting("m", cited.formatted("two"))));
		assertThat(report.kinds().get(Kind.CITATION)).isEqualTo(new ImportCounts(1, 0, 0, 1));
		assertThat(report.kinds().get(Kind.MEETING)).isEqualTo(new ImportCounts(0, 0, 1, 0));
		assertThat(text("MATCH (citation:Citation) RETURN citation.locator")).isEqualTo("two");
	}

	@Test
	void keepsWhatTheFileNoLongerMentionsAndResolvesReferencesToIt() throws IOException {
		load(FIRST, of(DOCUMENT, PERSON));
		load(SECOND, of(fact("Name", "n", "'actor':'p','name':'Q','kind':'FORMER'")));
		assertThat(number(
				"MATCH (:Person)-[:KNOWN_AS]->(:Name)<-[:SUPPORTS]-(:Citation)-[:FROM]->(:Document) RETURN count(*)"))
			.isEqualTo(1);
	}

	@Test
	void retractsWhatACompleteFileLeavesOutAndBringsItBackWithALaterOne() throws IOException {
		String person = "{'type':'Person','key':'p','slug':'p','name':'%s'," + CITED + "}";
		String group = organisation("o");
		String meeting = meeting("m", "");
		String groupThere = fact("Participation", "x", "'actor':'o','meeting':'m'");
		String personThere = fact("Participation", "y", "'actor':'p','meeting':'m','representing':['o']");
		load(FIRST, of(DOCUMENT, person.formatted("Before"), group, meeting, groupThere, personThere));
		load(SECOND, of(person.formatted("After")));
		// Somebody represents the group, so its participation cannot go.
		ImportReport kept = complete(9, DOCUMENT, person.formatted("After"), group, meeting, personThere);
		assertThat(kept.kept())
			.containsExactly(new KeptElement(id(Kind.PARTICIPATION, "x"), KeptElement.Why.NEEDED, 0));
		assertThat(kept.retractions()).isEqualTo(new Retractions(0, 6));
		assertThatExceptionOfType(TooManyRetractions.class).isThrownBy(() -> complete(3, DOCUMENT, group))
			.withMessageContaining("4 of 6");
		ImportReport gone = complete(4, DOCUMENT, group);
		assertThat(gone.retractions()).isEqualTo(new Retractions(4, 6));
		assertThat(gone.total().removed()).isEqualTo(4);
		assertThat(number("MATCH (n:Record|Fact) RETURN count(n)")).isEqualTo(2);
		ImportReport back = complete(0, DOCUMENT, person.formatted("After"), group, meeting, groupThere, personThere);
		assertThat(back.total()).isEqualTo(new ImportCounts(0, 4, 5, 0));
		assertThat(number("MATCH (:Person {name: 'After'})-[:TOOK_PART]->(y)<-[:SUPPORTS]-(:Citation) RETURN count(y)"))
			.isOne();
		// The former name has come back with the person.
		assertThat(text("MATCH (:Person)-[:KNOWN_AS]->(n:Name)<-[:SUPPORTS]-(:Citation) RETURN n.name"))
			.isEqualTo("Before");
		UndoReport undone = imports(SECOND).undo("test", false);
		assertThat(undone.kept()).isEmpty();
		assertThat(undone.retracted()).isEqualTo(4);
		assertThat(undone.citations()).isEqualTo(3);
		assertThat(number("MATCH (n:Record|Fact) RETURN count(n)")).isEqualTo(2);
	}

	private ImportReport complete(long accepted, String... lines) throws IOException {
		String head = InterchangeFile.DATASET.replace("}", ",'complete':'everything'}");
		return imports(SECOND).load(InterchangeFile.raw(head + "\n" + String.join("\n", lines)), accepted,
				LoadProgress.NONE);
	}

	@Test
	void letsRecordsSwapTheirSlugs() throws IOException {
		load(FIRST, of("{'type':'Person','key':'a','slug':'x','name':'A'}",
				"{'type':'Person','key':'b','slug':'y','name':'B'}"));
		load(SECOND, of("{'type':'Person','key':'a','slug':'y','name':'A'}",
				"{'type':'Person','key':'b','slug':'x','name':'B'}"));
		assertThat(text("MATCH (person {slug: 'x'}) RETURN person.name")).isEqualTo("B");
	}

	@Test
	void aFormerSlugKeepsLeadingToItsRecord() throws IOException {
		load(FIRST, of("{'type':'Person','key':'a','slug':'former','name':'A'}"));
		load(SECOND, of("{'type':'Person','key':'a','slug':'now','name':'A'}"));
		assertThat(this.store.idsBySlug(List.of("former", "now")))
			.containsOnly(Map.entry("former", id(Kind.PERSON, "a")), Map.entry("now", id(Kind.PERSON, "a")));
	}

	@Test
	void refusesTheSlugOfAnotherRecord() throws IOException {
		this.client.query("CREATE (:Record:Person:Actor {id: 'per_aaaaaaaaaaaaaaaaaaaa', slug: 'p'})").run();
		assertRefused(of(PERSON), 2, "slug", "is not available");
	}

	@Test
	void refusesAnotherTypeForAKey() throws IOException {
		load(FIRST, of(organisation("o")));
		assertRefused(of("{'type':'Person','key':'o','slug':'q','name':'O'}"), 2, "type", "must be Organisation");
	}

	@Test
	void refusesAReferenceToAnotherKindLoadedBefore() throws IOException {
		load(FIRST, of(PERSON));
		assertRefused(of(meeting("m", ",'partOf':'p'")), 2, "partOf", "has the type Person; allowed: Meeting");
	}

	@Test
	void refusesACircleThatClosesInTheGraph() throws IOException {
		load(FIRST, of(meeting("a", ",'partOf':'b'"), meeting("b", ",'partOf':'c'"), meeting("c", "")));
		assertRefused(of(meeting("c", ",'partOf':'a'")), 2, "partOf", "would be part of itself");
	}

	@Test
	void refusesAnIdentifierOfAnotherRecordInTheGraph() throws IOException {
		String identified = "'record':'%s','scheme':'wikidata','identifier':'Q1'";
		load(FIRST, of(DOCUMENT, PERSON, organisation("o"), fact("Identification", "x", identified.formatted("p"))));
		assertRefused(of(fact("Identification", "y", identified.formatted("o"))), 2, "identifier",
				"belongs to another record");
	}

	@Test
	void findsTheParticipationOfWhomSomebodyRepresentsInTheGraph() throws IOException {
		load(FIRST, of(DOCUMENT, PERSON, organisation("o"), meeting("m", ""),
				fact("Participation", "x", "'actor':'o','meeting':'m'")));
		load(SECOND, of(fact("Participation", "y", "'actor':'p','meeting':'m','representing':['o']")));
		assertThat(number("MATCH (:Participation)-[:REPRESENTING]->() RETURN count(*)")).isEqualTo(1);
	}

	@Test
	void refusesToHoldAMeetingOfTheGraphThatLiesInTheFuture() throws IOException {
		load(FIRST, of(DOCUMENT, meeting("m", ",'date':'2025-07'")));
		assertRefused(of(fact("StatusChange", "s", "'element':'m','status':'HELD'")), 2, "status",
				"the meeting is in the future");
	}

	@Test
	void refusesToMoveAMeetingThatWasHeldIntoTheFuture() throws IOException {
		load(FIRST, of(DOCUMENT, meeting("m", ",'date':'2025-05'"),
				fact("StatusChange", "s", "'element':'m','status':'HELD'")));
		assertRefused(of(meeting("m", ",'date':'2025-07'")), 2, "date", "recorded as HELD");
	}

	@Test
	void letsAFileMoveAMeetingThatItNoLongerSaysWasHeld() throws IOException {
		load(FIRST, of(DOCUMENT, meeting("m", ",'date':'2025-05'"),
				fact("StatusChange", "s", "'element':'m','status':'HELD'")));
		load(SECOND,
				of(meeting("m", ",'date':'2025-07'"), fact("StatusChange", "s", "'element':'m','status':'POSTPONED'")));
		assertThat(text("MATCH (meeting:Meeting) RETURN meeting.date")).isEqualTo("2025-07");
	}

	@Test
	void doesNotBlameAFileForWhatItLeavesAsItIs() throws IOException {
		load(FIRST, of(DOCUMENT, meeting("m", ",'date':'2025-07'")));
		this.client.query("""
				MATCH (meeting:Meeting) CREATE (meeting)<-[:OF]-(:Fact:StatusChange {
				  id: 'sta_aaaaaaaaaaaaaaaaaaaa', status: 'HELD' })""").run();
		load(SECOND, of(meeting("m", ",'date':'2025-07','description':'More'")));
		assertThat(text("MATCH (meeting:Meeting) RETURN meeting.description")).isEqualTo("More");
	}

	@Test
	void keepsTheFormerNameOfARenamedActor() throws IOException {
		String cited = "{'type':'Person','key':'p','slug':'p','name':'%s',%s}";
		load(FIRST, of(DOCUMENT, cited.formatted("Before", CITED)));
		ImportReport report = load(SECOND, of(cited.formatted("After", CITED)));
		assertThat(report.total()).isEqualTo(new ImportCounts(2, 1, 1, 0));
		assertThat(
				text("""
						MATCH (:Person {name: 'After'})-[:KNOWN_AS]->(n:Name)<-[:SUPPORTS]-(c:Citation)-[:FROM]->(:Document {slug: 'd'})
						RETURN n.name + ' ' + n.kind + ' ' + c.locator"""))
			.isEqualTo("Before FORMER l");
		assertThat(load(SECOND, of(cited.formatted("After", CITED))).total()).isEqualTo(new ImportCounts(0, 0, 2, 0));
	}

	@Test
	void takesARenamingBackWithTheFormerNameThatFollowed() throws IOException {
		String cited = "{'type':'Person','key':'p','slug':'p','name':'%s'," + CITED + "}";
		load(FIRST, of(DOCUMENT, cited.formatted("Before")));
		load(SECOND, of(cited.formatted("After")));
		UndoReport undone = imports(SECOND).undo("test", false);
		assertThat(undone.restored()).isOne();
		assertThat(undone.retracted()).isOne();
		assertThat(undone.kept()).isEmpty();
		assertThat(text("MATCH (n:Person) RETURN n.name")).isEqualTo("Before");
		assertThat(number("MATCH (n:Name) RETURN count(n)")).isZero();
	}

	@Test
	void asksForASourceOfAFormerName() throws IOException {
		load(FIRST, of(DOCUMENT, PERSON));
		String renamed = PERSON.replace("\"P\"", "\"Q\"");
		assertRefused(of(renamed), 2, "name", "the former name \"P\" would have no citation");
		load(SECOND, of(renamed.replace("}", ",'correction':true}")));
		assertThat(number("MATCH (n:Name) RETURN count(n)")).isZero();
		load(SECOND, of(PERSON.replace("\"P\"", "\"R\""), fact("Name", "n", "'actor':'p','name':'Q','kind':'FORMER'")));
		assertThat(text("MATCH (n:Name) RETURN n.name")).isEqualTo("Q");
	}

	@Test
	void refusesToTakeTheLastCitationThatAViewerSees() throws IOException {
		String fact = fact("Participation", "x", "'actor':'p','meeting':'m'");
		load(FIRST, of(DOCUMENT, PERSON, meeting("m", ""), fact));
		assertRefused(of(DOCUMENT.replace("}", ",'visibility':'NETWORK'}")), 2, "visibility", "none of its citations");
		assertRefused(of(fact.replace("\"l\"}", "\"l\",'visibility':'NETWORK'}")), 2, "visibility",
				"none of its citations");
	}

	@Test
	void changesNothingForABadFile() throws IOException {
		load(FIRST, of(DOCUMENT, PERSON));
		assertRefused(of(DOCUMENT.replace("\"D\"", "\"E\""), meeting("m", ",'date':'x'")), 3, "date", "is not a date");
	}

	@Test
	void loadsTheSameFileOnceWhenTwoLoadItAtOnce() throws Exception {
		List<ImportReport> reports = atOnce(() -> load(FIRST, InterchangeFile.sample()),
				() -> load(SECOND, InterchangeFile.sample()));
		long all = reports.get(0).total().created() + reports.get(1).total().created();
		assertThat(all).isEqualTo(number("MATCH (node:Record|Fact) RETURN count(node)"));
		assertThat(reports).filteredOn((report) -> report.total().created() == 0)
			.singleElement()
			.satisfies((report) -> assertThat(report.total()).isEqualTo(new ImportCounts(0, 0, all, 0)));
		assertThat(number("MATCH (a)-[tie]->(b) WITH a, b, type(tie) AS type, count(*) AS ties WHERE ties > 1 "
				+ "RETURN count(*)"))
			.isZero();
	}

	@Test
	void loadsTheSameFileOnceMoreWithoutAChangeWhenTwoLoadItAtOnceAgain() throws Exception {
		load(FIRST, InterchangeFile.sample());
		String changed = InterchangeFile.sampleText().replaceFirst("\"name\":\"Verona\"", "\"name\":\"Verona!\"");
		List<ImportReport> reports = atOnce(() -> load(SECOND, bytes(changed)), () -> load(SECOND, bytes(changed)));
		assertThat(reports).extracting((report) -> report.total().changed()).containsExactlyInAnyOrder(0L, 1L);
		assertThat(number("MATCH (place:Place {slug: 'verona'}) RETURN place.version")).isEqualTo(2);
	}

	@Test
	void tellsTheSecondOfTwoDataSetsThatItsSlugIsTaken() throws Exception {
		String other = InterchangeFile.DATASET.replace("\"test\"", "\"other\"") + "\n" + PERSON;
		List<Callable<ImportReport>> loads = List.of(() -> load(FIRST, of(PERSON)), () -> load(FIRST, bytes(other)));
		ExecutorService pool = Executors.newFixedThreadPool(2);
		try {
			int refused = 0;
			for (Future<ImportReport> load : pool.invokeAll(loads)) {
				try {
					load.get();
				}
				catch (ExecutionException ex) {
					assertThat(ex.getCause()).isInstanceOf(BadInterchange.class).hasMessageContaining("slug");
					refused++;
				}
			}
			assertThat(refused).isEqualTo(1);
		}
		finally {
			pool.shutdownNow();
		}
	}

	@Test
	void loadsTheSampleIntoAnEmptyGraphOnly() {
		Imports imports = imports(FIRST);
		ClassPathResource file = new ClassPathResource("sample/allmep.jsonl");
		new Sample(imports, file, false).afterSingletonsInstantiated();
		assertThat(imports.isGraphEmpty()).isTrue();
		new Sample(imports, file, true).afterSingletonsInstantiated();
		assertThat(imports.isGraphEmpty()).isFalse();
		this.client.query("MATCH (place:Place {slug: 'verona'}) SET place.name = 'Edited'").run();
		new Sample(imports, file, true).afterSingletonsInstantiated();
		assertThat(text("MATCH (place:Place {slug: 'verona'}) RETURN place.name")).isEqualTo("Edited");
	}

	@Test
	void refusesToStartWithABadSample() {
		Resource file = new ByteArrayResource("{".getBytes(StandardCharsets.UTF_8));
		Sample sample = new Sample(imports(FIRST), file, true);
		assertThatExceptionOfType(StartRefused.class).isThrownBy(sample::afterSingletonsInstantiated)
			.withMessageContaining("line 1: is not JSON")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("rapport.sample=never"));
		assertThat(imports(FIRST).isGraphEmpty()).isTrue();
	}

	private static InputStream ofEveryKind() {
		return of(DOCUMENT.replace("}",
				",\"about\":[\"p\"],\"presentedAt\":[\"m\"],\"citations\":[{\"document\":\"d\",\"locator\":\"l\"}]}"),
				PERSON, record("Organisation", "o", "'name':'O','kind':'NETWORK'", ",'offices':['place']"),
				organisation("q"), record("Place", "place", "'name':'L'", ""),
				record("Topic", "topic", "'name':'T'", ""),
				record("Ask", "ask", "'document':'d','position':1.0,'summary':'S'", ""),
				record("Initiative", "i", "'title':'I','kind':'FUND'", ",'about':['d']"),
				record("Milestone", "s", "'initiative':'i','kind':'STEP','position':1,'title':'S'",
						",'realisedBy':['m']"),
				meeting("c", ""), meeting("m", ",'partOf':'c','about':['topic'],'places':['place']"),
				fact("Role", "f1", "'person':'p','heldIn':'o'"),
				fact("Membership", "f2", "'actor':'q','belongsTo':'o','kind':'BODY'"),
				fact("Participation", "f3", "'actor':'p','meeting':'m','representing':['o']"),
				fact("Participation", "f4", "'actor':'o','meeting':'m'"),
				fact("Involvement", "f5", "'actor':'o','subject':'ask','kind':'ADDRESSED'"),
				fact("Endorsement", "f6",
						"'endorser':'p','endorsed':'d','kind':'PLEDGE','onBehalfOf':['o'],'voicedIn':['m'],"
								+ "'promptedBy':['ask','f3'],'amount':2.5,'currency':'EUR'"),
				fact("Derivation", "f7", "'later':'f6','earlier':'ask','kind':'ANSWERS'"),
				fact("Claim", "f8", "'about':'o','measure':'members','value':160,'bound':'AT_LEAST'"),
				fact("StatusChange", "f9", "'element':'m','status':'HELD'"),
				fact("Name", "f10", "'actor':'o','name':'P','kind':'FORMER'"),
				fact("Succession", "f12", "'later':'o','earlier':'q','kind':'SPLIT','date':'2020'"),
				fact("Identification", "f11", "'record':'o','scheme':'wikidata','identifier':'Q1'"));
	}

	private void assertRefused(InputStream file, int line, String field, String message) {
		List<Object> before = everything();
		assertThatExceptionOfType(BadInterchange.class).isThrownBy(() -> load(SECOND, file))
			.satisfies((ex) -> assertThat(ex.problems()).singleElement().satisfies((problem) -> {
				assertThat(problem.line()).isEqualTo(line);
				assertThat(problem.field()).isEqualTo(field);
				assertThat(problem.message()).contains(message);
			}));
		assertThat(everything()).isEqualTo(before);
	}

	private static List<ImportReport> atOnce(Callable<ImportReport> one, Callable<ImportReport> other)
			throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(2);
		try {
			List<ImportReport> reports = new ArrayList<>();
			for (Future<ImportReport> report : pool.invokeAll(List.of(one, other))) {
				reports.add(report.get());
			}
			return reports;
		}
		finally {
			pool.shutdownNow();
		}
	}

	private Imports imports(Instant at) {
		return new Imports(this.client, this.store, this.changes, this.writing, this.rules,
				Clock.fixed(at, ZoneOffset.UTC));
	}

	private ImportReport load(Instant at, InputStream file) throws IOException {
		return imports(at).load(file);
	}

	private static InputStream bytes(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	/** All nodes and relationships with their properties, but for the time of loading. */
	private List<Object> everything() {
		return List.of(List.copyOf(this.client.query("""
				MATCH (node:Record|Fact|Retracted|Dataset|Tombstone)
				RETURN labels(node) AS labels, node {.*, loadedAt: null} AS properties
				ORDER BY coalesce(node.id, node.name)""").fetch().all()), List.copyOf(this.client.query("""
				MATCH (from:Record|Fact)-[tie]->(to:Record|Fact)
				RETURN from.id AS from, type(tie) AS type, to.id AS to
				ORDER BY from, type, to""").fetch().all()));
	}

	/** The properties of an element without its seal, which is not part of the file. */
	private Map<String, Object> properties(String key, Kind kind) {
		return this.client.query("MATCH (node:Record|Fact {id: $id}) RETURN properties(node) AS properties")
			.bindAll(Map.of("id", id(kind, key)))
			.fetchAs(Object.class)
			.mappedBy((types, row) -> {
				Map<String, Object> properties = new HashMap<>(row.get("properties").asMap());
				properties.keySet().removeIf((name) -> name.startsWith(Sealing.PREFIX));
				return properties;
			})
			.one()
			.map(ImportsIT::map)
			.orElseThrow();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object properties) {
		return (Map<String, Object>) properties;
	}

	private static String id(Kind kind, String key) {
		return Ids.derive(kind, "test", key);
	}

	private long number(String query) {
		return this.client.query(query).fetchAs(Long.class).one().orElseThrow();
	}

	private String text(String query) {
		return this.client.query(query).fetchAs(String.class).one().orElseThrow();
	}

}
