package org.rapport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.server.ScratchServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the jar that is shipped: what it contains, what it must not contain, and that it
 * runs.
 */
class ShippedJarIT {

	private static final int PATIENCE_SECONDS = 400;

	private static final JsonMapper JSON = new JsonMapper();

	@TempDir
	private static Path folder;

	private static Path jar;

	/** Every entry of the jar; for a jar inside it, the entries of that jar. */
	private static final Map<String, List<String>> content = new TreeMap<>();

	@BeforeAll
	static void open() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			jar = files.filter((file) -> file.getFileName().toString().matches("rapport-[^/]*\\.jar"))
				.findFirst()
				.orElseThrow(() -> new AssertionError("Failsafe runs after the jar is made: mvn verify"));
		}
		try (JarFile shipped = new JarFile(jar.toFile())) {
			for (ZipEntry entry : Collections.list(shipped.entries())) {
				List<String> inside = new ArrayList<>();
				if (entry.getName().endsWith(".jar")) {
					try (InputStream nested = shipped.getInputStream(entry)) {
						inside.addAll(names(nested.readAllBytes()));
					}
				}
				content.put(entry.getName(), inside);
			}
		}
	}

	private static List<String> names(byte[] zip) throws IOException {
		List<String> names = new ArrayList<>();
		try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
				names.add(entry.getName());
			}
		}
		return names;
	}

	@Test
	void holdsWhatItNeeds() {
		assertThat(content).containsKeys("BOOT-INF/classes/org/rapport/Rapport.class",
				"BOOT-INF/classes/graphql/schema.graphqls",
				"BOOT-INF/classes/graphql/operations/engagement/WhoMetTheGovernment.graphql",
				"BOOT-INF/classes/neo4j/migrations/V001__baseline.cypher",
				"BOOT-INF/classes/interchange/interchange-2.schema.json", "META-INF/LICENSE");
		assertThat(content.keySet()).anyMatch((entry) -> entry.matches("BOOT-INF/lib/neo4j-java-driver-[\\d.]+\\.jar"));
	}

	@Test
	void holdsNothingOfTheServerThatIsUnderTheGpl() {
		assertThat(content.values().stream().flatMap(List::stream))
			.filteredOn((entry) -> entry.matches(
					"org/neo4j/((server|kernel|dbms|graphdb|configuration|io|cypher)/|bolt/(?!connection)).*\\.class"))
			.isEmpty();
	}

	/** Only those parts of Neo4j that are under the Apache License. */
	@Test
	void holdsOnlyTheLibrariesOfNeo4jThatAreFree() {
		assertThat(content.keySet()).filteredOn((entry) -> entry.contains("lib/neo4j"))
			.isNotEmpty()
			.allMatch((entry) -> entry.matches(
					"BOOT-INF/lib/neo4j-(java-driver|bolt-connection|migrations|cypher-dsl)(-[a-z0-9-]+)?-[\\d.]+\\.jar"));
	}

	@Test
	void holdsNoBrowserOfNeo4js() {
		List<String> all = new ArrayList<>(content.keySet());
		content.values().forEach(all::addAll);
		// Rapport's own files are the style and the saved queries. They contain nothing
		// of Neo4j Browser.
		assertThat(all).filteredOn((entry) -> !entry.startsWith("BOOT-INF/classes/neo4j/browser/"))
			.isNotEmpty()
			.noneMatch((entry) -> entry.matches("(.*/)?(neo4j-browser.*|browser/.*)"));
	}

	@Test
	void holdsNoTests() {
		assertThat(content.keySet()).noneMatch((entry) -> entry.matches(".*(junit|mockito|testcontainers|jqwik).*"));
	}

	@Test
	@Tag("starts")
	void saysWhatToSetWhereNoGraphIsNamed() throws Exception {
		Path output = folder.resolve("unnamed.log");
		Process process = start(output);
		assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isOne();
		assertThat(Files.readString(output)).containsOnlyOnce("APPLICATION FAILED TO START")
			.containsOnlyOnce("No Neo4j server is set")
			.contains("SPRING_NEO4J_URI")
			.doesNotContain("\tat ")
			.doesNotContain("WARN");
	}

	@Test
	@Tag("starts")
	void answersFromTheGraphThatIsNamedAndLogsInAFormForMachines() throws Exception {
		ScratchServer graph = ScratchServer.get();
		Path output = folder.resolve("named.log");
		Process process = start(output, "spring.neo4j.uri=" + graph.uri(),
				"spring.neo4j.authentication.username=" + graph.user(),
				"spring.neo4j.authentication.password=" + graph.password(), "logging.structured.format.console=ecs");
		try {
			Awaitility.await()
				.atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
				.until(() -> !process.isAlive() || Files.readString(output).contains("Rapport is ready"));
			assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
			String address = Files.readString(output).replaceAll("(?s).*(http://127\\.0\\.0\\.1:\\d+)/graphql.*", "$1");
			String health = Files.readString(output)
				.replaceAll("(?s).*(http://127\\.0\\.0\\.1:\\d+)/actuator/health.*", "$1");
			assertThat(get(health + "/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
			assertThat(get(address + "/nothing")).contains("\"code\":\"NOT_FOUND\"");
		}
		finally {
			process.destroy();
		}
		assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		List<JsonNode> lines = Files.readAllLines(output).stream().map(JSON::readTree).toList();
		assertThat(lines).anySatisfy((line) -> {
			assertThat(line.at("/status").asInt()).isEqualTo(404);
			assertThat(line.at("/requestId").asString()).matches("[0-9a-f-]{36}");
			assertThat(line.at("/durationMs").isNumber()).isTrue();
		});
		assertThat(Files.readString(output)).doesNotContain(graph.password());
	}

	/** The commands of docs/operations.md and of the Dockerfile. */
	@Test
	@Tag("starts")
	void startsFromAnArchiveOfClassesThatATrainingRunWithoutAGraphMade() throws Exception {
		Path extracted = folder.resolve("extracted");
		run(folder, "-Djarmode=tools", "-jar", jar.toAbsolutePath().toString(), "extract", "--destination",
				extracted.toString());
		String name = jar.getFileName().toString();
		String training = run(extracted, "-XX:ArchiveClassesAtExit=rapport.jsa", "-Dspring.context.exit=onRefresh",
				"-jar", name, "--spring.neo4j.uri=bolt://localhost:1");
		assertThat(training).doesNotContain("FAILED TO START", "Rapport is ready", "Exception");
		ScratchServer graph = ScratchServer.get();
		Path output = folder.resolve("archived.log");
		Process process = start(output, extracted,
				List.of("-XX:SharedArchiveFile=rapport.jsa", "-Xlog:class+load:file=classes.txt", "-jar", name,
						"--server.port=0", "--management.server.port=0"),
				"spring.neo4j.uri=" + graph.uri(), "spring.neo4j.authentication.username=" + graph.user(),
				"spring.neo4j.authentication.password=" + graph.password());
		try {
			Awaitility.await()
				.atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
				.until(() -> !process.isAlive() || Files.readString(output).contains("Rapport is ready"));
			assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
		}
		finally {
			process.destroy();
		}
		assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		List<String> classes = Files.readAllLines(extracted.resolve("classes.txt"));
		long archived = classes.stream().filter((line) -> line.contains("shared objects file")).count();
		assertThat(archived).as("%d of %d classes are in the archive", archived, classes.size())
			.isGreaterThan(classes.size() * 3L / 4);
		assertThat(classes).anyMatch((line) -> line.contains(" org.rapport.Rapport source: shared objects file (top)"))
			.anyMatch(
					(line) -> line.contains(" graphql.execution.ExecutionStrategy source: shared objects file (top)"));
	}

	private static String run(Path directory, String... arguments) throws Exception {
		Path output = folder.resolve("run.log");
		Process process = start(output, directory, List.of(arguments));
		assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(output)).isZero();
		return Files.readString(output);
	}

	@Test
	@Tag("starts")
	void backsUpTheGraphThatIsNamedAndCannotCopyIt() throws Exception {
		ScratchServer graph = ScratchServer.get();
		try (Driver driver = GraphDatabase.driver(graph.uri(), AuthTokens.basic(graph.user(), graph.password()))) {
			driver.executableQuery("MERGE (:Topic:Record {id: 'top_aaaaaaaaaaaaaaaaaaaa', name: 'Backed up'})")
				.execute();
		}
		String[] settings = { "spring.neo4j.uri=" + graph.uri(), "spring.neo4j.authentication.username=" + graph.user(),
				"spring.neo4j.authentication.password=" + graph.password() };
		Path backup = folder.resolve("backup.jsonl");
		assertCommand(0, "Wrote the backup to " + backup, List.of("backup", backup.toString()), settings);
		assertThat(backup).content().contains("Backed up");
		assertCommand(1, "already exists", List.of("backup", backup.toString()), settings);
		assertCommand(1, "contains no Neo4j server", List.of("copy", folder.resolve("copy").toString()), settings);
	}

	private static void assertCommand(int status, String said, List<String> command, String... settings)
			throws Exception {
		Path output = folder.resolve("command.log");
		Process process = start(output, command, settings);
		assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(output).content().contains(said).doesNotContain("\tat ", "Exception");
		assertThat(process.exitValue()).isEqualTo(status);
	}

	private static String get(String address) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
			.body();
	}

	private static Process start(Path output, String... properties) throws IOException {
		return start(output, List.of("--server.port=0"), properties);
	}

	private static Process start(Path output, List<String> arguments, String... properties) throws IOException {
		List<String> all = new ArrayList<>(List.of("-jar", jar.toAbsolutePath().toString()));
		all.addAll(arguments);
		return start(output, folder, all, properties);
	}

	private static Process start(Path output, Path directory, List<String> arguments, String... properties)
			throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
						"-XX:TieredStopAtLevel=1"));
		command.addAll(arguments);
		List.of(properties).forEach((property) -> command.add("--" + property));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.directory(directory.toFile());
		new TreeSet<>(builder.environment().keySet()).stream()
			.filter((name) -> name.startsWith("SPRING_") || name.startsWith("RAPPORT_"))
			.forEach(builder.environment()::remove);
		return builder.start();
	}

}
