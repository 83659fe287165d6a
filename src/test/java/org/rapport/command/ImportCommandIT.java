package org.rapport.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import org.rapport.identity.Decisions;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.testing.ScratchGraph;
import org.rapport.transfer.FileImport;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the commands that load, list, back up and restore, on the graph of the tests. */
@ResourceLock(Resources.SYSTEM_OUT)
@RapportIT
@ExtendWith(OutputCaptureExtension.class)
class ImportCommandIT {

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: members, title: Our members, licence: CC0 1.0 }
			tables:
			  members:
			    files: members.csv
			    columns: { since: { date: yyyy } }
			    skip: [ { when: { name: total }, because: it is a sum } ]
			    rowKey: "{name}"
			    makes:
			      - { type: Organisation, key: network, rows: first, name: Our network, kind: NETWORK }
			      - { type: Organisation, key: "org/{name}", match: name, name: "{name}", kind: UNKNOWN }
			      - { type: Membership, key: "in/{name}", actor: "org/{name}", belongsTo: network, kind: MEMBER, startDate: "{since}" }
			""";

	private static final String MEMBERS = "name,since,phone\nA,2001,1\nB,long ago,2\nB,long ago,3\nTotal,,\n";

	private static final String OURS = "none(label IN labels(n) WHERE label STARTS WITH '__Neo4jMigration')";

	@TempDir
	private Path folder;

	@LocalServerPort
	private int port;

	@Autowired
	private FileImport files;

	@Autowired
	private Imports imports;

	@Autowired
	private Backups backups;

	@Autowired
	private Decisions decisions;

	@Autowired
	private Neo4jClient client;

	@BeforeEach
	@AfterEach
	void empty() {
		EmptyGraph.make(this.client);
	}

	@Test
	void tellsWhatBecameOfTheRowsAndKeepsAReport(CapturedOutput output) throws IOException {
		Path report = this.folder.resolve("report.jsonl");
		assertThat(load(MEMBERS, "--report", report.toString())).isZero();
		assertThat(output.getOut()).contains("Table members: 4 rows", "1 left out: it is a sum", "1 told twice",
				"1 dates that could not be read", "are not stored: phone",
				"Loaded \"Our members\": 11 new, 0 changed, 0 as before.");
		assertThat(output.getErr()).as("nobody looks at the progress").isEmpty();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(report))).isEqualTo("rw-------");
		assertThat(Files.readAllLines(report)).hasSize(3)
			.first()
			.asString()
			.startsWith("{\"about\":\"UNREAD_DATE\",\"table\":\"members\",\"file\":\"members.csv\",\"row\":3,");
		assertThat(run("datasets")).isZero();
		assertThat(output.getOut()).contains("members: Our members", "licence: CC0 1.0", "last loaded: ",
				"11 records, facts and citations");
	}

	@Test
	void tellsOfActorsThatItRecognises(CapturedOutput output) throws IOException {
		load(MEMBERS);
		this.client.query("MATCH (n:Record|Fact) SET n.recordedBy = 'import:others'").run();
		this.client.query("MATCH (o:Organisation {name: 'A'}) SET o.id = 'org_aaaaaaaaaaaaaaaaaaaa'").run();
		assertThat(load("name,since,phone\nA,2001,1\n", "--dry-run")).isZero();
		assertThat(output.getOut()).contains("1 actors of other data sets were recognised",
				"Dry run, nothing was written:");
	}

	@Test
	void saysWhyNothingWasLoaded(CapturedOutput output) throws IOException {
		assertThat(load("name,since,phone\n,2001,1\n")).isEqualTo(Commands.FAILED);
		assertThat(output.getErr())
			.contains("1 of 1 rows have errors",
					"members.csv, row 2 has 2 errors: (1) has no text in the column \"name\"")
			.doesNotContain("\tat ");
		assertThat(load("name,since,phone\n,2001,1\nA,2001,1\n", "--max-refused", "50")).isZero();
		assertThat(output.getOut()).contains("1 with errors, which made nothing");
	}

	@Test
	void loadsIntoARunningRapport(CapturedOutput output) throws IOException {
		Path report = this.folder.resolve("report.jsonl");
		Path token = Files.writeString(this.folder.resolve("token"), ScratchGraph.CURATOR_TOKEN + "\n");
		String[] remote = { "--url", "http://127.0.0.1:%d/".formatted(this.port), "--token-file", token.toString(),
				"--report", report.toString() };
		assertThat(load(MEMBERS, remote)).as(output.getErr()).isZero();
		assertThat(output.getOut()).contains("Table members: 4 rows", "1 left out: it is a sum", "1 told twice",
				"1 dates that could not be read", "are not stored: phone",
				"Loaded \"Our members\": 11 new, 0 changed, 0 as before.");
		assertThat(output.getErr()).contains("Sending ", "runs on the server");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(report))).isEqualTo("rw-------");
		assertThat(Files.readAllLines(report)).hasSize(3);
		assertThat(load("name,since,phone\n,2001,1\n", remote)).isEqualTo(Commands.FAILED);
		assertThat(output.getErr())
			.contains("1 of 1 rows have errors",
					"members.csv, row 2 has 2 errors: (1) has no text in the column \"name\"")
			.doesNotContain("\tat ");
		assertThat(Files.readString(report)).contains("\"about\":\"REFUSED\"");
		Files.writeString(token, "not-the-token-of-anybody-here-at-all\n");
		assertThat(load(MEMBERS, remote)).isEqualTo(Commands.FAILED);
		assertThat(output.getErr()).contains("token");
	}

	@Test
	void sendsTheFilesOfAFolderThatTheMappingKnowsAsOneImport(CapturedOutput output) throws IOException {
		Path token = Files.writeString(this.folder.resolve("token"), ScratchGraph.CURATOR_TOKEN + "\n");
		String[] remote = { "--url", "http://127.0.0.1:%d".formatted(this.port), "--token-file", token.toString() };
		Path year = Files.createDirectory(this.folder.resolve("year"));
		Files.writeString(year.resolve("members-1.csv"), "name,since\nA,2001\n");
		Files.writeString(year.resolve("notes.txt"), "Not a table.");
		Path beside = Files.writeString(this.folder.resolve("members-2.csv"), "name,since\nB,2002\n");
		String mapping = Files
			.writeString(this.folder.resolve("m.yaml"), MAPPING.replace("members.csv", "members-*.csv"))
			.toString();
		assertThat(run(with(remote, "import", year.toString(), beside.toString(), "--mapping", mapping)))
			.as(output.getErr())
			.isZero();
		assertThat(output.getOut()).contains("Table members: 2 rows", "Loaded \"Our members\"");
		assertThat(output.getErr()).contains("Sending " + year.resolve("members-1.csv"), "Sending " + beside)
			.doesNotContain("notes.txt");

		Files.copy(beside, year.resolve("members-2.csv"));
		assertThat(run(with(remote, "import", year.toString(), beside.toString(), "--mapping", mapping)))
			.isEqualTo(Commands.FAILED);
		assertThat(output.getErr()).contains("have the same name; rename one of them");
	}

	private static String[] with(String[] options, String... arguments) {
		return Stream.of(arguments, options).flatMap(Stream::of).toArray(String[]::new);
	}

	@Test
	void stopsBeforeItRetractsMuchAndTakesALoadBack(CapturedOutput output) throws IOException {
		String mapping = MAPPING.replace("tables:", "complete: everything\ntables:");
		loadWith(mapping, "name,since,phone\nA,2001,1\nB,2002,2\n");
		String next = "name,since,phone\nA,2001,1\n";
		assertThat(loadWith(mapping, next, "--dry-run")).isZero();
		assertThat(output.getOut()).contains("0 new, 0 changed, 7 as before, 2 retracted.",
				"would retract 2 of 6 records and facts", "--accept-retractions 2");
		assertThat(loadWith(mapping, next)).isEqualTo(Commands.FAILED);
		assertThat(output.getErr()).contains("would retract 2 of 6 records and facts").doesNotContain("\tat ");
		this.client
			.query("MATCH (m:Membership {startDate: '2002'}) SET m.recordedBy = 'somebody', m.startDate = '2003'")
			.run();
		assertThat(loadWith(mapping, next)).isZero();
		assertThat(output.getOut()).contains("1 left as they are: somebody changed it since",
				"1 left as they are: it is not stated any more, but something that stays refers to it (Organisation org_");
		assertThat(run("datasets", "undo", "members")).isZero();
		assertThat(output.getOut())
			.containsPattern("Took back the last load of \"Our members\" that changed anything \\(20\\S+Z\\): "
					+ "2 records and facts retracted, 2 citations gone,");
		assertThat(run("datasets")).isZero();
		assertThat(output.getOut()).contains("its last load was taken back: ");
		assertThat(run("datasets", "undo", "members", "--dry-run")).isEqualTo(Commands.FAILED);
		assertThat(output.getErr()).contains("There is no load of the data set members to take back.");
	}

	@Test
	void writesTheDecisionsToAFileOfItsOwner(CapturedOutput output) throws IOException {
		Path file = this.folder.resolve("decisions/all.jsonl");
		assertThat(run("decisions", "export", file.toString())).as(output.getErr()).isZero();
		assertThat(output.getOut()).contains("Wrote the decisions to " + file + ": 0.");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(run("decisions", "export", file.toString())).isEqualTo(Commands.FAILED);
		assertThat(output.getErr()).contains("already exists").doesNotContain("\tat ");
		Files.writeString(file, "{\"decision\":\"SAME\",\"one\":\"org_x\",\"other\":\"org_y\"}\n");
		assertThat(run("decisions", "load", file.toString(), "--dry-run")).isEqualTo(Commands.FAILED);
		assertThat(output.getOut())
			.contains("Dry run, nothing was written: Decisions made: 0. Known already: 0. Errors: ");
	}

	@Test
	void backsUpAndRestoresTheGraph(CapturedOutput output) throws IOException {
		load(MEMBERS);
		long nodes = count();
		String file = this.folder.resolve("backup.jsonl.gz").toString();
		assertThat(run("backup", file)).as(output.getErr()).isZero();
		assertThat(Files.readAllBytes(Path.of(file))[0]).as("it is compressed").isEqualTo((byte) 0x1f);
		assertThat(output.getOut()).contains("Wrote the backup to " + file,
				"It contains the whole graph: keep it safe.");
		assertThat(run("restore", file)).isEqualTo(Commands.FAILED);
		assertThat(output.getErr()).contains("The graph is not empty.", "Set rapport.data to a new folder")
			.doesNotContain("\tat ");
		assertThat(count()).isEqualTo(nodes);
		this.client.query("MATCH (n) WHERE " + OURS + " DETACH DELETE n").run();
		assertThat(run("restore", file)).as(output.getErr()).isZero();
		assertThat(output.getOut()).contains("Restored the backup " + file);
		assertThat(count()).isEqualTo(nodes);
	}

	private long count() {
		return this.client.query("MATCH (n) WHERE " + OURS + " RETURN count(n)")
			.fetchAs(Long.class)
			.one()
			.orElseThrow();
	}

	@Test
	void saysThatNoDataSetWasLoaded(CapturedOutput output) {
		assertThat(run("datasets")).isZero();
		assertThat(output.getOut()).contains("No data set was loaded.");
	}

	@Test
	void saysWhichLoadStopped(CapturedOutput output) {
		this.client
			.query("CREATE (:Dataset {name: 'half', title: 'Half', loadId: 'x', loadWritten: 3, loadElements: 7})")
			.run();
		assertThat(run("datasets")).isZero();
		assertThat(output.getOut()).contains("half: Half", "a load stopped after 3 of 7 elements");
	}

	private int load(String table, String... options) throws IOException {
		return loadWith(MAPPING, table, options);
	}

	private int loadWith(String text, String table, String... options) throws IOException {
		Path mapping = Files.writeString(this.folder.resolve("members.yaml"), text);
		Path file = Files.writeString(this.folder.resolve("members.csv"), table);
		String[] arguments = new String[options.length + 4];
		arguments[0] = "import";
		arguments[1] = file.toString();
		arguments[2] = "--mapping";
		arguments[3] = mapping.toString();
		System.arraycopy(options, 0, arguments, 4, options.length);
		return run(arguments);
	}

	private int run(String... arguments) {
		return Commands.run((settings) -> context(), arguments);
	}

	/** A context that the command may close. */
	private ConfigurableApplicationContext context() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(FileImport.class, () -> this.files);
		context.registerBean(Imports.class, () -> this.imports);
		context.registerBean(Backups.class, () -> this.backups);
		context.registerBean(Decisions.class, () -> this.decisions);
		context.refresh();
		return context;
	}

}
