package org.rapport.search;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.rapport.directory.Person;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Certainty;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Kind;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Slice;
import org.rapport.kernel.Visibility;
import org.rapport.kernel.Words;
import org.rapport.store.SearchIndex;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the lens law for searches: the answer through a lens equals the answer on the
 * graph without what that lens hides.
 */
@RapportIT
class SearchesIT {

	private static final Lens ALL = Lens.of(Clearance.FULL);

	private static final Lens PUBLIC = Lens.of(Clearance.PUBLIC);

	private static final Page FIRST = new Page("MATCH", false, 100, false, null, null);

	private static final String NETWORK = ",'visibility':'NETWORK'";

	private static final String CONFIDENTIAL = ",'visibility':'CONFIDENTIAL'";

	private static final String ALPHA = ",'circle':'alpha'";

	private final Neo4jClient client;

	private final Imports imports;

	private final Graph graph;

	private final Elements elements;

	private final SearchGraph names;

	SearchesIT(@Autowired Neo4jClient client, @Autowired Imports imports, @Autowired Graph graph,
			@Autowired Elements elements, @Autowired SearchGraph names) {
		this.client = client;
		this.imports = imports;
		this.graph = graph;
		this.elements = elements;
		this.names = names;
	}

	@AfterAll
	static void leaveNothing(@Autowired Neo4jClient client) {
		empty(client);
	}

	@Test
	void findsNamesInEveryScriptHoweverTheyAreWritten() {
		load(person("a", "مُحَمَّد أحمد", ""), person("h", "שָׁלוֹם עכשיו", ""),
				person("l", "Łukasz Ćwik-O’Neill", ""));
		assertThat(found(PUBLIC, "محمد احمد")).containsExactly("EXACT a");
		assertThat(found(PUBLIC, "محمـد أحـ")).containsExactly("PREFIX a");
		assertThat(found(PUBLIC, "احمد")).containsExactly("WORDS a");
		assertThat(found(PUBLIC, "שלום")).containsExactly("PREFIX h");
		assertThat(found(PUBLIC, "שלום עכשו")).containsExactly("TYPO h");
		assertThat(found(PUBLIC, "lukasz cwik oneill")).containsExactly("EXACT l");
		assertThat(found(PUBLIC, "Lukazs")).containsExactly("TYPO l");
	}

	@Test
	void findsNamesHoweverTheirLettersAreJoined() {
		load(person("a", "J.K. Abdel-Aziz", ""), person("b", "Ra’s al-Varim & Sons", ""), person("c", "北林大学教育基金会", ""),
				person("f", "鈴木一郎", ""), person("e", "한국 은행", ""));
		assertThat(found(PUBLIC, "J. K. Abdelaziz")).containsExactly("EXACT a");
		assertThat(found(PUBLIC, "jk abd el azi")).containsExactly("PREFIX a");
		assertThat(found(PUBLIC, "ras alvarim and sons")).containsExactly("EXACT b");
		assertThat(found(PUBLIC, "教育基金会")).containsExactly("WORDS c");
		assertThat(found(PUBLIC, "基")).containsExactly("WORDS c");
		assertThat(found(PUBLIC, "鈴木 一郎")).containsExactly("EXACT f");
		assertThat(found(PUBLIC, "鈴木二郎")).isEmpty();
		assertThat(found(PUBLIC, "은행")).containsExactly("WORDS e");
	}

	@Test
	void findsARecordByAnIdentifierThatTheLensShows() {
		load(person("p", "Amber", ""), person("q", "Cedar", NETWORK), person("r", "Birch", ""),
				identifier("i", "p", "wikidata", "Q-123", ""), identifier("j", "q", "GB-CHC", "1234567", ""),
				identifier("k", "r", "Wikidata", "Q9", NETWORK));
		assertThat(found(PUBLIC, "Q-123")).containsExactly("EXACT p");
		assertThat(found(PUBLIC, "q123")).containsExactly("EXACT p");
		assertThat(found(PUBLIC, "https://www.wikidata.org/wiki/Q123")).containsExactly("EXACT p");
		assertThat(found(PUBLIC, "Q12")).isEmpty();
		assertThat(found(PUBLIC, "isni Q123")).isEmpty();
		assertThat(found(PUBLIC, "GB-CHC-1234567")).isEmpty();
		assertThat(found(to(Visibility.NETWORK), "GB-CHC-1234567")).containsExactly("EXACT q");
		assertThat(found(to(Visibility.NETWORK), "1234567")).containsExactly("EXACT q");
		assertThat(found(PUBLIC, "q9")).isEmpty();
		assertThat(results(new Searches(this.names), to(Visibility.NETWORK), "q9")).singleElement()
			.satisfies((result) -> assertThat(result.matchedName()).isEqualTo("Q9"));
	}

	@Test
	void tellsRecordsApartOnlyByWhatTheLensShows(@Autowired ContextGraph contexts) {
		load(person("p", "Amber", ",'description':'Somebody.'"), person("q", "Amber", ""),
				"{'type':'Organisation','key':'o','slug':'o','name':'Cedar','kind':'CIVIL_SOCIETY','countryCode':'GB'}",
				"{'type':'Organisation','key':'w','slug':'w','name':'Whole','kind':'NETWORK'}",
				"{'type':'Place','key':'l','slug':'l','name':'London'}",
				"{'type':'Meeting','key':'m','slug':'m','title':'Talks','kind':'BRIEFING','date':'2024-01-16','places':['l']}",
				"{'type':'Ask','key':'a','slug':'a','document':'d','position':1,'summary':'Talk'}",
				"{'type':'Topic','key':'t','slug':'t','name':'Talking'}",
				"{'type':'Organisation','key':'u','slug':'u','name':'Elder','kind':'UNKNOWN'}",
				"{'type':'Organisation','key':'v','slug':'v','name':'Elder','kind':'OTHER','countryCode':'GB'}",
				"{'type':'Place','key':'l2','slug':'l2','name':'Bonn'}",
				"{'type':'Place','key':'l3','slug':'l3','name':'Oslo','visibility':'NETWORK'}",
				"{'type':'Organisation','key':'x','slug':'x','name':'Elder','kind':'NETWORK','offices':['l','l2','l3']}",
				cited("'type':'Involvement','key':'i','actor':'w','subject':'d','kind':'PUBLISHED'"),
				cited("'type':'Membership','key':'h','actor':'o','belongsTo':'w','kind':'CHAPTER'"),
				cited("'type':'Role','key':'r','person':'p','heldIn':'o','title':'Chair','startDate':'2012','endDate':'2018','visibility':'NETWORK'"),
				cited("'type':'Role','key':'s','person':'p','heldIn':'w','title':'Head','startDate':'2020','visibility':'RESTRICTED'"));
		assertThat(context(contexts, PUBLIC, "p")).isEqualTo("Somebody.");
		assertThat(context(contexts, to(Visibility.NETWORK), "p")).isEqualTo("Chair · Cedar · 2012–2018");
		assertThat(context(contexts, ALL, "p")).isEqualTo("Head · Whole · since 2020");
		assertThat(context(contexts, ALL.asOf(LocalDate.of(2015, 1, 1), Certainty.POSSIBLE), "p"))
			.isEqualTo("Chair · Cedar · 2012–2018");
		assertThat(context(contexts, ALL, "q")).isNull();
		assertThat(context(contexts, PUBLIC, "o")).isEqualTo("Civil society · chapter of Whole · GB");
		assertThat(context(contexts, PUBLIC, "m")).isEqualTo("Briefing · 16 January 2024 · London");
		assertThat(context(contexts, PUBLIC, "d")).isEqualTo("Report · Whole");
		assertThat(context(contexts, PUBLIC, "a")).isEqualTo("A source");
		assertThat(context(contexts, PUBLIC, "t")).isNull();
		assertThat(context(contexts, PUBLIC, "u")).isEqualTo("Organisation");
		assertThat(context(contexts, PUBLIC, "v")).isEqualTo("GB");
		assertThat(context(contexts, PUBLIC, "x")).isEqualTo("Network · Bonn and 1 other place");
		assertThat(context(contexts, ALL, "x")).isEqualTo("Network · Bonn and 2 other places");
	}

	private @Nullable String context(ContextGraph contexts, Lens lens, String slug) {
		String id = this.client.query("MATCH (f:Record {slug: $slug}) RETURN f.id")
			.bind(slug)
			.to("slug")
			.fetchAs(String.class)
			.one()
			.orElseThrow();
		return contexts.contexts(lens, List.of(id)).get(id);
	}

	private static String cited(String fields) {
		return "{%s,'citations':[{'document':'d','locator':'l'}]}".formatted(fields);
	}

	@Test
	void findsAnActorByItsOtherNamesAndSaysByWhich() {
		load(person("p", "Cassius Clay", ""), name("n", "p", "Muhammad Ali", ""), name("m", "p", "محمد علي", ""));
		assertThat(found(PUBLIC, "muhammad ali")).containsExactly("EXACT p");
		assertThat(results(new Searches(this.names), PUBLIC, "محمد")).singleElement().satisfies((result) -> {
			assertThat(result.matchedName()).isEqualTo("محمد علي");
			assertThat(result.name()).isEqualTo("Cassius Clay");
		});
	}

	@Test
	void prefersTheRecordsOwnNameAmongEquallyGoodOnes() {
		load(person("p", "Zara Amber", ""), name("n", "p", "Amber Zara", ""), name("m", "p", "Aber, Zara Amber", ""));
		assertThat(results(new Searches(this.names), PUBLIC, "amber zar")).singleElement()
			.satisfies((result) -> assertThat(result.matchedName()).isEqualTo("Amber Zara"));
		assertThat(results(new Searches(this.names), PUBLIC, "zara amber")).singleElement()
			.satisfies((result) -> assertThat(result.matchedName()).isEqualTo("Zara Amber"));
	}

	@Test
	void hidesAboveTheClearance() {
		load(person("p", "Amber", ""), person("n", "Amber", NETWORK), person("c", "Amber", CONFIDENTIAL),
				person("x", "Birch", ""), name("m", "x", "Amber", NETWORK), name("o", "c", "Cedar", ""));
		assertThat(found(PUBLIC, "amber")).containsExactly("EXACT p");
		assertThat(found(to(Visibility.NETWORK), "amber")).containsExactlyInAnyOrder("EXACT p", "EXACT n", "EXACT x");
		assertThat(found(to(Visibility.RESTRICTED), "cedar")).isEmpty();
		assertThat(found(to(Visibility.CONFIDENTIAL), "cedar")).containsExactly("EXACT c");
	}

	@Test
	void hidesWhatIsInACircleFromOthers() {
		load(person("p", "Amber", ""), person("a", "Amber", ALPHA), person("n", "Amber", NETWORK + ALPHA));
		assertThat(found(PUBLIC, "amber")).containsExactly("EXACT p");
		assertThat(found(to(Visibility.CONFIDENTIAL), "amber")).containsExactly("EXACT p");
		assertThat(found(to(Visibility.CONFIDENTIAL, "beta"), "amber")).containsExactly("EXACT p");
		assertThat(found(to(Visibility.PUBLIC, "alpha"), "amber")).containsExactlyInAnyOrder("EXACT p", "EXACT a");
		assertThat(found(ALL, "amber")).containsExactlyInAnyOrder("EXACT p", "EXACT a", "EXACT n");
	}

	@Test
	void keepsWhatIsInACircleOutOfTheIndexesThatOthersAsk() {
		load(person("p", "Amber", ""), person("a", "Amber", ALPHA));
		assertThat(this.client.query(
				"MATCH (x:Record {slug: 'a'}) UNWIND keys(x) AS key WITH key WHERE key STARTS WITH 'lensSearch' RETURN key")
			.fetchAs(String.class)
			.all()).containsExactly("lensSearchCircled");
	}

	@Test
	void doesNotFindByNamesOfAnotherDay() {
		load(person("p", "Cedar", ""), name("n", "p", "Amber", ",'startDate':'2020','endDate':'2022'"));
		assertThat(found(PUBLIC, "amber")).containsExactly("EXACT p");
		assertThat(found(PUBLIC.asOf(LocalDate.of(2021, 6, 1), Certainty.CERTAIN), "amber")).containsExactly("EXACT p");
		assertThat(found(PUBLIC.asOf(LocalDate.of(2024, 6, 1), Certainty.POSSIBLE), "amber")).isEmpty();
		assertThat(found(PUBLIC.asOf(LocalDate.of(2024, 6, 1), Certainty.POSSIBLE), "cedar"))
			.containsExactly("EXACT p");
	}

	@Test
	void findsWhatChangedUnderItsNewNameAlone() {
		load(person("p", "Amber", ""));
		loadMore(person("p", "Cedar", ",'correction':true"));
		assertThat(found(PUBLIC, "amber")).isEmpty();
		assertThat(found(PUBLIC, "cedar")).containsExactly("EXACT p");
	}

	@Test
	void findsWhatWasHiddenNoMoreOnceItIs() {
		load(person("p", "Amber", ""));
		loadMore(person("p", "Amber", CONFIDENTIAL));
		assertThat(found(PUBLIC, "amber")).isEmpty();
		assertThat(found(ALL, "amber")).containsExactly("EXACT p");
	}

	@Test
	void refusesATextThatMayMeanTooManyNames() {
		load(person("p", "Amber", ""), person("q", "Amber", ""), person("r", "Ambre", ""));
		assertThat(answer(new Searches(this.names, 3), PUBLIC, "amber")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.hasSize(3);
		assertThat(answer(new Searches(this.names, 2), PUBLIC, "amber")).isEqualTo(ErrorCode.SEARCH_TOO_BROAD);
	}

	@Test
	void answersAsIfWhatIsHiddenWereNotThere() {
		List<Searches> searches = IntStream.of(1, 3, 5, 100)
			.mapToObj((most) -> new Searches(this.names, most))
			.toList();
		assertThat(firstDifference(searches)).isNull();
	}

	@Test
	void wouldCatchASearchInWhichTheHiddenUseUpTheLimit() {
		assertThat(firstDifference(List.of(new Searches(new LimitBeforeLens(this.graph, this.elements), 4))))
			.isNotNull();
	}

	@Test
	void wouldCatchASearchThatAsksTheIndexOfAnotherClearance() {
		assertThat(firstDifference(List.of(new Searches(new PublicIndex(this.graph, this.elements), 100)))).isNotNull();
	}

	/**
	 * The first search whose two answers differ, over all lenses and texts; null if all
	 * are equal.
	 */
	private String firstDifference(List<Searches> searches) {
		List<Lens> lenses = List.of(PUBLIC, to(Visibility.NETWORK), to(Visibility.NETWORK, "alpha"),
				to(Visibility.CONFIDENTIAL), to(Visibility.PUBLIC, "alpha", "beta"),
				to(Visibility.NETWORK, "alpha").asOf(LocalDate.of(2021, 1, 1), Certainty.POSSIBLE),
				PUBLIC.asOf(LocalDate.of(2021, 1, 1), Certainty.CERTAIN));
		List<String> texts = List.of("amber", "amb", "ambre", "amber circle", "circle", "amberly", "احمد", "احم",
				"am ber", "amber-circle", "林大", "q-77");
		for (Lens lens : lenses) {
			load(person("0", "Amber", ""), person("1", "Amber Circle", ""), person("2", "Ámber", NETWORK),
					person("3", "Ambre", CONFIDENTIAL), person("4", "Amber", ALPHA), person("5", "Circle Amber", ALPHA),
					person("6", "Amberly", NETWORK + ",'circle':'beta'"), person("7", "أحمد", ""),
					person("8", "احمد", NETWORK), person("9", "Ambers", CONFIDENTIAL), person("10", "Amber", NETWORK),
					person("11", "Cedar", ""), person("12", "北林大学", NETWORK), person("13", "林大", ALPHA),
					identifier("i0", "11", "wikidata", "Q77", NETWORK), identifier("i1", "5", "wikidata", "q77", ""),
					identifier("i2", "7", "isni", "Q-77", ""), name("n0", "11", "Amber", NETWORK),
					name("n1", "11", "احمد", ALPHA),
					name("n2", "11", "Amber Circle", ",'startDate':'2022','endDate':'2023'"),
					name("n3", "7", "Ambar", ",'startDate':'2019','endDate':'2020'"),
					name("n4", "3", "Amber Circle", ",'startDate':'2021','endDate':'2021'"));
			Map<String, Object> through = answers(searches, lens, texts);
			restrict(lens);
			Map<String, Object> restricted = answers(searches, ALL, texts);
			for (String question : through.keySet()) {
				if (!through.get(question).equals(restricted.get(question))) {
					return "%s, %s: %s and not %s".formatted(lens, question, through.get(question),
							restricted.get(question));
				}
			}
		}
		return null;
	}

	private Map<String, Object> answers(List<Searches> searches, Lens lens, List<String> texts) {
		Map<String, Object> answers = new LinkedHashMap<>();
		for (int i = 0; i < searches.size(); i++) {
			for (String text : texts) {
				answers.put(text + " by search " + i, answer(searches.get(i), lens, text));
			}
		}
		return answers;
	}

	/**
	 * Removes what the lens hides. It reads the visibility and circle that were recorded,
	 * not the seal.
	 */
	private void restrict(Lens lens) {
		LocalDate day = lens.asOf();
		this.client.query("""
				MATCH (x:Person|Name|Identification)
				OPTIONAL MATCH (x)<-[:KNOWN_AS|IDENTIFIED_BY]-(actor)
				WITH x, [y IN [x, actor] WHERE y.visibility > $clearance
				  OR (y.circle IS NOT NULL AND NOT y.circle IN $circles)] AS hidden
				WHERE size(hidden) > 0 OR (x:Name AND $day IS NOT NULL AND CASE $certain
				  WHEN true THEN x.startDateLatest > $day OR x.endDateEarliest < $day
				  ELSE x.startDateEarliest > $day OR x.endDateLatest < $day END)
				DETACH DELETE x""")
			.bind(lens.clearance().upTo().level())
			.to("clearance")
			.bind(List.copyOf(lens.clearance().circles()))
			.to("circles")
			.bind(day)
			.to("day")
			.bind(lens.certainty() == Certainty.CERTAIN)
			.to("certain")
			.run();
	}

	private static class LimitBeforeLens extends SearchGraph {

		private static final Statement NAMES = Statement.of("test.search.limitBeforeLens", """
				UNWIND ['search_public', 'search_network', 'search_restricted', 'search_confidential'] AS index
				CALL db.index.fulltext.queryNodes(index, $question) YIELD node AS hit
				WITH hit LIMIT $limit::INTEGER
				WITH hit WHERE {{hit}}
				OPTIONAL MATCH (actor:Actor)-[:KNOWN_AS]->(hit:Name) WHERE {{hit:Name actor}}
				WITH hit, coalesce(actor, hit) AS f
				RETURN f.id AS id, f.name AS name, hit.lensWords AS words, hit.name AS text""");

		private final Graph graph;

		LimitBeforeLens(Graph graph, Elements elements) {
			super(graph, elements);
			this.graph = graph;
		}

		@Override
		List<Named> names(Lens lens, Words asked, Collection<Kind> kinds, int limit) {
			return this.graph.read(NAMES, lens, Map.of("question", SearchIndex.question(asked), "limit", limit),
					(row) -> new Named(row.get("id").asString(), row.get("name").asString(),
							Words.parse(row.get("words").asString()), row.get("text").asString(), null));
		}

	}

	private static class PublicIndex extends SearchGraph {

		PublicIndex(Graph graph, Elements elements) {
			super(graph, elements);
		}

		@Override
		List<Named> names(Lens lens, Words asked, Collection<Kind> kinds, int limit) {
			Set<String> open = new HashSet<>();
			super.names(PUBLIC, asked, kinds, limit).forEach((named) -> open.add(named.id()));
			return super.names(lens, asked, kinds, limit).stream()
				.filter((named) -> open.contains(named.id()))
				.toList();
		}

	}

	/** The match classes and slugs in order, or the code of the refusal. */
	private Object answer(Searches searches, Lens lens, String text) {
		return refusable(() -> results(searches, lens, text).stream()
			.map((result) -> result.matchClass() + " " + ((Person) result.record()).slug() + " " + result.matchedName())
			.toList());
	}

	private static Object refusable(Supplier<Object> answer) {
		try {
			return answer.get();
		}
		catch (RapportException ex) {
			return ex.code();
		}
	}

	private List<String> found(Lens lens, String text) {
		return results(new Searches(this.names), lens, text).stream()
			.map((result) -> result.matchClass() + " " + ((Person) result.record()).slug())
			.toList();
	}

	private static List<SearchResult> results(Searches searches, Lens lens, String text) {
		Listing<SearchResult> listing = searches.listing(text, Kind.RECORDS);
		List<SearchResult> results = listing.page(lens, List.of(Parent.ROOT), Map.of(), FIRST)
			.get(Parent.ROOT)
			.rows()
			.stream()
			.map(Slice.Row::value)
			.toList();
		assertThat(listing.count(lens, List.of(Parent.ROOT), Map.of()))
			.isEqualTo(Map.of(Parent.ROOT, (long) results.size()));
		return results;
	}

	private static Lens to(Visibility visibility, String... circles) {
		return Lens.of(new Clearance(visibility, Set.of(circles), false));
	}

	private static String person(String slug, String name, String more) {
		return "{'type':'Person','key':'%1$s','slug':'%1$s','name':\"%2$s\"%3$s}".formatted(slug, name, more);
	}

	private static String name(String key, String actor, String name, String more) {
		return "{'type':'Name','key':'%s','actor':'%s','name':'%s','kind':'ALTERNATIVE','citations':[{'document':'d','locator':'l'}]%s}"
			.formatted(key, actor, name, more);
	}

	private static String identifier(String key, String record, String scheme, String identifier, String more) {
		return "{'type':'Identification','key':'%s','record':'%s','scheme':'%s','identifier':'%s','citations':[{'document':'d','locator':'l'}]%s}"
			.formatted(key, record, scheme, identifier, more);
	}

	private void load(String... lines) {
		empty(this.client);
		loadMore(lines);
	}

	private void loadMore(String... lines) {
		List<String> file = new ArrayList<>();
		file.add("{'type':'Dataset','format':'rapport-interchange/2','dataset':'test','title':'A test'}");
		file.add("{'type':'Document','key':'d','slug':'d','title':'A source','kind':'REPORT'}");
		file.addAll(List.of(lines));
		try {
			this.imports.load(new ByteArrayInputStream(
					String.join("\n", file).replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void empty(Neo4jClient client) {
		client.query("MATCH (node:Record|Fact|Retracted|Dataset|Tombstone) DETACH DELETE node").run();
	}

}
