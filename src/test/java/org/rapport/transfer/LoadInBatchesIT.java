package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rapport.recording.Rule;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.NodeNames;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rapport.transfer.InterchangeFile.DOCUMENT;
import static org.rapport.transfer.InterchangeFile.PERSON;
import static org.rapport.transfer.InterchangeFile.fact;
import static org.rapport.transfer.InterchangeFile.meeting;
import static org.rapport.transfer.InterchangeFile.of;
import static org.rapport.transfer.InterchangeFile.organisation;

/** Tests that a load in batches does what a load in one transaction does. */
@RapportIT
class LoadInBatchesIT {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-06-01T10:00:00Z"), ZoneOffset.UTC);

	private static final int SOME = 300;

	@Autowired
	private Neo4jClient client;

	@Autowired
	private ApplicationContext application;

	@BeforeEach
	void empty() {
		EmptyGraph.make(this.client);
	}

	@Test
	void leavesWhatOneTransactionLeaves() throws IOException {
		ImportReport whole = imports(Integer.MAX_VALUE).load(InterchangeFile.sample());
		Map<String, List<Object>> expected = everything();
		empty();
		AtomicInteger batches = new AtomicInteger();
		ImportReport report = imports(SOME, (batch) -> {
			batches.set(batch);
			assertThat(brokenRules()).isEmpty();
		}).load(InterchangeFile.sample());
		assertThat(batches.get()).isGreaterThan(3);
		assertThat(report).isEqualTo(whole);
		assertThat(everything()).isEqualTo(expected);
	}

	@Test
	void goesOnAfterALoadThatStopped() throws IOException {
		long all = imports(SOME).load(InterchangeFile.sample()).total().created();
		Map<String, List<Object>> expected = everything();
		empty();
		assertThatExceptionOfType(LoadStopped.class)
			.isThrownBy(() -> imports(SOME, failingAt(3)).load(InterchangeFile.sample()))
			.withMessageContaining("stopped after")
			.withMessageContaining("of %d elements".formatted(all))
			.withMessageContaining("Load the same file again")
			.satisfies((ex) -> assertThat(ex.written()).isPositive().isLessThan(all));
		LoadState unfinished = imports(SOME).unfinished().get(0);
		long there = number("MATCH (n:Record|Fact) RETURN count(n)");
		assertThat(unfinished.written()).isEqualTo(there);
		assertThat(unfinished.elements()).isEqualTo(all);
		assertThat(brokenRules()).isEmpty();
		ImportReport rest = imports(SOME).load(InterchangeFile.sample());
		assertThat(rest.resumed()).isTrue();
		assertThat(rest.total()).isEqualTo(new ImportCounts(all - there, 0, there, 0));
		assertThat(imports(SOME).unfinished()).isEmpty();
		assertThat(everything()).isEqualTo(expected);
	}

	@Test
	void writesNothingIfTheFirstBatchFails() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> imports(SOME, failingAt(1)).load(InterchangeFile.sample()));
		assertThat(imports(SOME).isGraphEmpty()).isTrue();
	}

	@Test
	void completesTheSampleAtTheNextStartOnly() throws IOException {
		ClassPathResource file = new ClassPathResource("sample/allmep.jsonl");
		assertThatExceptionOfType(LoadStopped.class)
			.isThrownBy(() -> imports(SOME, failingAt(2)).loadIfEmpty(InterchangeFile.sample()));
		new Sample(imports(SOME), file, true).afterSingletonsInstantiated();
		assertThat(imports(SOME).unfinished()).isEmpty();
		assertThat(brokenRules()).isEmpty();
		empty();
		assertThatExceptionOfType(LoadStopped.class)
			.isThrownBy(() -> imports(SOME, failingAt(2)).load(InterchangeFile.sample()));
		new Sample(imports(SOME), file, true).afterSingletonsInstantiated();
		assertThat(imports(SOME).unfinished()).hasSize(1);
	}

	@Test
	void twoLoadsOfOneFileAddEachElementOnce() throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(2);
		try {
			List<Future<ImportReport>> loads = pool
				.invokeAll(List.of(() -> imports(SOME).load(InterchangeFile.sample()),
						() -> imports(SOME).load(InterchangeFile.sample())));
			List<ImportCounts> totals = new ArrayList<>();
			for (Future<ImportReport> load : loads) {
				totals.add(load.get().total());
			}
			long all = number("MATCH (n:Record|Fact) RETURN count(n)");
			assertThat(totals).containsExactlyInAnyOrder(new ImportCounts(all, 0, 0, 0),
					new ImportCounts(0, 0, all, 0));
		}
		finally {
			pool.shutdownNow();
		}
	}

	@Test
	void neverSplitsElementsThatReferToEachOther() throws IOException {
		imports(2).load(of(DOCUMENT.replace("}", ",'presentedAt':['m'],'about':['i']}").replace('\'', '"'),
				InterchangeFile.record("Initiative", "i", "'title':'I','kind':'FUND'", ",'about':['d']"),
				meeting("m", ",'about':['d']"), PERSON, organisation("o")));
		assertThat(number("MATCH (:Record)-[tie:PRESENTED_AT|ABOUT]->(:Record) RETURN count(tie)")).isEqualTo(4);
		assertThat(number("MATCH (n:Record) WHERE n.version <> 1 RETURN count(n)")).isZero();
	}

	@Test
	void correctsTogetherWhatRulesCompare() throws IOException {
		String second = "{'type':'Document','key':'e','slug':'e','title':'E','kind':'REPORT'}".replace('\'', '"');
		String[] people = { "{'type':'Person','key':'a','slug':'x','name':'A'}",
				"{'type':'Person','key':'b','slug':'y','name':'B'}" };
		String tookPart = fact("Participation", "x", "'actor':'p','meeting':'m'");
		imports(2).load(
				of(DOCUMENT, PERSON, people[0], people[1], meeting("m", ",'partOf':'n'"), meeting("n", ""), tookPart));
		// The document is hidden, so the fact needs its new source at the same time.
		imports(2).load(of(DOCUMENT.replace("}", ",\"visibility\":\"NETWORK\"}"), PERSON, second,
				people[0].replace("'x'", "'y'"), people[1].replace("'y'", "'x'"), meeting("m", ""),
				meeting("n", ",'partOf':'m'"),
				tookPart.replace("\"l\"}]", "\"l\"},{\"document\":\"e\",\"locator\":\"l\"}]"), organisation("o"),
				organisation("q"), organisation("r")));
		assertThat(number("MATCH (:Meeting {slug: 'n'})-[:PART_OF]->(:Meeting {slug: 'm'}) RETURN count(*)")).isOne();
		assertThat(number("MATCH (n:Person {name: 'A', slug: 'y'}) RETURN count(n)")).isOne();
		assertThat(number("MATCH (n:Organisation) RETURN count(n)")).isEqualTo(3);
		assertThat(imports(2).unfinished()).isEmpty();
	}

	@Test
	void takesBackALoadThatStoppedTogetherWithTheOneWhosePlaceItTook() throws IOException {
		imports(10).load(of(DOCUMENT));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(LoadStopped.class)
				.isThrownBy(() -> imports(10, failingAt(3)).load(personOfManyNames()));
		}
		assertThat(number("MATCH (n:Name) RETURN count(n)")).isGreaterThan(10);
		UndoReport undone = imports(10).undo("test", false);
		assertThat(undone.kept()).isEmpty();
		assertThat(undone.restored()).isZero();
		assertThat(number("MATCH (n:Record|Fact) RETURN count(n)")).isOne();
		assertThat(brokenRules()).isEmpty();
		assertThat(imports(10).unfinished()).isEmpty();
		imports(10).load(personOfManyNames());
		assertThat(number("MATCH (n:Name)<-[:SUPPORTS]-(:Citation) RETURN count(n)")).isEqualTo(40);
		assertThat(brokenRules()).isEmpty();
	}

	@Test
	void retractsInBatchesAndLeavesWhatSomebodyCitesMeanwhileWithWhatThatNeeds() throws IOException {
		imports(7).load(personOfManyNames());
		InputStream file = InterchangeFile
			.raw(InterchangeFile.DATASET.replace("}", ",'complete':'everything'}") + "\n" + DOCUMENT);
		AtomicInteger batches = new AtomicInteger();
		ImportReport report = imports(7, (batch) -> {
			batches.set(batch);
			if (batch == 2) {
				// The last batch has this name, and the person.
				this.client.query("""
						MATCH (d:Document) MATCH (n:Name) WITH d, n ORDER BY n.id DESC LIMIT 1
						CREATE (n)<-[:SUPPORTS]-(:Fact:Citation {id: 'cit_aaaaaaaaaaaaaaaaaaaa', visibility: 3,
							lensVisibility: 3, recordedBy: 'somebody'})-[:FROM]->(d)""").run();
			}
		}).load(file, 41, LoadProgress.NONE);
		// The check, once more because it is too much for one transaction, and six
		// batches.
		assertThat(batches.get()).isEqualTo(7);
		assertThat(report.retractions()).isEqualTo(new Retractions(41, 42));
		assertThat(report.total().removed()).isEqualTo(39);
		assertThat(report.kept()).extracting(KeptElement::why)
			.containsExactlyInAnyOrder(KeptElement.Why.CITED, KeptElement.Why.NEEDED);
		assertThat(number("MATCH (:Person)-[:KNOWN_AS]->(n:Name) RETURN count(n)")).isOne();
	}

	private static InputStream personOfManyNames() {
		String[] lines = IntStream.range(0, 40)
			.mapToObj((i) -> fact("Name", "n" + i, "'actor':'p','name':'N" + i + "','kind':'ALTERNATIVE'"))
			.toArray(String[]::new);
		return of(Stream.concat(Stream.of(DOCUMENT, PERSON), Stream.of(lines)).toArray(String[]::new));
	}

	@Test
	void saysWhatSomebodyErasedDuringTheLoad() {
		InputStream file = personOfManyNames();
		assertThatExceptionOfType(LoadStopped.class).isThrownBy(() -> imports(10, (batch) -> {
			if (batch == 3) {
				this.client.query("MATCH (n:Person)-[:KNOWN_AS]->(x:Name)<-[:SUPPORTS]-(c) DETACH DELETE n, x, c")
					.run();
			}
		}).load(file)).withMessageContaining("refers to a Person that was erased during the load");
		assertThat(imports(10).unfinished()).hasSize(1);
	}

	private static BeforeBatch failingAt(int batch) {
		return (number) -> {
			if (number == batch) {
				throw new IllegalStateException("The test stops the load");
			}
		};
	}

	/** Runs in the transaction of each batch, after all earlier ones. */
	private interface BeforeBatch {

		void run(int number);

	}

	private Imports imports(int most) {
		return TestImports.of(this.application, CLOCK, most);
	}

	/** The first time that the rules judge is the check of the whole file. */
	private Imports imports(int most, BeforeBatch before) {
		AtomicInteger judged = new AtomicInteger(-1);
		ObjectProvider<Rule> rules = new ObjectProvider<>() {

			@Override
			public Stream<Rule> orderedStream() {
				return Stream.concat(Stream.of((proposal) -> {
					if (judged.incrementAndGet() > 0) {
						before.run(judged.get());
					}
				}), TestImports.rules(LoadInBatchesIT.this.application).orderedStream());
			}

		};
		return TestImports.of(this.application, rules, CLOCK, most);
	}

	/** What no moment of a load may show. */
	private Collection<String> brokenRules() {
		return this.client.query("""
				MATCH (f:Fact) WHERE NOT f:Citation AND NOT EXISTS { (f)<-[:SUPPORTS]-(:Citation)-[:FROM]->(:Document) }
				RETURN 'not cited: ' + f.id AS broken
				UNION ALL
				MATCH (f:Participation)-[:REPRESENTING]->(a), (f)-[:IN]->(m)
				WHERE NOT EXISTS { (a)-[:TOOK_PART]->(:Participation)-[:IN]->(m) }
				RETURN 'represented, but not there: ' + f.id AS broken
				UNION ALL
				MATCH (x:Record|Fact) WHERE x.lensVisibility IS NULL OR x.lensVisibility > 3
				RETURN 'not sealed: ' + x.id AS broken
				UNION ALL
				MATCH (x:Record|Fact) WHERE NOT EXISTS { (:Revision)-[:REVISES]->(x) }
				RETURN 'without history: ' + x.id AS broken""").fetchAs(String.class).all();
	}

	private long number(String query) {
		return this.client.query(query).fetchAs(Long.class).one().orElseThrow();
	}

	/** All nodes and ties with their properties, without ids that are drawn. */
	private Map<String, List<Object>> everything() {
		Map<String, List<Object>> everything = new TreeMap<>();
		this.client
			.query("""
					MATCH (n:Record|Fact|Retracted|Dataset|Revision|Alias|Distinction|Paragraph|SourceRow|Tombstone|ErasedMark|ErasureKey)
					RETURN labels(n) AS labels, properties(n) AS properties""")
			.fetch()
			.all()
			.forEach((row) -> {
				Map<String, Object> properties = properties(row);
				everything.put(NodeNames.of(properties),
						List.of(new TreeSet<>((Collection<?>) row.get("labels")), properties));
			});
		this.client
			.query("""
					MATCH (from)-[tie]->(to) WHERE NOT from:__Neo4jMigration
					RETURN properties(from) AS one, type(tie) AS type, properties(to) AS other, properties(tie) AS properties""")
			.fetch()
			.all()
			.forEach((row) -> everything
				.computeIfAbsent("%s %s %s".formatted(NodeNames.of(map(row.get("one"))), row.get("type"),
						NodeNames.of(map(row.get("other")))), (none) -> new ArrayList<>())
				.add(properties(row)));
		return everything;
	}

	private static Map<String, Object> properties(Map<String, Object> row) {
		Map<String, Object> properties = new TreeMap<>(map(row.get("properties")));
		// Circles are a set.
		properties.computeIfPresent("lensCircles", (name, circles) -> new TreeSet<>((Collection<?>) circles));
		// The clock of the database tells when a data set was loaded.
		properties.remove("loadedAt");
		properties.remove("lastActs");
		if (properties.containsKey("actId")) {
			properties.keySet().removeAll(List.of("id", "actId"));
		}
		return properties;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object properties) {
		return (Map<String, Object>) properties;
	}

}
