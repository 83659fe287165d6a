package org.rapport.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.FileImport;
import org.rapport.transfer.ImportRequest;
import org.rapport.transfer.LoadProgress;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests over HTTP which proposals of duplicates are stored, and when they go. */
@RapportIT
class LikenessesIT {

	private static final String ACTORS = """
			{ possibleDuplicates { totalCount nodes { score foundAt one { id } other { id } reasons { kind message } } } }""";

	private static final String MEETINGS = """
			{ possibleDuplicateMeetings { nodes { score one { id } other { id } reasons { kind message } } } }""";

	@Autowired
	private Likenesses likenesses;

	private Client client;

	private Curator curator;

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@BeforeEach
	void empty(@Autowired Neo4jClient neo4j) {
		EmptyGraph.make(neo4j);
	}

	@Test
	void findsNewAndRenamedActorsAndForgetsWhatIsNotSoAnyMore() {
		String one = person("Marta Kowalska", "PUBLIC");
		String other = person("Marta Kovalska", "PUBLIC");
		assertThat(proposed(ACTORS)).hasSize(1).allSatisfy((pair) -> assertThat(pair).contains(one, other));
		this.curator.act("updatePerson",
				Map.of("id", other, "expectedVersion", 1, "name", "Somebody Else", "correction", true),
				"person { id }");
		assertThat(proposed(ACTORS)).isEmpty();
		this.curator.act("updatePerson",
				Map.of("id", other, "expectedVersion", 2, "name", "Kowalska, Marta", "correction", true),
				"person { id }");
		assertThat(proposed(ACTORS)).hasSize(1);
		this.curator.act("retractRecord", Map.of("id", one, "expectedVersion", 1), "dryRun");
		assertThat(this.client.ask(ACTORS, Curator.TOKEN).data("possibleDuplicates/totalCount").asInt()).isZero();
	}

	@Test
	void findsNamesInOtherScriptsWhicheverCameFirst() {
		String latin = person("Olena Shevchenko", "PUBLIC");
		this.likenesses.search();
		String cyrillic = person("\u041E\u043B\u0435\u043D\u0430 \u0428\u0435\u0432\u0447\u0435\u043D\u043A\u043E",
				"PUBLIC");
		assertThat(proposed(ACTORS)).singleElement().asString().contains(latin, cyrillic);
		String again = person("Olena Shevchenko", "PUBLIC");
		assertThat(proposed(ACTORS)).filteredOn((pair) -> pair.contains(again) && pair.contains(cyrillic)).hasSize(1);
	}

	@Test
	void goesWithWhatItFollowsFrom(@Autowired Neo4jClient neo4j) {
		String into = person("Ines Duarte", "PUBLIC");
		String from = person("Ines Duarte", "PUBLIC");
		String third = person("Ines Duarte", "PUBLIC");
		assertThat(proposed(ACTORS)).hasSize(3);
		this.curator.act("mergeActors", Map.of("survivor", Map.of("id", into), "duplicate", Map.of("id", from)),
				"actor { id }");
		assertThat(proposed(ACTORS)).singleElement().asString().contains(into, third);
		this.curator.act("erase", Map.of("id", third), "erased");
		assertThat(neo4j.query("MATCH (l:Likeness) WHERE l.pair CONTAINS '%s' RETURN count(l)".formatted(third))
			.fetchAs(Long.class)
			.one()).hasValue(0L);
		this.curator.act("unmerge", Map.of("mergedId", from), "actor { id }");
		assertThat(proposed(ACTORS)).singleElement().asString().contains(into, from);
	}

	@Test
	void showsAProposalOnlyToThoseWhoSeeBothSidesAndTheNames() {
		String open = person("Lior Adler", "PUBLIC");
		String hidden = person("Lior Adler", "CONFIDENTIAL");
		String renamed = person("Quite Different", "PUBLIC");
		Map<String, Object> name = new HashMap<>(Map.of("actor", Map.of("id", renamed), "name", "Lior Adler", "kind",
				"ALTERNATIVE", "visibility", "CONFIDENTIAL", "citations", List.of(cited())));
		assertThat(Curator.codes(this.curator.act("addName", name, "name { id }"))).isEmpty();
		assertThat(proposed(ACTORS)).hasSize(3);
		String[] beginner = this.curator.beginner();
		assertThat(this.client.ask(ACTORS, beginner).data("possibleDuplicates/totalCount").asInt()).isZero();
		this.curator.act("updatePerson", Map.of("id", hidden, "expectedVersion", 1, "visibility", "PUBLIC"),
				"person { id }");
		// The seal follows at once, without a search.
		assertThat(this.client.ask(ACTORS, beginner).data("possibleDuplicates/nodes").toString()).contains(open,
				hidden);
		this.curator.act("updatePerson", Map.of("id", open, "expectedVersion", 1, "visibility", "CONFIDENTIAL"),
				"person { id }");
		assertThat(this.client.ask(ACTORS, beginner).data("possibleDuplicates/totalCount").asInt()).isZero();
	}

	@Test
	void searchesAGraphThatWasThereBeforeAndKeepsWhenItWasFound(@Autowired Neo4jClient neo4j) {
		person("Tomas Novak", "PUBLIC");
		person("Tomas Novak", "PUBLIC");
		List<String> found = proposed(ACTORS);
		assertThat(found).hasSize(1);
		neo4j.query("MATCH (search:LikenessSearch) DELETE search").run();
		assertThat(proposed(ACTORS)).isEqualTo(found);
	}

	@Test
	void doesNotProposeNamesOfTwoCountries() {
		organisation("Green Party", "GB");
		organisation("Green Party", "DE");
		String unknown = organisation("Green Party", null);
		assertThat(proposed(ACTORS)).hasSize(2).allSatisfy((pair) -> assertThat(pair).contains(unknown));
	}

	@Test
	void proposesMeetingsOfOneDayWithAlikeTitlesOrTheSameParticipants() {
		String[] people = { person("A One", "PUBLIC"), person("B Two", "PUBLIC"), person("C Three", "PUBLIC") };
		String one = meeting("Round table on water", "2024-05-06", people);
		String alike = meeting("Round-table on water", "2024-05", people[0]);
		String others = meeting("Dinner", "2024-05-06", people);
		meeting("Round table on water", "2025-05-06", people);
		assertThat(proposed(MEETINGS)).hasSize(2)
			.anySatisfy((pair) -> assertThat(pair).contains(one, alike, "titles"))
			.anySatisfy((pair) -> assertThat(pair).contains(one, others, "3 took part in both: A One, B Two, C Three"));
		this.curator.act("declareDistinct", Map.of("one", Map.of("id", one), "other", Map.of("id", others)),
				"meeting { id }");
		assertThat(proposed(MEETINGS)).singleElement().asString().contains(one, alike);
	}

	@Test
	void proposesNoSessions() {
		String[] people = { person("D One", "PUBLIC"), person("E Two", "PUBLIC"), person("F Three", "PUBLIC") };
		String conference = meeting("Conference", "2024-05-06", people);
		String first = meeting("First session", "2024-05-06", people);
		String second = meeting("Second session", "2024-05-06", people);
		String inner = meeting("Part of the first session", "2024-05-06", people);
		Map.of(first, conference, second, conference, inner, first)
			.forEach((session,
					whole) -> assertThat(Curator.codes(this.curator.act("updateMeeting",
							Map.of("id", session, "expectedVersion", 1, "partOf", Map.of("id", whole)),
							"meeting { id }")))
						.isEmpty());
		assertThat(proposed(MEETINGS)).isEmpty();
	}

	@Test
	void proposesWhatALoadCouldNotDecideWithItsRow(@Autowired FileImport imports, @TempDir Path folder)
			throws IOException {
		String one = organisation("Two Shores Forum", null);
		String other = organisation("Two Shores Forum", null);
		Path table = Files.writeString(folder.resolve("list.csv"), "Name\nTwo Shores Forum\n");
		Path mapping = Files.writeString(folder.resolve("list.yaml"), """
				format: rapport-mapping/1
				dataset: { name: our-list, title: Our list }
				source: { title: The list, kind: REPORT }
				tables:
				  list:
				    files: list.csv
				    makes:
				      - { type: Organisation, key: "org/{Name}", match: name, name: "{Name}", kind: CIVIL_SOCIETY }
				""");
		imports.run(request(table, mapping), (note) -> {
		}, LoadProgress.NONE);
		assertThat(proposed(ACTORS)).hasSize(3)
			.filteredOn((pair) -> pair.contains("The data set our-list tells of") && pair.contains("list.csv, line 2"))
			.hasSize(2)
			.anySatisfy((pair) -> assertThat(pair).contains(one))
			.anySatisfy((pair) -> assertThat(pair).contains(other));
	}

	private static ImportRequest request(Path table, Path mapping) {
		return new ImportRequest(List.of(table), mapping.toString(), null, null, 0.01, 0, false);
	}

	private List<String> proposed(String question) {
		this.likenesses.search();
		return this.client.ask(question, Curator.TOKEN)
			.json()
			.at("/data")
			.iterator()
			.next()
			.at("/nodes")
			.valueStream()
			.map(JsonNode::toString)
			.toList();
	}

	private String person(String name, String visibility) {
		return this.curator.act("addPerson", Map.of("name", name, "visibility", visibility), "person { id }")
			.at("/person/id")
			.asString();
	}

	private String organisation(String name, String country) {
		Map<String, Object> input = new HashMap<>(
				Map.of("name", name, "kind", "CIVIL_SOCIETY", "visibility", "PUBLIC"));
		if (country != null) {
			input.put("countryCode", country);
		}
		return this.curator.act("addOrganisation", input, "organisation { id }").at("/organisation/id").asString();
	}

	private String meeting(String title, String date, String... actors) {
		JsonNode done = this.curator.act("recordMeeting",
				Map.of("title", title, "kind", "MEETING", "date", date, "visibility", "PUBLIC", "citations",
						List.of(cited()), "participations",
						List.of(actors).stream().map((actor) -> Map.of("actor", Map.of("id", actor))).toList()),
				"meeting { id }");
		assertThat(Curator.codes(done)).isEmpty();
		return done.at("/meeting/id").asString();
	}

	private static Map<String, Object> cited() {
		return Map.of("document", Map.of("newDocument", Map.of("title", "Minutes", "kind", "BRIEF")), "locator",
				"p. 1");
	}

}
