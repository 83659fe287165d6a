package org.rapport.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.Record;

import org.rapport.Rapport;
import org.rapport.bench.ChildProcess;
import org.rapport.bench.DatabaseProcess;
import org.rapport.server.EmbeddedNeo4j;
import org.rapport.testing.NodeNames;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills an import of tables twenty times, or as often as {@code -Drapport.load-kills=N}
 * says: while it reads, within a batch, between batches, and when it finishes; sometimes
 * together with the database. Each time the same command takes up the load. In the end
 * the graph is the one that loads leave which nobody disturbs: first of a data set, then
 * of its next release, which changes, adds and retracts.
 */
@Tag("hostile")
class KilledImportIT {

	/** The moments of a round, each once. The last one ends it. */
	private static final List<Moment> ROUND = List.of(Moment.READING, Moment.IN_A_BATCH, Moment.BETWEEN_BATCHES,
			Moment.FINISHING);

	private static final int BATCH = 200;

	/** The second compiler pays off only in processes that live longer. */
	private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final Pattern WROTE = Pattern
		.compile("Wrote (\\d+) elements in (\\d+) ms; (\\d+) of (\\d+) are written");

	private static final Pattern DRAWN = Pattern.compile("(nam|cit)_[a-z0-9]{20}");

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: briefings, title: Briefings }
			complete: everything
			source: { title: Register of briefings, kind: REPORT }
			tables:
			  groups:
			    files: groups.csv
			    rowKey: "group {id}"
			    columns: { since: { date: yyyy-MM-dd } }
			    makes:
			      - { type: Organisation, key: network, rows: first, name: The network, kind: NETWORK }
			      - { type: Organisation, key: "group/{id}", match: name, name: "{name}", kind: CIVIL_SOCIETY,
			          countryCode: "{country}", description: "{about}" }
			      - { type: Membership, key: "group/{id}/in", actor: "group/{id}", belongsTo: network, kind: MEMBER,
			          startDate: "{since}" }
			  briefings:
			    files: briefings.csv
			    rowKey: "briefing {no}"
			    columns: { date: { date: yyyy-MM-dd }, groups: { split: ";" } }
			    keep: { columns: phone, visibility: NETWORK }
			    makes:
			      - { type: Person, key: "person/{speaker|alike}", rows: first, name: "{speaker}" }
			      - { type: Role, key: "role/{speaker|alike}/{of}", rows: first, person: "person/{speaker|alike}",
			          heldIn: "group/{of}", title: Speaker, visibility: RESTRICTED, circle: talks }
			      - { type: Meeting, key: "meeting/{no}", title: "{title}", kind: BRIEFING, date: "{date}" }
			      - { type: Participation, key: "meeting/{no}/speaker", actor: "person/{speaker|alike}",
			          meeting: "meeting/{no}", representing: "group/{of}" }
			      - { type: Participation, key: "meeting/{no}/group/{groups}", each: groups, actor: "group/{groups}",
			          meeting: "meeting/{no}" }
			""";

	@TempDir
	private static Path folder;

	private final long seed = Long.getLong("rapport.load-kills.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private int processes;

	private enum Moment {

		READING, IN_A_BATCH, BETWEEN_BATCHES, FINISHING

	}

	/** A database of its own, which can be killed and started again. */
	private final class Database implements AutoCloseable {

		private final Path store;

		private ChildProcess process;

		private String uri;

		private Driver driver;

		Database(String name) throws Exception {
			this.store = folder.resolve(name);
			start();
		}

		private void start() throws Exception {
			this.process = new ChildProcess(folder, "neo4j-" + ++KilledImportIT.this.processes, "1g",
					DatabaseProcess.class, List.of(this.store.toString()), QUICK_START);
			this.uri = this.process.await("READY", PATIENCE);
			this.driver = GraphDatabase.driver(this.uri, AuthTokens.basic(EmbeddedNeo4j.USER, DatabaseProcess.PASSWORD),
					Config.builder().withLogging(Logging.none()).build());
		}

		void killAndStart() throws Exception {
			this.process.kill();
			this.driver.close();
			start();
		}

		List<Record> query(String query) {
			return this.driver.executableQuery(query).execute().records();
		}

		@Override
		public void close() throws Exception {
			this.driver.close();
			this.process.close();
		}

	}

	@Test
	void endsInTheGraphOfAnUndisturbedLoadHoweverOftenItIsKilled() throws Exception {
		System.out.printf("The seed is %d: -Drapport.load-kills.seed=%d%n", this.seed, this.seed);
		Files.writeString(folder.resolve("briefings.yaml"), MAPPING);
		writeReleases();
		List<Map<String, String>> undisturbed = new ArrayList<>();
		long reading;
		try (Database database = new Database("undisturbed")) {
			reading = load(database, 1);
			undisturbed.add(dump(database));
			reading = Math.min(reading, load(database, 2));
			undisturbed.add(dump(database));
		}
		assertThat(undisturbed.get(1)).isNotEqualTo(undisturbed.get(0));
		try (Database database = new Database("killed")) {
			int kills = 0;
			Set<String> found = new TreeSet<>();
			for (int round = 0; kills < Integer.getInteger("rapport.load-kills", 20); round++) {
				int release = 1 + round % 2;
				if (release == 1) {
					empty(database);
				}
				int withDatabase = this.random.nextInt(ROUND.size());
				for (Moment moment : moments()) {
					String state = kill(database, release, moment, reading, kills % ROUND.size() == withDatabase);
					found.add(state.replaceAll("\\d+", "n"));
					System.out.printf("Kill %d, release %d, %s%s: %s%n", ++kills, release, moment,
							((kills - 1) % ROUND.size() == withDatabase) ? " with the database" : "", state);
				}
				load(database, release);
				assertSame(dump(database), undisturbed.get(release - 1));
				System.out.printf("The graph of release %d is the same: %d nodes and ties%n", release,
						undisturbed.get(release - 1).size());
			}
			assertThat(found).as("What the kills left").contains("stopped after n of n elements").hasSizeGreaterThan(1);
		}
	}

	private List<Moment> moments() {
		List<Moment> moments = new ArrayList<>(EnumSet.range(Moment.READING, Moment.BETWEEN_BATCHES));
		Collections.shuffle(moments, this.random);
		moments.add(Moment.FINISHING);
		return moments;
	}

	/**
	 * Loads a release to its end.
	 * @return how long it read before the first batch was written, in milliseconds
	 */
	private long load(Database database, int release) throws Exception {
		ChildProcess load = start(database, release);
		load.await("Started Rapport", PATIENCE);
		long start = System.nanoTime();
		while (load.isAlive() && !load.output().contains("Wrote ")) {
			Thread.sleep(5);
		}
		long reading = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		assertThat(load.exit(PATIENCE)).as(load.output()).isZero();
		assertThat(load.output()).contains("Loaded \"Briefings\"");
		return reading;
	}

	private ChildProcess start(Database database, int release) throws IOException {
		return new ChildProcess(folder, "import-" + ++this.processes, "512m", Rapport.class,
				List.of("import", folder.resolve("release-" + release).toString(), "--mapping",
						folder.resolve("briefings.yaml").toString(), "--accept-retractions", "100000",
						"--spring.neo4j.uri=" + database.uri, "--spring.neo4j.authentication.username=neo4j",
						"--spring.neo4j.authentication.password=" + DatabaseProcess.PASSWORD,
						"--rapport.data=" + folder.resolve("data"), "--rapport.load.batch-size=" + BATCH,
						"--spring.main.log-startup-info=true", "--logging.level.org.rapport=debug"),
				QUICK_START);
	}

	/**
	 * Begins or takes up a load and kills it.
	 * @return what the graph then says of the load
	 */
	private String kill(Database database, int release, Moment moment, long reading, boolean withDatabase)
			throws Exception {
		ChildProcess load = start(database, release);
		load.await("Started Rapport", PATIENCE);
		int batches = 1 + this.random.nextInt(3);
		long pause = switch (moment) {
			case READING -> this.random.nextLong(reading);
			case BETWEEN_BATCHES -> 0;
			case IN_A_BATCH, FINISHING -> {
				awaitBatches(load, moment, batches);
				List<MatchResult> wrote = wrote(load);
				// A batch of the same size takes about as long.
				yield this.random
					.nextLong(wrote.isEmpty() ? 100 : 1 + Long.parseLong(wrote.get(wrote.size() - 1).group(2)));
			}
		};
		if (moment == Moment.BETWEEN_BATCHES) {
			awaitBatches(load, moment, batches);
		}
		Thread.sleep(pause);
		load.kill();
		if (withDatabase) {
			database.killAndStart();
		}
		return state(database);
	}

	/** Waits for some batches, or until one or none is left, or for the end. */
	private void awaitBatches(ChildProcess load, Moment moment, int batches) throws Exception {
		long start = System.nanoTime();
		while (load.isAlive()) {
			List<MatchResult> wrote = wrote(load);
			boolean nearEnd = !wrote.isEmpty() && left(wrote.get(wrote.size() - 1)) <= BATCH;
			if (nearEnd || (moment != Moment.FINISHING && wrote.size() >= batches)) {
				return;
			}
			assertThat(System.nanoTime() - start).as(load.output()).isLessThan(PATIENCE.toNanos());
			Thread.sleep(2);
		}
	}

	private static long left(MatchResult wrote) {
		return Long.parseLong(wrote.group(4)) - Long.parseLong(wrote.group(3));
	}

	private static List<MatchResult> wrote(ChildProcess load) throws IOException {
		return WROTE.matcher(load.output()).results().toList();
	}

	private static String state(Database database) {
		List<Record> datasets = database.query("MATCH (d:Dataset) RETURN d.loadId AS load, d.loadWritten AS written, "
				+ "d.loadElements AS elements, d.loadedAt AS loaded");
		if (datasets.isEmpty()) {
			return "nothing was written";
		}
		Record dataset = datasets.get(0);
		return dataset.get("load").isNull() ? "the load before is finished" : "stopped after %d of %d elements"
			.formatted(dataset.get("written").asLong(), dataset.get("elements").asLong());
	}

	private static void empty(Database database) {
		database.query("MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH '__Neo4jMigration') "
				+ "DETACH DELETE n");
	}

	/** Says what differs, and not the whole graphs. */
	private static void assertSame(Map<String, String> graph, Map<String, String> expected) {
		List<String> differences = new ArrayList<>();
		Set<String> all = new TreeSet<>(graph.keySet());
		all.addAll(expected.keySet());
		for (String each : all) {
			String is = graph.getOrDefault(each, "missing");
			String should = expected.getOrDefault(each, "not there");
			if (!is.equals(should)) {
				differences.add("%s%n  is        %s%n  should be %s".formatted(each, is, should));
			}
		}
		assertThat(differences.stream().limit(10).toList()).as("%d differences", differences.size()).isEmpty();
	}

	/**
	 * All nodes and ties of the graph, sorted, without times, ids that are drawn and ids
	 * of acts.
	 */
	private static Map<String, String> dump(Database database) {
		Map<String, String> drawn = drawn(database);
		Map<String, String> dump = new TreeMap<>();
		for (Record node : database
			.query("MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH '__Neo4jMigration') "
					+ "AND NOT n:ErasureKey RETURN labels(n) AS labels, properties(n) AS properties")) {
			Map<String, Object> properties = node.get("properties").asMap();
			String text = new TreeSet<>(node.get("labels").asList()) + " " + lasting(properties);
			add(dump, drawn, NodeNames.of(properties), text);
		}
		for (Record tie : database
			.query("MATCH (a)-[tie]->(b) WHERE NOT a:ErasureKey AND none(label IN labels(a) WHERE label STARTS WITH "
					+ "'__Neo4jMigration') RETURN properties(a) AS one, type(tie) AS type, properties(b) AS other, "
					+ "properties(tie) AS properties")) {
			add(dump, drawn,
					NodeNames.of(tie.get("one").asMap()) + " " + tie.get("type").asString() + " "
							+ NodeNames.of(tie.get("other").asMap()),
					lasting(tie.get("properties").asMap()).toString());
		}
		return dump;
	}

	/** What the ids stand for that are drawn: former names, which a rule adds. */
	private static Map<String, String> drawn(Database database) {
		Map<String, String> drawn = new HashMap<>();
		for (Record former : database
			.query("""
					MATCH (a:Actor)-[:KNOWN_AS]->(n:Name {kind: 'FORMER'})<-[:SUPPORTS]-(c:Citation)-[:FROM]->(d)
					RETURN a.id AS actor, n.id AS name, n.name AS said, c.id AS citation, c.locator AS locator, d.id AS document""")) {
			String name = "<%s of %s>".formatted(former.get("said").asString(), former.get("actor").asString());
			drawn.put(former.get("name").asString(), name);
			drawn.put(former.get("citation").asString(), "<%s in %s of %s>".formatted(name,
					former.get("locator").asString(), former.get("document").asString()));
		}
		return drawn;
	}

	private static void add(Map<String, String> dump, Map<String, String> drawn, String name, String text) {
		dump.merge(lasting(name, drawn), lasting(text, drawn), (one, other) -> one + " and " + other);
	}

	private static String lasting(String text, Map<String, String> drawn) {
		return DRAWN.matcher(text)
			.replaceAll((id) -> Matcher.quoteReplacement(drawn.getOrDefault(id.group(), id.group())));
	}

	private static Map<String, Object> lasting(Map<String, Object> all) {
		Map<String, Object> properties = new TreeMap<>(all);
		properties.keySet().removeAll(List.of("recordedAt", "moment", "actId", "loadedAt", "loadId", "lastActs"));
		if (all.containsKey("actId")) {
			properties.remove("id");
		}
		// Circles are a set.
		properties.computeIfPresent("lensCircles", (name, circles) -> new TreeSet<>((Collection<?>) circles));
		return properties;
	}

	private void writeReleases() throws IOException {
		for (int release = 1; release <= 2; release++) {
			Path to = Files.createDirectories(folder.resolve("release-" + release));
			Files.write(to.resolve("groups.csv"), groups(release));
			Files.write(to.resolve("briefings.csv"), briefings(release));
		}
	}

	/** The next release renames some, and leaves some out that no briefing names. */
	private static List<String> groups(int release) {
		List<String> rows = new ArrayList<>(List.of("id,name,country,about,since"));
		for (int id = 0; id < 80; id++) {
			boolean later = release == 2;
			if (!later || id % 10 != 9) {
				rows.add("%d,%s %d,%s,%s,%d-01-01".formatted(id, (later && id % 7 == 3) ? "Renamed Group" : "Group", id,
						(id % 3 == 0) ? "FR" : "DE", (later && id % 4 == 1) ? "Said otherwise" : "About it",
						2000 + id % 20));
			}
		}
		return rows;
	}

	/** The next release has others, and other titles, days and speakers. */
	private static List<String> briefings(int release) {
		List<String> rows = new ArrayList<>(List.of("no,title,date,speaker,of,groups,phone"));
		for (int no = 0; no < 330; no++) {
			boolean later = release == 2;
			if (later ? no % 6 == 0 : no >= 300) {
				continue;
			}
			int group = group(no);
			rows.add("%d,%s %d,2023-%02d-%02d,Speaker %d,%d,%d;%d;%d,0%d".formatted(no,
					(later && no % 5 == 1) ? "Another title" : "Briefing", no, 1 + no % 12,
					(later && no % 7 == 2) ? 28 : 1 + no % 27, (later && no % 11 == 5) ? no % 50 : no % 60, group,
					group, group(no + 31), group(no + 62), 1000 + no));
		}
		return rows;
	}

	/** A group that stands in both releases. */
	private static int group(int number) {
		int group = (number * 7) % 80;
		return (group % 10 == 9) ? group - 1 : group;
	}

}
