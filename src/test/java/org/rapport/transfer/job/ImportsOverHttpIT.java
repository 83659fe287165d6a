package org.rapport.transfer.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.store.ElementStore;
import org.rapport.store.Writing;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.testing.RawConnection;
import org.rapport.transfer.RowNote;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Loads the table of the guide as a curator who cannot log into the server. */
@RapportIT
class ImportsOverHttpIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

	private static final String JOB = """
			{ id state dryRun message startedAt endedAt rowsRead elementsWritten elementsToWrite dataset recognised resumed
			  noteCount report files { name bytes } notes { about table file row message }
			  tables { name rows toldTwice refused leftOut { because rows } notes { about count } unusedColumns }
			  elements { elementType created changed unchanged removed } }""";

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private Neo4jClient graph;

	@Autowired
	private Writing writing;

	@Autowired
	private ElementStore store;

	private Client client;

	private Curator curator;

	private String guide;

	@BeforeEach
	void prepare() throws IOException {
		this.client = new Client(this.port);
		this.curator = new Curator(this.port);
		this.guide = Files.readString(Path.of("docs", "load-your-data.md"));
		empty();
	}

	@AfterEach
	void empty() {
		EmptyGraph.make(this.graph);
	}

	@Test
	void loadsTheTableOfTheGuide() throws IOException {
		String file = uploaded("briefings.csv", block("csv"));
		JsonNode dryRun = ended(started(file, block("yaml"), true));
		assertThat(dryRun.at("/state").asString()).as(dryRun.toString()).isEqualTo("DONE");
		assertThat(dryRun.at("/tables/0/leftOut/0/because").asString()).isEqualTo("it says that there was no meeting");
		assertThat(dryRun.at("/elements").findValuesAsString("elementType")).contains("Meeting", "Participation");
		assertThat(meetings()).isZero();

		JsonNode done = ended(started(file, block("yaml"), false));
		assertThat(done.at("/elements")).isEqualTo(dryRun.at("/elements"));
		assertThat(done.at("/rowsRead").asInt()).isEqualTo(10);
		assertThat(done.at("/dataset").asString()).isEqualTo("Briefings of 2024");
		assertThat(done.at("/notes").findValuesAsString("about")).containsOnlyOnce("UNREAD_DATE");
		assertThat(meetings()).isEqualTo(5);
		assertThat(this.client.ask("{ search(text: \"two shores forum\") { nodes { __typename } } }").json().toString())
			.contains("Organisation");

		HttpResponse<String> report = get(done.at("/report").asString(), Curator.TOKEN);
		assertThat(report.statusCode()).isEqualTo(200);
		assertThat(report.headers().firstValue("Content-Type")).hasValue("application/jsonl");
		assertThat(report.body().lines()).hasSize(done.at("/noteCount").asInt());
		assertThat(Curator.codes(start(file, block("yaml"), true))).as("the file was loaded")
			.containsExactly("NOT_FOUND");
	}

	private long meetings() {
		return this.client.ask("{ meetings { totalCount } }").data("meetings/totalCount").asLong();
	}

	@Test
	void namesWhatIsWrongWithTheMappingAndTheRows() throws IOException {
		String file = uploaded("briefings.csv", block("csv"));
		JsonNode refused = start(file, block("yaml").replace("rowKey", "rowkey"), true);
		assertThat(Curator.codes(refused)).containsExactly("INVALID");
		assertThat(refused.at("/userErrors/0/field/0").asString()).isEqualTo("mapping");
		assertThat(refused.at("/userErrors/0/message").asString()).contains("tables.briefings", "rowkey",
				"did you mean \"rowKey\"?");
		JsonNode unknown = start(file, block("yaml").replace("files: briefings.csv", "files: meetings.csv"), true);
		assertThat(unknown.at("/userErrors/0/field/0").asString()).isEqualTo("files");
		assertThat(unknown.at("/userErrors/0/message").asString()).contains("meetings.csv");
		JsonNode rows = ended(started(file, block("yaml").replace("kind: BRIEFING", "kind: \"{Subject}\""), false));
		assertThat(rows.at("/state").asString()).isEqualTo("REFUSED");
		assertThat(rows.at("/message").asString()).contains("rows have errors", "briefings.csv, row 2");
		assertThat(rows.at("/notes/0/about").asString()).isEqualTo("REFUSED");
		assertThat(rows.at("/notes/0/row").asInt()).isEqualTo(2);
		assertThat(rows.at("/notes/0/message").asString()).contains("A fund for peacebuilding");
	}

	@Test
	void cancelsAndShowsAnImportOnlyToTheViewerWhoStartedIt() throws IOException {
		String file = uploaded("briefings.csv", block("csv"));
		String other = this.curator
			.act("issueToken",
					Map.of("label", "Another curator", "clearance", "CONFIDENTIAL", "everyCircle", true, "permissions",
							List.of("RECORD", "CURATE"), "expires", "2999-01-01T00:00:00Z"),
					"secret")
			.at("/secret")
			.asString();
		String[] colleague = { "Authorization", "Bearer " + other };
		JsonNode[] jobs = new JsonNode[2];
		this.writing.run((status) -> {
			// The first import waits for the lock, and the second for the first.
			this.store.lock();
			jobs[0] = started(file, block("yaml"), false);
			jobs[1] = started(file, block("yaml"), false);
			JsonNode cancelled = this.curator.act("cancelImport", Map.of("id", jobs[1].at("/id").asString()),
					"job " + JOB);
			assertThat(cancelled.at("/job/state").asString()).isEqualTo("CANCELLED");
			return true;
		});
		assertThat(ended(jobs[0]).at("/state").asString()).isEqualTo("DONE");
		JsonNode cancelled = ended(jobs[1]);
		assertThat(cancelled.at("/message").asString()).isEqualTo("It was cancelled before it began");
		assertThat(cancelled.at("/report").isNull()).isTrue();
		String id = jobs[0].at("/id").asString();
		String lists = "{ importJobs { id state files { name } } importFiles { name bytes uploadedAt } }";
		assertThat(this.client.ask(lists, Map.of(), Curator.TOKEN).data("importJobs").toString()).contains(id,
				jobs[1].at("/id").asString(), "briefings.csv");
		assertThat(this.client.ask(lists, Map.of(), colleague).json().at("/data").toString())
			.isEqualTo("{\"importJobs\":[],\"importFiles\":[]}");
		assertThat(job(id, colleague).data("importJob").isNull()).isTrue();
		assertThat(get("/imports/" + id + "/report.jsonl", colleague).statusCode()).isEqualTo(404);
		assertThat(Curator.codes(this.curator.actAs(colleague, "cancelImport", Map.of("id", id), "job { id }")))
			.containsExactly("NOT_FOUND");
		for (String[] viewer : List.of(new String[0], this.curator.beginner())) {
			assertThat(job(id, viewer).code()).isEqualTo("FORBIDDEN");
			assertThat(job("nothing", viewer).code()).isEqualTo("FORBIDDEN");
			assertThat(this.client.ask("{ importJobs { id } }", Map.of(), viewer).code()).isEqualTo("FORBIDDEN");
			assertThat(this.client.ask("{ importFiles { id } }", Map.of(), viewer).code()).isEqualTo("FORBIDDEN");
			assertThat(get("/imports/" + id + "/report.jsonl", viewer).statusCode()).isEqualTo(403);
			assertThat(this.client
				.ask(Curator.mutation("startImport", "job { id }"), Map.of("input", Map.of("files", List.of(file))),
						viewer)
				.code()).isEqualTo("FORBIDDEN");
		}
	}

	@Test
	void takesFilesOnlyFromThoseWhoMayImport() {
		assertThat(code(403, send("a.csv", "name\nA\n".getBytes(StandardCharsets.UTF_8)))).isEqualTo("FORBIDDEN");
		// More than is read in advance, and less than is thrown away.
		byte[] long1 = new byte[3 << 20];
		Arrays.fill(long1, (byte) 'a');
		assertThat(code(403, send("a.csv", long1, this.curator.beginner()))).isEqualTo("FORBIDDEN");
	}

	@Test
	void takesLargeFilesAndRefusesWhatIsNoTable() throws IOException {
		byte[] large = new byte[3 << 20];
		Arrays.fill(large, (byte) 'a');
		HttpResponse<String> taken = send("large.csv", large, Curator.TOKEN);
		assertThat(taken.statusCode()).isEqualTo(201);
		assertThat(JSON.readTree(taken.body()).at("/bytes").asInt()).isEqualTo(large.length);
		HttpResponse<String> bomb = send("bomb.csv.gz", bomb(), Curator.TOKEN);
		assertThat(code(400, bomb)).isEqualTo("BAD_INTERCHANGE");
		assertThat(bomb.body()).contains("bomb.csv.gz has more than 1024 MiB once it is unpacked");
		assertThat(send("a.csv", "%PDF-1.7".getBytes(StandardCharsets.UTF_8), Curator.TOKEN).body())
			.contains("a.csv is no table");
		assertThat(send("a.xlsx", new byte[] { 'P', 'K', 3, 4, 0 }, Curator.TOKEN).statusCode()).isEqualTo(400);
		assertThat(code(400, send("../a.csv", new byte[] { 'a' }, Curator.TOKEN))).isEqualTo("BAD_REQUEST_PARAMETERS");
		assertThat(code(415, send("a.csv", new byte[] { 'a' }, "Authorization", Curator.TOKEN[1], "Content-Type",
				"multipart/form-data; boundary=x")))
			.isEqualTo("UNSUPPORTED_MEDIA_TYPE");
		assertThat(code(405, get("/imports/files", Curator.TOKEN))).isEqualTo("METHOD_NOT_ALLOWED");
		for (String path : List.of("/imports/files", "/imports/files/x", "/imports/x/report.jsonl")) {
			assertThat(answer(HttpRequest.newBuilder(uri(path)).method("OPTIONS", BodyPublishers.noBody())).headers()
				.firstValue("Allow")).as(path).isPresent();
		}
		assertThat(code(400, answer(HttpRequest.newBuilder(uri("/imports/files")).POST(BodyPublishers.ofString("a")),
				Curator.TOKEN)))
			.isEqualTo("BAD_REQUEST_PARAMETERS");
		try (RawConnection connection = new RawConnection(this.port)) {
			connection.send("POST /imports/files?name=a.csv HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
					+ Curator.TOKEN[1] + "\r\nContent-Length: 100000000\r\n\r\n");
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 413").contains("REQUEST_TOO_LARGE", "64 MiB");
		}
	}

	@Test
	void removesAFileForWhoeverSentIt() {
		String path = "/imports/files/" + uploaded("briefings.csv", block("csv"));
		assertThat(this.client.ask("{ importFiles { name bytes } }", Map.of(), Curator.TOKEN).json().toString())
			.contains("\"name\":\"briefings.csv\"");
		assertThat(code(405, get(path, Curator.TOKEN))).isEqualTo("METHOD_NOT_ALLOWED");
		assertThat(code(403, answer(HttpRequest.newBuilder(uri(path)).DELETE()))).isEqualTo("FORBIDDEN");
		assertThat(answer(HttpRequest.newBuilder(uri(path)).DELETE(), Curator.TOKEN).statusCode()).isEqualTo(204);
		assertThat(code(404, answer(HttpRequest.newBuilder(uri(path)).DELETE(), Curator.TOKEN))).isEqualTo("NOT_FOUND");
		assertThat(this.client.ask("{ importFiles { name } }", Map.of(), Curator.TOKEN).json().toString())
			.doesNotContain("briefings.csv");
	}

	@Test
	void hasTheSameKindsOfNotesAsTheSchema() {
		JsonNode kinds = this.client.ask("{ __type(name: \"ImportNoteKind\") { enumValues { name } } }")
			.data("__type/enumValues");
		assertThat(kinds.findValuesAsString("name"))
			.containsExactlyInAnyOrderElementsOf(Stream.of(RowNote.About.values()).map(RowNote.About::name).toList());
	}

	private String block(String language) {
		return BLOCK.matcher(this.guide)
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((MatchResult block) -> block.group(2))
			.findFirst()
			.orElseThrow();
	}

	/** A gzip file of some megabytes with a little more than may be unpacked. */
	private static byte[] bomb() throws IOException {
		ByteArrayOutputStream part = new ByteArrayOutputStream();
		byte[] text = new byte[16 << 20];
		Arrays.fill(text, (byte) 'a');
		try (GZIPOutputStream out = new GZIPOutputStream(part)) {
			out.write(text);
		}
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (int i = 0; i <= 64; i++) {
			all.write(part.toByteArray());
		}
		return all.toByteArray();
	}

	private String uploaded(String name, String text) {
		HttpResponse<String> answer = send(name, text.getBytes(StandardCharsets.UTF_8), Curator.TOKEN);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		assertThat(JSON.readTree(answer.body()).at("/name").asString()).isEqualTo(name);
		return JSON.readTree(answer.body()).at("/id").asString();
	}

	private JsonNode start(String file, String mapping, boolean dryRun) {
		Map<String, Object> input = new HashMap<>(Map.of("files", List.of(file), "mapping", mapping));
		input.put("dryRun", dryRun);
		return this.curator.act("startImport", input, "job " + JOB);
	}

	private JsonNode started(String file, String mapping, boolean dryRun) {
		JsonNode payload = start(file, mapping, dryRun);
		assertThat(Curator.codes(payload)).as(payload.toString()).isEmpty();
		return payload.at("/job");
	}

	private Client.Answer job(String id, String... headers) {
		return this.client.ask("query ($id: ID!) { importJob(id: $id) " + JOB + " }", Map.of("id", id), headers);
	}

	private JsonNode ended(JsonNode job) {
		String id = job.at("/id").asString();
		return Awaitility.await()
			.atMost(Duration.ofMinutes(5))
			.until(() -> job(id, Curator.TOKEN).data("importJob"), (now) -> !now.at("/endedAt").isNull());
	}

	private static String code(int status, HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return JSON.readTree(answer.body()).at("/errors/0/extensions/code").asString();
	}

	private HttpResponse<String> send(String name, byte[] body, String... headers) {
		return answer(
				HttpRequest.newBuilder(uri("/imports/files?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8)))
					.POST(BodyPublishers.ofByteArray(body)),
				headers);
	}

	private HttpResponse<String> get(String path, String... headers) {
		return answer(HttpRequest.newBuilder(uri(path)), headers);
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	private HttpResponse<String> answer(HttpRequest.Builder request, String... headers) {
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
