package org.rapport.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

import org.rapport.start.StartRefused;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the migrations. It runs first, because Neo4j forgets all its plans when an index
 * is made or dropped.
 */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock(ScratchServer.MIGRATIONS)
@Order(1)
class MigratedGraphIT {

	private static final Duration SHORT = Duration.ofMillis(300);

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final ScratchServer scratch = ScratchServer.get();

	private static final Driver driver = GraphDatabase.driver(scratch.uri(),
			AuthTokens.basic(scratch.user(), scratch.password()));

	private final GraphServer server = new GraphServer(driver, scratch.uri(), null);

	/**
	 * The migrated graph of the test before, if it left one: each migration takes
	 * seconds.
	 */
	@BeforeEach
	void withoutElementsAndLocks() {
		run("MATCH (n:!__Neo4jMigration) DETACH DELETE n");
	}

	/** The graph as a new database has it. */
	private void withoutMigrations() {
		run("MATCH (n) DETACH DELETE n");
		drop("CONSTRAINT", names("SHOW CONSTRAINTS YIELD name"));
		drop("INDEX", names("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"));
	}

	@AfterAll
	static void leaveTheGraphMigratedForOthers() {
		try (driver) {
			MigratedGraph.migrate(new GraphServer(driver, scratch.uri(), null), LONG, true);
		}
	}

	@Test
	void makesIdentityUnique() {
		MigratedGraph.migrate(this.server, LONG, false);
		assertThat(names("SHOW CONSTRAINTS YIELD name")).contains("record_id", "record_slug", "fact_id");
	}

	@Test
	@Tag("starts")
	void bringsTheGraphOfAnEarlierVersionUpToDate() {
		withoutMigrations();
		run("""
				CREATE (:Record:Actor:Organisation:Retracted {id: 'org_a', slug: 'a', name: 'A', kind: 'NETWORK'})
				CREATE (:Fact:Role:Retracted {id: 'rol_b', title: 'B'})
				CREATE (:Record:Actor:Person {id: 'per_c', slug: 'c', name: 'C'})
				CREATE (:Record:Topic {id: 'top_d', slug: 'd', recordedBy: 'import:d', visibility: 3, circle: 'talks'})
				CREATE (:Record:Topic {id: 'top_e', slug: 'e', recordedBy: 'import:d', visibility: 2, circle: 'talks'})
				CREATE (:Record:Topic {id: 'top_f', slug: 'f', recordedBy: 'import:f', visibility: 0, circle: 'talks'})
				CREATE (:Record:Topic {id: 'top_g', slug: 'g', recordedBy: 'import:f', visibility: 1})
				CREATE (:Dataset {name: 'd', title: 'D'})
				CREATE (:Dataset {name: 'f', title: 'F'})""");
		MigratedGraph.migrate(this.server, LONG, false);
		assertThat(names("MATCH (n:Retracted) WHERE size(labels(n)) = 1 "
				+ "RETURN n.id + ' ' + n.kind + ' ' + coalesce(n.ownKind, 'none') AS name ORDER BY name"))
			.containsExactly("org_a Organisation NETWORK", "rol_b Role none");
		assertThat(names("MATCH (n:Actor|Fact) RETURN n.id AS name")).containsExactly("per_c");
		assertThat(names(
				"MATCH (d:Dataset) RETURN d.name + ' ' + d.visibility + ' ' + coalesce(d.circle, 'none') AS name"))
			.containsExactlyInAnyOrder("d 2 talks", "f 0 none");
		assertThat(names("SHOW CONSTRAINTS YIELD name")).contains("retracted_id", "retracted_slug");
	}

	@Test
	@Tag("starts")
	void refusesAStoreThatAVersionBeforeTheBaselineMade(@TempDir Path folder) throws IOException {
		try (ZipInputStream store = new ZipInputStream(new ClassPathResource("earlier/store.zip").getInputStream())) {
			for (ZipEntry file = store.getNextEntry(); file != null; file = store.getNextEntry()) {
				Path place = folder.resolve(file.getName());
				Files.createDirectories(file.isDirectory() ? place : place.getParent());
				if (!file.isDirectory()) {
					Files.copy(store, place);
				}
			}
		}
		String password = UUID.randomUUID().toString();
		try (EmbeddedNeo4j earlier = EmbeddedNeo4j.start(folder.resolve("neo4j"), 0, 32, password, false);
				Driver opened = GraphDatabase.driver(earlier.uri(), AuthTokens.basic(EmbeddedNeo4j.USER, password))) {
			GraphServer there = new GraphServer(opened, earlier.uri(), null);
			assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> MigratedGraph.migrate(there, LONG, true))
				.withMessageContaining("The graph is in an earlier format")
				.satisfies((refusal) -> assertThat(refusal.remedy()).contains("start the version that made it"));
		}
	}

	@Test
	@Tag("starts")
	void waitsUntilAllIndexesCanBeUsed() {
		withoutMigrations();
		run("UNWIND range(1, 20000) AS i CREATE (:Record:Meeting {id: 'mtg_' + i, title: 'Meeting ' + i})");
		MigratedGraph.migrate(this.server, LONG, false);
		assertThat(names("SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE'")).isEmpty();
	}

	@Test
	void changesNothingTheSecondTime() {
		MigratedGraph.migrate(this.server, LONG, false);
		List<String> before = everything();
		MigratedGraph.migrate(this.server, LONG, false);
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void appliesNothingTwiceAfterACrashBeforeItWasNoted() {
		MigratedGraph.migrate(this.server, LONG, false);
		List<String> before = everything();
		forgetThatItIsComplete();
		MigratedGraph.migrate(this.server, LONG, false);
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	@Tag("starts")
	void letsInstancesStartAtOnce() throws Exception {
		withoutMigrations();
		ExecutorService threads = Executors.newFixedThreadPool(3);
		try {
			Callable<MigratedGraph> start = () -> MigratedGraph.migrate(this.server, LONG, false);
			for (var graph : threads.invokeAll(Collections.nCopies(3, start))) {
				assertThat(graph.get()).isNotNull();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(names("MATCH (migration:__Neo4jMigration) RETURN migration.version AS name ORDER BY name"))
			.containsExactlyElementsOf(versions());
	}

	private static List<String> versions() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/main/resources/neo4j/migrations"))) {
			return Stream
				.concat(files.map((file) -> file.getFileName().toString().substring(1).split("__")[0].replace('_', '.'))
					.sorted(), Stream.of("BASELINE"))
				.toList();
		}
	}

	@Test
	void saysWhatToDoAboutALockThatStays() {
		forgetThatItIsComplete();
		lock();
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> MigratedGraph.migrate(this.server, SHORT, false))
			.withMessageContaining("Another instance")
			.satisfies((refusal) -> assertThat(refusal.remedy()).contains("rapport.migrations.break-lock=true"));
	}

	@Test
	void removesAStaleLockWhereNobodyElseCanHoldIt() {
		forgetThatItIsComplete();
		lock();
		// The start waits for the lock as long as it may, and then fails.
		MigratedGraph.migrate(this.server, LONG, true);
		assertThat(names("MATCH (lock:__Neo4jMigrationsLock) RETURN lock.id AS name")).isEmpty();
	}

	@Test
	@Tag("starts")
	void refusesAGraphThatANewerVersionHasMigrated() {
		MigratedGraph.migrate(this.server, LONG, false);
		run("""
				MATCH (start:__Neo4jMigration {version: 'BASELINE'})
				SET start.own = start.fingerprint, start.fingerprint = 'another'""");
		run("""
				MATCH (last:__Neo4jMigration) WHERE NOT (last)-[:MIGRATED_TO]->()
				CREATE (last)-[:MIGRATED_TO {at: datetime(), in: duration('PT1S'), by: 'x', connectedAs: 'x'}]->
				  (:__Neo4jMigration {version: '999', description: 'later', type: 'CYPHER',
				    source: 'V999__later.cypher', checksum: '1'})""");
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> MigratedGraph.migrate(this.server, LONG, false))
			.satisfies((refusal) -> assertThat(refusal.remedy()).contains("newer version of Rapport"));
		run("MATCH (later:__Neo4jMigration {version: '999'}) DETACH DELETE later");
		run("""
				MATCH (start:__Neo4jMigration {version: 'BASELINE'})
				SET start.fingerprint = start.own REMOVE start.own""");
	}

	private void forgetThatItIsComplete() {
		run("MATCH (migration:__Neo4jMigration) REMOVE migration.fingerprint");
	}

	/**
	 * Leaves a lock as a killed instance does, under the name that the migration library
	 * uses.
	 */
	private void lock() {
		run("CREATE (:__Neo4jMigrationsLock {id: 'stale', name: 'John Doe'})");
		run("CREATE CONSTRAINT IF NOT EXISTS FOR (l:__Neo4jMigrationsLock) REQUIRE l.name IS UNIQUE");
	}

	private List<String> everything() {
		List<String> found = new ArrayList<>(names("SHOW CONSTRAINTS YIELD name ORDER BY name"));
		found.addAll(names("SHOW INDEXES YIELD name ORDER BY name"));
		found.addAll(names("MATCH (m:__Neo4jMigration) RETURN m.version + m.fingerprint AS name ORDER BY name"));
		return found;
	}

	private List<String> names(String statement) {
		return this.server.ask(LONG, (session) -> session.run(statement).list((row) -> row.get("name").asString("")));
	}

	private void run(String statement) {
		this.server.ask(LONG, (session) -> session.run(statement).consume());
	}

	/** Drops them in one transaction, so that Neo4j need not plan again after each. */
	private void drop(String kind, List<String> names) {
		this.server.ask(LONG, (session) -> {
			session.executeWriteWithoutResult(
					(work) -> names.forEach((name) -> work.run("DROP " + kind + " `" + name + "`").consume()));
			return names;
		});
	}

}
