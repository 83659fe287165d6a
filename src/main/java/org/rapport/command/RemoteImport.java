package org.rapport.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Deadline;
import org.rapport.kernel.Kind;
import org.rapport.transfer.Dataset;
import org.rapport.transfer.FileImport;
import org.rapport.transfer.FileReport;
import org.rapport.transfer.ImportReport;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.ImportRequest;
import org.rapport.transfer.LoadProgress;
import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.RowReport;
import org.rapport.transfer.Retractions;
import org.rapport.transfer.TableReport;

/**
 * Loads files through the API of a running Rapport: sends them, starts an import, and
 * follows it to its end.
 */
final class RemoteImport {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

	private static final long MILLIS_BETWEEN_LOOKS = 500;

	/** How long the server may be away, for example while it restarts. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	/** The server takes no more files with one import. */
	private static final int MOST_FILES = 100;

	private static final Duration ANSWER_TIME = Duration.ofMinutes(1);

	private static final Duration UPLOAD_TIME = Duration.ofMinutes(15);

	/** The characters of a token in a header (RFC 6750). */
	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	/**
	 * What a proxy answers while the server restarts, and the server while it is busy.
	 */
	private static final Set<Integer> AWAY = Set.of(502, 503, 504);

	private static final String START = """
			mutation ($input: StartImportInput!) {
			  startImport(input: $input) { job { id } userErrors { field message } } }""";

	private static final String LOOK = """
			query ($id: ID!) { importJob(id: $id) {
			  state message rowsRead elementsWritten elementsToWrite dataset recognised erased retracted elementsBefore kept spared
			  resumed report
			  tables { name rows toldTwice refused leftOut { because rows } notes { about count } unusedColumns }
			  elements { elementType created changed unchanged removed } } }""";

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIME).build();

	private final String server;

	private final String token;

	private final PrintWriter told;

	/**
	 * Prepares an import.
	 * @param server the address of the running Rapport, without {@code /graphql}
	 * @param token the token of a curator who sees everything
	 * @param told takes lines that say what happens
	 * @throws RemoteRefused if the token would be sent without encryption
	 */
	RemoteImport(URI server, String token, PrintWriter told) {
		boolean encrypted = "https".equals(server.getScheme());
		boolean here = "http".equals(server.getScheme()) && THIS_MACHINE.contains(server.getHost());
		if (!encrypted && !here) {
			throw new RemoteRefused("--url must begin with https://, because the token is sent there; "
					+ "http:// is for this machine only");
		}
		if (server.getHost() == null) {
			throw new RemoteRefused("--url has no name of a server; write it like https://example.org");
		}
		if (!TOKEN.matcher(token).matches()) {
			throw new RemoteRefused("The file of --token-file has no token; it must have the token, and nothing else");
		}
		this.server = server.toString().replaceAll("/+$", "");
		this.token = token;
		this.told = told;
	}

	/**
	 * Loads files, or tells what a load would do.
	 * @param report where to write the notes about rows; null for nowhere
	 * @throws RemoteRefused if the server refuses the files or the import, or the import
	 * does not reach its end
	 * @throws IOException if a file cannot be read or written
	 */
	FileReport run(ImportRequest request, LoadProgress progress, @Nullable Path report) throws IOException {
		List<Path> files = files(request);
		Map<String, @Nullable Object> input = new LinkedHashMap<>();
		String mapping = request.mapping();
		input.put("mapping", (mapping != null) ? mapping(mapping) : null);
		input.put("visibility", request.visibility());
		input.put("circle", request.circle());
		input.put("maxRefused", request.mostRefused() * 100);
		input.put("acceptedRetractions", request.acceptedRetractions());
		input.put("dryRun", request.dryRun());
		List<String> ids = new ArrayList<>();
		boolean loaded = false;
		try {
			for (Path file : files) {
				ids.add(upload(file));
			}
			input.put("files", ids);
			FileReport done = load(input, progress, report, request.dryRun());
			loaded = !request.dryRun();
			return done;
		}
		finally {
			if (!loaded) {
				ids.forEach(this::discard);
			}
		}
	}

	/** The server has no folders, so two files cannot have one name. */
	private static List<Path> files(ImportRequest request) throws IOException {
		List<Path> files = FileImport.files(request);
		if (files.size() > MOST_FILES) {
			throw new RemoteRefused("The folders have %d files that the mapping knows, and one import takes at most %d"
				.formatted(files.size(), MOST_FILES));
		}
		Map<Path, Path> names = new HashMap<>();
		for (Path file : files) {
			Path other = names.putIfAbsent(file.getFileName(), file);
			if (other != null) {
				throw new RemoteRefused("%s and %s have the same name; rename one of them".formatted(other, file));
			}
		}
		return files;
	}

	private FileReport load(Map<String, @Nullable Object> input, LoadProgress progress, @Nullable Path report,
			boolean dryRun) throws IOException {
		JsonNode started = ask(START, Map.of("input", input)).at("/startImport");
		List<String> errors = started.at("/userErrors").findValuesAsString("message");
		if (!errors.isEmpty()) {
			throw new RemoteRefused("The import was refused:%n  %s".formatted(String.join("%n  ".formatted(), errors)));
		}
		String id = started.at("/job/id").asString();
		this.told.printf("The import %s runs on the server. It goes on if you stop this command.%n", id);
		this.told.flush();
		JsonNode job = follow(id, progress);
		if (report != null && !job.at("/report").isNull()) {
			keepReport(job.at("/report").asString(), report);
		}
		if (!job.at("/state").asString().equals("DONE")) {
			throw new RemoteRefused(job.at("/message").asString("The import ended without a reason"));
		}
		if (job.at("/kept").asInt() > 0) {
			this.told.printf("%,d elements are left as they are; the report says why (--report).%n",
					job.at("/kept").asInt());
			this.told.flush();
		}
		return report(job, dryRun);
	}

	/** Removes a file from the server, unless the import still needs it. */
	private void discard(String id) {
		try {
			send(request("/imports/files/" + id, ANSWER_TIME).DELETE());
		}
		catch (IOException | RemoteRefused ex) {
			// The server removes it after a day.
			this.told.printf("A file stays on the server for now: %s%n", ex.getMessage());
		}
	}

	/** Thrown if the server cannot answer for now. */
	private static final class ServerAway extends IOException {

		ServerAway(String message) {
			super(message);
		}

	}

	/** The text of a mapping, or the name of one that comes with Rapport. */
	private static String mapping(String given) throws IOException {
		Path file = Path.of(given);
		// Only a text has lines.
		return Files.isRegularFile(file) ? Files.readString(file) + "\n" : given;
	}

	private String upload(Path file) throws IOException {
		this.told.printf("Sending %s%n", file);
		this.told.flush();
		HttpResponse<String> answer = send(request(
				"/imports/files?name=" + URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8),
				UPLOAD_TIME)
			.POST(BodyPublishers.ofFile(file)));
		return json(answer).at("/id").asString();
	}

	private HttpRequest.Builder request(String path, Duration time) {
		return HttpRequest.newBuilder(URI.create(this.server + path))
			.header("Authorization", "Bearer " + this.token)
			.timeout(time);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
		catch (ConnectException | HttpTimeoutException ex) {
			throw new ServerAway(
					"%s does not answer; is the address right, and does Rapport run there?".formatted(this.server));
		}
	}

	private static RemoteRefused interrupted() {
		Thread.currentThread().interrupt();
		return new RemoteRefused("The command was interrupted");
	}

	/** The data of a GraphQL answer. */
	private JsonNode ask(String query, Map<String, ?> variables) throws IOException {
		HttpResponse<String> answer = send(request("/graphql", ANSWER_TIME).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query, "variables", variables)))));
		return json(answer).at("/data");
	}

	private JsonNode json(HttpResponse<String> answer) throws IOException {
		boolean away = AWAY.contains(answer.statusCode());
		JsonNode json;
		try {
			json = JSON.readTree(answer.body());
		}
		catch (JacksonException ex) {
			if (away) {
				throw new ServerAway("%s cannot answer now (HTTP %d)".formatted(this.server, answer.statusCode()));
			}
			throw new RemoteRefused(
					"%s does not answer like Rapport (HTTP %d)".formatted(this.server, answer.statusCode()));
		}
		if (json.has("errors")) {
			String message = json.at("/errors/0/message").asString("The server answered with an error");
			if (away) {
				throw new ServerAway(message);
			}
			throw new RemoteRefused(message);
		}
		return json;
	}

	/** Waits until an import is over. The server may restart meanwhile. */
	private JsonNode follow(String id, LoadProgress progress) {
		Deadline patience = Deadline.in(PATIENCE);
		while (true) {
			try {
				JsonNode job = ask(LOOK, Map.of("id", id)).at("/importJob");
				if (job.isNull()) {
					throw new RemoteRefused("The server does not know the import %s any more".formatted(id));
				}
				patience = Deadline.in(PATIENCE);
				tell(job, progress);
				if (!Set.of("WAITING", "RUNNING").contains(job.at("/state").asString())) {
					return job;
				}
			}
			catch (IOException ex) {
				if (patience.hasPassed()) {
					throw new RemoteRefused(
							"%s does not answer; the import %s goes on when it does".formatted(this.server, id));
				}
			}
			try {
				Thread.sleep(MILLIS_BETWEEN_LOOKS);
			}
			catch (InterruptedException ex) {
				throw interrupted();
			}
		}
	}

	private static void tell(JsonNode job, LoadProgress progress) {
		long all = job.at("/elementsToWrite").asLong(0);
		if (all > 0) {
			progress.wrote(job.at("/elementsWritten").asLong(), all);
		}
		else if (job.at("/rowsRead").asLong() > 0) {
			progress.read(job.at("/rowsRead").asLong());
		}
	}

	private void keepReport(String path, Path report) throws IOException {
		// Created in advance, so that only its owner can read it.
		new RowReport(report).close();
		try {
			HttpResponse<Path> answer = this.http.send(request(path, UPLOAD_TIME).build(), BodyHandlers.ofFile(report));
			if (answer.statusCode() != 200) {
				throw new RemoteRefused("The report cannot be fetched (HTTP %d)".formatted(answer.statusCode()));
			}
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	private static FileReport report(JsonNode job, boolean dryRun) {
		Map<Kind, ImportCounts> kinds = new EnumMap<>(Kind.class);
		job.at("/elements")
			.forEach((one) -> Kind.ofLabel(one.at("/elementType").asString())
				.ifPresent((kind) -> kinds.put(kind, new ImportCounts(one.at("/created").asLong(),
						one.at("/changed").asLong(), one.at("/unchanged").asLong(), one.at("/removed").asLong()))));
		List<TableReport> tables = new ArrayList<>();
		job.at("/tables").forEach((table) -> tables.add(table(table)));
		String title = job.at("/dataset").asString();
		return new FileReport(tables, job.at("/recognised").asInt(), job.at("/erased").asInt(),
				job.at("/spared").asBoolean(),
				new ImportReport(new Dataset(title, title, null), kinds, List.of(), 0, job.at("/resumed").asBoolean(),
						new Retractions(job.at("/retracted").asLong(), job.at("/elementsBefore").asLong()), List.of()),
				dryRun);
	}

	private static TableReport table(JsonNode table) {
		Map<String, Integer> leftOut = new LinkedHashMap<>();
		table.at("/leftOut").forEach((one) -> leftOut.put(one.at("/because").asString(), one.at("/rows").asInt()));
		Map<About, Integer> notes = new EnumMap<>(About.class);
		table.at("/notes")
			.forEach((one) -> notes.put(About.valueOf(one.at("/about").asString()), one.at("/count").asInt()));
		return new TableReport(table.at("/name").asString(), table.at("/rows").asInt(), table.at("/toldTwice").asInt(),
				table.at("/refused").asInt(), leftOut, notes,
				table.at("/unusedColumns").valueStream().map(JsonNode::asString).toList());
	}

}
