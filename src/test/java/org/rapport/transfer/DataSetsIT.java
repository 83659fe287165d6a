package org.rapport.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Kind;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.RowNote.About;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Loads the public data sets whose mappings come with Rapport into one graph, twice, and
 * asks the graph. The environment variable {@value #DATA} names the folder that has a
 * folder for each of them. It takes some minutes, so it has a profile of its own:
 * {@code mvn -Pdata verify}. The expected numbers were counted in the tables themselves.
 */
@Tag("data")
@RapportIT
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataSetsIT {

	static final String DATA = "RAPPORT_DATA";

	private static final String NSW = "meetings-nsw";

	private static final String IFG = "ifg-ministers";

	private static final String CONGRESS = "us-congress";

	private static final String COUNCILS = "au-councillors-popolo";

	private static final String COARA = "coara";

	private static final List<String> ALL = List.of(NSW, IFG, CONGRESS, COUNCILS, COARA);

	@Autowired
	private FileImport files;

	@Autowired
	private Imports imports;

	@Autowired
	private Neo4jClient client;

	@LocalServerPort
	private int port;

	private final Map<String, FileReport> first = new HashMap<>();

	private final Map<String, FileReport> second = new HashMap<>();

	/** What the first loads say of rows that they refused. */
	private final Map<String, List<String>> refused = new HashMap<>();

	private long elements;

	@BeforeAll
	void loadAllTwice() throws IOException {
		String data = System.getenv(DATA);
		assumeThat(data).as("%s names no folder with the data sets", DATA).isNotNull();
		empty();
		List<String> there = ALL.stream().filter((name) -> Files.isDirectory(Path.of(data).resolve(name))).toList();
		for (String name : there) {
			this.first.put(name, load(Path.of(data).resolve(name), name));
		}
		this.elements = elements();
		for (String name : there) {
			this.second.put(name, load(Path.of(data).resolve(name), name));
		}
	}

	@AfterAll
	void empty() {
		this.client
			.query("""
					MATCH (node:Record|Fact|Retracted|Dataset|Revision|Act|Alias|Distinction|Likeness|LikenessSearch|Paragraph|SourceRow|Tombstone|ErasedMark|ErasureKey)
					CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 5000 ROWS""")
			.run();
	}

	@Test
	void meetingsOfMinistersInNewSouthWales() {
		assertMade(NSW, Map.of(Kind.MEETING, 15_076L, Kind.POST, 88L));
		assertThat(table(NSW, "diaries").rows()).isEqualTo(26_562);
		assertThat(table(NSW, "diaries").notes()).as("one of 2007 and one of 2025")
			.containsEntry(About.UNLIKELY_DATE, 2);
		assertThat(this.refused.get(NSW)).isEmpty();
	}

	@Test
	void ministersOfTheUnitedKingdom() {
		assertMade(IFG, Map.of(Kind.PERSON, 1_149L, Kind.POST, 926L, Kind.GOVERNMENT, 70L, Kind.SUCCESSION, 60L,
				Kind.ROLE, 3_665L));
		assertThat(table(IFG, "person").rows()).isEqualTo(1_337);
		assertThat(number("MATCH (:Person)-[:KNOWN_AS]->(n:Name {recordedBy: 'import:ifg-ministers'}) RETURN count(n)"))
			.as("names that the persons had before")
			.isEqualTo(1_337 - 1_149);
		// Two of the 3,667 appointments end before they begin.
		assertThat(table(IFG, "appointment").rows()).isEqualTo(3_667);
		assertThat(this.refused.get(IFG)).hasSize(2).allMatch((message) -> message.contains("endDate"));
	}

	@Test
	void committeesOfCongress() {
		assertMade(CONGRESS, Map.of(Kind.PERSON, 537L, Kind.ORGANISATION, 230L));
		assertThat(table(CONGRESS, "memberships").rows() - table(CONGRESS, "memberships").refused()).isEqualTo(3_879);
		assertThat(this.refused.get(CONGRESS)).isEmpty();
	}

	@Test
	void councillorsOfAustralia() {
		assertMade(COUNCILS, Map.of(Kind.PERSON, 4_945L, Kind.ORGANISATION, 585L));
		assertThat(this.refused.get(COUNCILS)).isEmpty();
	}

	@Test
	void organisationsThatSignedTheAgreementOnResearchAssessment() {
		assertMade(COARA, Map.of(Kind.ORGANISATION, 834L, Kind.ENDORSEMENT, 834L));
		assertThat(loaded(COARA).tables()).singleElement()
			.satisfies((table) -> assertThat(table.rows()).isEqualTo(2_501));
		assertThat(this.refused.get(COARA)).isEmpty();
		assertThat(number(
				"MATCH (o:Organisation {recordedBy: 'import:coara-signatories'}) WHERE o.countryCode IS NULL RETURN count(o)"))
			.isBetween(1L, 100L);
	}

	@Test
	void theSameFilesAgainChangeNothing() {
		assumeThat(this.first).as("%s has no data set", DATA).isNotEmpty();
		for (String name : this.first.keySet()) {
			ImportCounts before = loaded(name).load().total();
			assertThat(before).as(name).isEqualTo(new ImportCounts(before.created(), 0, 0, 0));
			assertThat(this.second.get(name).load().total()).as(name)
				.isEqualTo(new ImportCounts(0, 0, before.created(), 0));
			assertThat(this.second.get(name).tables()).as(name).isEqualTo(loaded(name).tables());
		}
		assertThat(elements()).isEqualTo(this.elements)
			.isEqualTo(this.first.values().stream().mapToLong((report) -> report.load().total().created()).sum());
		assertThat(this.imports.unfinished()).isEmpty();
	}

	@Test
	void tellsWhomAMinisterOfNewSouthWalesMet() {
		loaded(NSW);
		JsonNode met = ask("""
				{ actor(by: { id: "%s" }) { engagedWith(first: 2, orderBy: { field: MEETING_COUNT, direction: DESC }) {
					totalCount nodes { counterpart { name } meetingCount } } } }""",
				id("MATCH (n:Post {name: 'Minister for Innovation Better Regulation'}) RETURN n.id"))
			.at("/actor/engagedWith");
		// Four of the 827 names in the table are other spellings: "Ernst & Young".
		assertThat(met.get("totalCount").asInt()).isEqualTo(823);
		assertThat(met.at("/nodes/0/counterpart/name").asString()).isEqualTo("Housing Industry Association");
		assertThat(met.at("/nodes/0/meetingCount").asInt()).isEqualTo(13);
		assertThat(met.at("/nodes/1/counterpart/name").asString()).isEqualTo("Property Council of Australia");
		assertThat(met.at("/nodes/1/meetingCount").asInt()).isEqualTo(11);
	}

	@Test
	void tellsWhoHeldAPostOnADay() {
		loaded(IFG);
		String prime = id("MATCH (n:Post {name: 'Prime Minister'}) RETURN n.id");
		assertThat(holders(prime, "1985-01-01")).containsExactly("Baroness Thatcher");
		assertThat(holders(prime, "2016-07-13")).as("the day on which one followed the other")
			.containsExactlyInAnyOrder("Lord Cameron of Chipping Norton", "Theresa May");
		String chancellor = id("MATCH (n:Post {name: 'Chancellor of the Exchequer'}) RETURN n.id");
		assertThat(holders(chancellor, "1998-06-01")).containsExactly("Gordon Brown");
		assertThat(holders(chancellor, "2020-01-01")).containsExactly("Sajid Javid");
	}

	private List<String> holders(String post, String day) {
		return ask("query @asOf(date: \"%s\") { post(by: { id: \"%s\" }) { holders { nodes { person { name } } } } }",
				day, post)
			.at("/post/holders/nodes")
			.valueStream()
			.map((role) -> role.at("/person/name").asString())
			.toList();
	}

	@Test
	void tellsWhichSenatorsSitInTheSameCommittees() {
		loaded(CONGRESS);
		JsonNode linked = ask(
				"""
						{ actor(by: { id: "%s" }) { ... on Person { linkedMembers(network: { id: "%s" }, via: [GROUP], first: 2) {
							totalCount leftOut nodes { otherMember { name } strength reasons { nodes { shared { ... on Actor { name } } } } } } } } }""",
				id("MATCH (n:Person {name: 'Elizabeth Warren'}) RETURN n.id"),
				id("MATCH (n:Government {name: 'Senate of the United States'}) RETURN n.id"))
			.at("/actor/linkedMembers");
		assertThat(linked.get("totalCount").asInt()).isEqualTo(66);
		assertThat(linked.at("/nodes/0/otherMember/name").asString()).isEqualTo("Tim Scott");
		assertThat(linked.at("/nodes/0/strength").asInt()).isEqualTo(10);
		assertThat(
				linked.at("/nodes/0/reasons/nodes").valueStream().map((reason) -> reason.at("/shared/name").asString()))
			.hasSize(10)
			.contains("Senate Committee on Banking, Housing, and Urban Affairs", "Senate Committee on Finance");
		assertThat(linked.at("/nodes/1/otherMember/name").asString()).isEqualTo("Raphael G. Warnock");
		assertThat(linked.at("/nodes/1/strength").asInt()).isEqualTo(9);
	}

	private void assertMade(String name, Map<Kind, Long> counts) {
		counts.forEach((kind, count) -> assertThat(loaded(name).load().kinds().get(kind)).as(kind.label())
			.isEqualTo(new ImportCounts(count, 0, 0, 0)));
	}

	/** The report of the first load of a data set. Skips the test if it is not there. */
	private FileReport loaded(String name) {
		assumeThat(this.first).as("%s has no folder %s", DATA, name).containsKey(name);
		return Objects.requireNonNull(this.first.get(name));
	}

	private TableReport table(String name, String table) {
		return loaded(name).tables().stream().filter((each) -> each.table().equals(table)).findFirst().orElseThrow();
	}

	private FileReport load(Path folder, String mapping) throws IOException {
		List<String> said = new ArrayList<>();
		FileReport report = this.files
			.run(new ImportRequest(List.of(folder), mapping, null, null, ImportRequest.MOST_REFUSED, false), (note) -> {
				if (note.about() == About.REFUSED) {
					said.add(note.message());
				}
			}, LoadProgress.NONE);
		this.refused.putIfAbsent(mapping, said);
		System.out.printf("%s: %s; %s%n", mapping, report.load().total(), report.tables());
		return report;
	}

	private JsonNode ask(String question, String... ids) {
		Client.Answer answer = new Client(this.port).ask(question.formatted((Object[]) ids));
		assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
		return answer.json().get("data");
	}

	private long elements() {
		return number("MATCH (n:Record|Fact) RETURN count(n)");
	}

	private long number(String query) {
		return this.client.query(query).fetchAs(Long.class).one().orElseThrow();
	}

	private String id(String query) {
		return Objects.requireNonNull(this.client.query(query).fetchAs(String.class).one().orElseThrow());
	}

}
