package org.rapport.graph;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.ProfiledPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.rapport.kernel.SortedText;
import org.rapport.store.Sealing;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a page of a long list reads little more than its rows. The graph has an
 * organisation in 10,000 meetings, all at one place about one topic, and 1,000 members
 * who all endorsed one document. A state has 300 bodies, each in 10 of the meetings. It
 * makes Neo4j forget its plans, so it has a profile of its own: {@code mvn -Pplans
 * verify}.
 */
@Tag("plans")
@RapportIT
class LongListsIT {

	private static final int SIZE = 25;

	/**
	 * How many rows the busiest step of a plan may read per row of the page. Two sources
	 * can give the same row, and rows can be equal in the order. In an ascending order by
	 * day, each source reads the rows without a day on their own.
	 */
	private static final int READ_FOR_ONE = 4;

	private static final int ID_LENGTH = 24;

	/** The short names of some elements in the texts that write the graph. */
	private static final Pattern NAMED = Pattern.compile("(?<=')[a-z]{3}_[a-z]+(?=')");

	private static final JsonMapper JSON = new JsonMapper();

	private static final String KNOWN = """
			visibility: 0, recordedAt: datetime('2024-01-01T00:00:00Z'), recordedBy: 'test', version: 1""";

	private static final List<String> GRAPH = List.of("""
			CREATE (:Record:Actor:Organisation {id: 'org_hub', slug: 'hub', name: 'Hub', kind: 'NETWORK', KNOWN})
			CREATE (:Record:Actor:Person {id: 'per_delegate', slug: 'delegate', name: 'Delegate', KNOWN})
			CREATE (:Record:Topic {id: 'top_peace', slug: 'peace', name: 'Peace', KNOWN})
			CREATE (:Record:Place {id: 'plc_city', slug: 'city', name: 'City', KNOWN})
			CREATE (:Record:Document {id: 'doc_letter', slug: 'letter', title: 'Letter', kind: 'LETTER', KNOWN,
			  dateEarliest: date('2000-01-01'), dateLatest: date('2000-01-01'), dateBegunBy: date('2000-01-01')})""",
			"""
					MATCH (hub:Record {id: 'org_hub'}), (delegate:Record {id: 'per_delegate'}), (topic:Record {id: 'top_peace'}),
					  (place:Record {id: 'plc_city'})
					UNWIND range(1, 10000) AS i
					WITH *, CASE WHEN i % 250 > 0 THEN date('2000-01-01') + duration({days: i % 4000}) END AS day
					CREATE (m:Record:Meeting {id: 'mtg_' + $numbers[i], slug: 'meeting-' + i, title: 'Meeting ' + i, multiplicity: 'ONE',
					  kind: CASE WHEN i % 2 = 0 THEN 'MEETING' ELSE 'CALL' END, date: toString(day),
					  dateEarliest: coalesce(day, date('0001-01-01')), dateLatest: coalesce(day
					    + duration({days: CASE WHEN i % 501 = 0 THEN 10 ELSE 0 END}), date('9999-12-31')),
					  dateBegunBy: coalesce(day, date('9999-12-31')), KNOWN})
					CREATE (m)-[:ABOUT]->(topic) CREATE (m)-[:HELD_IN]->(place)
					CREATE (hub)-[:TOOK_PART]->(p:Fact:Participation {id: 'par_' + $numbers[i], role: 'SPEAKER', KNOWN})-[:IN]->(m)
					FOREACH (x IN CASE WHEN i % 20 = 0 THEN [1] ELSE [] END |
					  CREATE (delegate)-[:TOOK_PART]->(d:Fact:Participation {id: 'par_' + $numbers[20000 + i], role: 'SPEAKER', KNOWN})-[:IN]->(m)
					  CREATE (d)-[:REPRESENTING]->(hub))""",
			"""
					MATCH (m:Meeting) WHERE m.id IN [i IN [7, 70, 700] | 'mtg_' + $numbers[i]]
					CREATE (m)<-[:OF]-(:Fact:StatusChange {id: 'sta_' + right(m.id, 20), status: 'PLANNED', KNOWN, dateEarliest: date('2000-01-01'),
					  dateLatest: date('2000-01-01'), dateBegunBy: date('2000-01-01')})""",
			"""
					MATCH (hub:Record {id: 'org_hub'}), (letter:Record {id: 'doc_letter'}), (place:Record {id: 'plc_city'})
					UNWIND range(1, 1000) AS i
					WITH *, date('2010-01-01') + duration({days: i % 900}) AS day
					CREATE (o:Record:Actor:Organisation {id: 'org_' + $numbers[i], slug: 'org-' + i, name: 'Org ' + i, KNOWN,
					  kind: CASE WHEN i % 2 = 0 THEN 'CIVIL_SOCIETY' ELSE 'PARTY' END, countryCode: 'GB'})
					CREATE (o)-[:HAS_OFFICE_IN]->(place)
					CREATE (o)-[:HAS]->(:Fact:Membership {id: 'mem_' + $numbers[i], kind: 'MEMBER', startDateEarliest: day, startDateLatest: day,
					  endDateEarliest: day, endDateLatest: date('9999-12-31'), KNOWN})-[:IN]->(hub)
					CREATE (o)-[:GAVE]->(:Fact:Endorsement {id: 'end_' + $numbers[i], kind: 'SIGNATURE', dateEarliest: day, dateLatest: day,
					  dateBegunBy: day, KNOWN})-[:OF]->(letter)""",
			"""
					CREATE (state:Record:Actor:Government {id: 'gov_state', slug: 'state', name: 'State', kind: 'STATE', KNOWN})
					WITH state UNWIND range(1, 300) AS i
					CREATE (b:Record:Actor:Government {id: 'gov_' + $numbers[i], slug: 'body-' + i, name: 'Body ' + i, kind: 'MINISTRY', KNOWN})
					CREATE (b)-[:HAS]->(:Fact:Membership {id: 'mem_' + $numbers[20000 + i], kind: 'BODY', startDateEarliest: date('0001-01-01'),
					  startDateLatest: date('9999-12-31'), endDateEarliest: date('0001-01-01'), endDateLatest: date('9999-12-31'),
					  KNOWN})-[:IN]->(state)
					WITH b, i UNWIND range(0, 9) AS at
					MATCH (m:Record {id: 'mtg_' + $numbers[i + 300 * at]})
					CREATE (b)-[:TOOK_PART]->(:Fact:Participation {id: 'par_' + $numbers[40000 + i + 300 * at], role: 'SPEAKER', KNOWN})-[:IN]->(m)""");

	private static final Map<String, Object> PARAMETERS = Map.ofEntries(Map.entry("limit", SIZE + 1),
			Map.entry("participant", id("org_hub")), Map.entry("memberOf", id("org_hub")),
			Map.entry("place", id("plc_city")), Map.entry("officeIn", id("plc_city")),
			Map.entry("about", id("top_peace")), Map.entry("endorsed", id("doc_letter")),
			Map.entry("status", "PLANNED"), Map.entry("countryCode", "GB"),
			Map.entry("during", List.of(LocalDate.of(2005, 1, 5), LocalDate.of(2005, 1, 20))));

	@Autowired
	MeterRegistry meters;

	@Autowired
	Driver driver;

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Sealing sealing,
			@Autowired PlatformTransactionManager transactions) {
		empty(client);
		List<String> numbers = IntStream.rangeClosed(0, 50_000).mapToObj(LongListsIT::number).toList();
		GRAPH.forEach((part) -> client
			.query(NAMED.matcher(part.replace("KNOWN", KNOWN)).replaceAll((named) -> id(named.group())))
			.bind(numbers)
			.to("numbers")
			.run());
		new TransactionTemplate(transactions).executeWithoutResult((status) -> sealing.seal());
		// Other tests may have had these statements planned for a small graph. Neo4j
		// plans again only after some seconds.
		client.query("CALL db.prepareForReplanning(300)").run();
	}

	/** The id of something with a short name. */
	private static String id(String named) {
		return named + "a".repeat(ID_LENGTH - named.length());
	}

	/** What stands behind the prefix in the id of something with a number. */
	private static String number(int i) {
		return "%020d".formatted(i)
			.chars()
			.mapToObj((digit) -> String.valueOf((char) (digit - '0' + 'a')))
			.collect(Collectors.joining());
	}

	@AfterAll
	static void empty(@Autowired Neo4jClient client) {
		client.query("MATCH (node:Record|Fact|Retracted|Dataset|Tombstone) DETACH DELETE node").run();
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                                | meetings       | ''
			''                                | meetings       | filter: {during: "2005-01-05/2005-01-20"}
			''                                | meetings       | filter: {about: {slug: "peace"}}
			''                                | organisations  | filter: {kind: PARTY}
			''                                | organisations  | filter: {memberOf: {slug: "hub"}}
			organisation(by: {slug: "hub"})   | meetings       | ''
			organisation(by: {slug: "hub"})   | members        | ''
			document(by: {slug: "letter"})    | endorsements   | ''
			""")
	void aPageReadsLittleMoreThanWhatStandsOnIt(String parent, String field, String arguments) {
		Map<String, Long> before = used();
		JsonNode first = page(parent, field, arguments, "first: " + SIZE);
		JsonNode next = page(parent, field, arguments,
				"first: " + SIZE + ", after: " + first.at("/pageInfo/endCursor"));
		JsonNode last = page(parent, field, arguments, "last: " + SIZE);
		JsonNode previous = page(parent, field, arguments,
				"last: " + SIZE + ", before: " + last.at("/pageInfo/startCursor"));
		assertThat(List.of(first, next, last, previous)).allSatisfy((page) -> assertThat(page.isObject()).isTrue());
		Map<String, Object> parameters = new HashMap<>(PARAMETERS);
		String owner = parent.isEmpty() ? "" : first.at("/owner").asString();
		parameters.put("keys", List.of(owner));
		parameters.put("entries", List.of(ways(List.of(owner))));
		parameters.put("participants", ways(List.of(id("org_hub"))));
		parameters.put("kind",
				arguments.contains("PARTY") ? "PARTY" : arguments.contains("CALL") ? "CALL" : "SIGNATURE");
		parameters.put("kinds", List.of("CALL", "MEETING"));
		position(parameters, "after", first.at("/pageInfo/endCursor").asString(""));
		position(parameters, "before", last.at("/pageInfo/startCursor").asString(""));
		Set<String> statements = new HashSet<>(used().entrySet()
			.stream()
			.filter((use) -> !use.getValue().equals(before.get(use.getKey())))
			.map(Map.Entry::getKey)
			.filter((name) -> name.contains("/"))
			.toList());
		assertThat(statements).isNotEmpty();
		for (String name : statements) {
			ProfiledPlan plan = profile(name, parameters);
			assertThat(busiest(plan).records()).as(name + " has rows in " + steps(plan))
				.isLessThanOrEqualTo(READ_FOR_ONE * (SIZE + 1));
		}
	}

	@Test
	void aPageOfAStateReadsNoMoreOfEachBodyThanAPage() {
		assertThat(this.client.ask("{ government(by: { slug: \"state\" }) { meetings { totalCount nodes { id } } } }")
			.data("government/meetings/totalCount")
			.asInt()).isEqualTo(3000);
		List<String> actors = new ArrayList<>(List.of(id("gov_state")));
		IntStream.rangeClosed(1, 300).forEach((i) -> actors.add("gov_" + number(i)));
		ProfiledPlan plan = profile("actor.meetings/DATE.desc",
				Map.of("limit", SIZE + 1, "entries", List.of(ways(actors))));
		assertThat(busiest(plan).records()).as(steps(plan)).isLessThanOrEqualTo(300 * 10 + READ_FOR_ONE * (SIZE + 1));
	}

	/** The other lists with an index. They take too long for every build. */
	@ParameterizedTest
	@EnabledIfSystemProperty(named = "rapport.lists", matches = "all")
	@CsvSource(delimiter = '|',
			textBlock = """
					''                                | meetings       | orderBy: {field: TITLE}
					''                                | meetings       | filter: {kinds: [CALL]}
					''                                | meetings       | filter: {during: "2005-01-05/2005-01-20", kinds: [CALL, MEETING]}
					''                                | meetings       | participant: {slug: "hub"}
					''                                | meetings       | place: {slug: "city"}
					''                                | meetings       | status: PLANNED
					''                                | organisations  | ''
					''                                | organisations  | orderBy: {field: NAME, direction: DESC}
					''                                | organisations  | filter: {countryCode: "GB"}
					''                                | organisations  | filter: {officeIn: {slug: "city"}}
					''                                | organisations  | filter: {memberOf: {slug: "hub"}, kind: PARTY}
					''                                | endorsements   | ''
					''                                | endorsements   | filter: {endorsed: {slug: "letter"}}
					''                                | endorsements   | filter: {kind: SIGNATURE}
					''                                | documents      | ''
					''                                | people         | ''
					organisation(by: {slug: "hub"})   | meetings       | orderBy: {field: DATE}
					organisation(by: {slug: "hub"})   | meetings       | filter: {kinds: [CALL]}
					organisation(by: {slug: "hub"})   | participations | ''
					person(by: {slug: "delegate"})    | meetings       | ''
					place(by: {slug: "city"})         | meetings       | ''
					place(by: {slug: "city"})         | organisations  | ''
					topic(by: {slug: "peace"})        | meetings       | ''
					""")
	void soDoesAPageOfAnyOtherListThatAnIndexServes(String parent, String field, String arguments) {
		aPageReadsLittleMoreThanWhatStandsOnIt(parent, field, arguments);
	}

	/** The ways to some actors, each on any day. */
	private static List<Map<String, Object>> ways(List<String> actors) {
		LocalDate past = ApproximateDate.UNBOUNDED_PAST;
		LocalDate future = ApproximateDate.UNBOUNDED_FUTURE;
		return actors.stream()
			.map((actor) -> Map.<String, Object>of("id", actor, "earliestFrom", past, "earliestTo", future,
					"latestFrom", past, "latestTo", future, "itself", false))
			.toList();
	}

	private JsonNode page(String parent, String field, String arguments, String page) {
		String question = field + "(" + (arguments.isEmpty() ? "" : arguments + ", ") + page
				+ ") { edges { cursor } pageInfo { startCursor endCursor } }";
		JsonNode json = this.client
			.ask("{ " + (parent.isEmpty() ? question : "owner: " + parent + " { id " + question + " }") + " }")
			.json();
		assertThat(json.has("errors")).as(json.toString()).isFalse();
		JsonNode found = json.at("/data" + (parent.isEmpty() ? "/" : "/owner/") + field);
		((ObjectNode) found).put("owner", json.at("/data/owner/id").asString(""));
		return found;
	}

	private static void position(Map<String, Object> parameters, String bound, String cursor) {
		if (cursor.isEmpty()) {
			return;
		}
		JsonNode parts = JSON.readTree(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
		for (int i = 2; i < parts.size() - 1; i++) {
			String value = parts.get(i).asString();
			parameters.put(bound + (i - 2), value.matches("\\+?\\d{4,5}-\\d\\d-\\d\\d") ? LocalDate.parse(value)
					: parts.get(1).asString().matches("(NAME|TITLE).") ? SortedText.of(value).key() : value);
		}
		parameters.put(bound + "Id", parts.get(parts.size() - 1).asString());
	}

	private Map<String, Long> used() {
		return this.meters.find(Graph.STATEMENTS)
			.timers()
			.stream()
			.collect(Collectors.toMap((timer) -> timer.getId().getTag("statement"), Timer::count));
	}

	private ProfiledPlan profile(String name, Map<String, Object> parameters) {
		String text = Statement.catalogue()
			.stream()
			.filter((statement) -> statement.name().equals(name))
			.findFirst()
			.orElseThrow()
			.text();
		try (Session session = this.driver.session()) {
			return session
				.run("PROFILE " + text, Graph.bound(parameters, LensCypher.parameters(Lens.of(Clearance.PUBLIC))))
				.consume()
				.profile();
		}
	}

	private static ProfiledPlan busiest(ProfiledPlan plan) {
		return all(plan).stream().reduce(plan, (a, b) -> (b.records() > a.records()) ? b : a);
	}

	private static List<ProfiledPlan> all(ProfiledPlan plan) {
		List<ProfiledPlan> all = new ArrayList<>(List.of(plan));
		plan.children().forEach((child) -> all.addAll(all(child)));
		return all;
	}

	private static String steps(ProfiledPlan plan) {
		return all(plan).stream()
			.map((step) -> step.operatorType() + " " + step.records() + " " + step.arguments().get("Details"))
			.collect(Collectors.joining("\n"));
	}

}
