package org.rapport.law;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Visibility;
import org.rapport.law.RandomActs.RandomAct;
import org.rapport.testing.Curator;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing confidential leaks. It sends every query and request that the
 * project documents, as every kind of viewer, to the sample with hidden facts added. Then
 * it looks for any word of these facts in the answers, byte for byte, and in the log.
 */
@ResourceLock(Resources.SYSTEM_OUT)
@ExtendWith(OutputCaptureExtension.class)
class NothingConfidentialIT extends LawTestBase {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern MUTATION = Pattern.compile("(?s)mutation \\w*\\(\\$input: \\w+!\\) \\{\\s*(\\w+)\\(");

	/** The prefix of the words on each level. The least hidden level comes first. */
	private static final List<String> WORDS = List.of("xnet", "xres", "xcon", "xcir");

	private static final String CIRCLE = "xcircircle";

	/**
	 * At the beginning of a word: logs of other tests may have names like maxConnections.
	 */
	private static final Pattern WORD = Pattern.compile("(?i)(?<![a-z])(?:" + String.join("|", WORDS) + ")[a-z0-9]*");

	private final HttpClient http = HttpClient.newHttpClient();

	private URI uri;

	private Curator curator;

	@BeforeAll
	static void load(@Autowired Imports imports) {
		graph.empty();
		SampleRecord.load(imports);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.uri = URI.create("http://127.0.0.1:" + port + "/graphql");
		this.curator = new Curator(port);
	}

	/**
	 * A kind of viewer.
	 *
	 * @param name its name in this test
	 * @param secret its bearer token, or null
	 * @param levels how many levels of words it may see
	 * @param viewer the viewer for random acts
	 */
	private record Kind(String name, String secret, int levels, Viewer viewer) {

		Set<String> hidden(String text, String sent) {
			Set<String> hidden = new TreeSet<>();
			Matcher matcher = WORD.matcher(text);
			while (matcher.find()) {
				String word = matcher.group().toLowerCase(Locale.ROOT);
				if (WORDS.indexOf(word.substring(0, 4)) >= this.levels
						&& !sent.toLowerCase(Locale.ROOT).contains(word)) {
					hidden.add(word);
				}
			}
			return hidden;
		}

	}

	@Test
	void neitherAnswersNorLogsTellWhatAViewerMayNotSee(CapturedOutput output) throws IOException {
		for (int level = 0; level < WORDS.size(); level++) {
			record(level);
		}
		graph.findDuplicates();
		int logged = output.getAll().length();
		LoggerFactory.getLogger(getClass()).info("The log is listened to");
		List<String> found = new ArrayList<>();
		Set<String> seenByTheCurator = new TreeSet<>();
		for (Kind kind : viewers()) {
			for (Map<String, Object> request : requests(kind)) {
				String sent = JSON.writeValueAsString(request);
				HttpResponse<String> response = send(sent, kind.secret());
				assertThat(response.statusCode()).as(sent).isLessThan(500);
				String text = response.body() + "\n" + response.headers().map();
				kind.hidden(text, sent).forEach((word) -> found.add(kind.name() + " reads " + word + " by " + sent));
				if (kind.levels() == WORDS.size()) {
					seenByTheCurator.addAll(new Kind("all", null, 0, kind.viewer()).hidden(text, sent));
				}
			}
		}
		assertThat(found).isEmpty();
		assertThat(seenByTheCurator).contains("xnetname", "xresname", "xconname", "xcirname", "xconslug", "xcontitle",
				"xconquote", "xconnote", "xconreason", "xconformername", "xconset", "xcirsettitle");
		String log = output.getAll().substring(logged);
		assertThat(log).contains("The log is listened to");
		assertThat(new Kind("the log", null, 0, Viewer.ANONYMOUS).hidden(log, "")).isEmpty();
	}

	/** Loads a data set that is itself hidden on this level. */
	private static void load(int level, String word) {
		String seenBy = "\"visibility\":\"%s\"%s".formatted(Visibility.values()[Math.min(level + 1, 3)],
				(level == 3) ? ",\"circle\":\"" + CIRCLE + "\"" : "");
		graph.add(new ByteArrayInputStream("""
				{"type":"Dataset","format":"rapport-interchange/2","dataset":"%1$sset","title":"%1$ssettitle",%2$s}
				{"type":"Organisation","key":"o","name":"%1$sloaded","kind":"NETWORK"}
				""".formatted(word, seenBy).getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Records elements that are hidden on this level, and elements that were hidden
	 * before and are public now.
	 */
	private void record(int level) {
		String word = WORDS.get(level);
		load(level, word);
		Map<String, Object> seenBy = new HashMap<>(
				Map.of("visibility", Visibility.values()[Math.min(level + 1, 3)].name()));
		if (level == 3) {
			seenBy.put("circle", CIRCLE);
		}
		String id = act("addOrganisation",
				with(seenBy,
						Map.of("idempotencyKey", word + "key", "name", word + "name", "slug", word + "slug", "kind",
								"NETWORK", "description", word + "description", "legalForm", word + "form")),
				"organisation { id }")
			.at("/organisation/id")
			.asString();
		Map<String, Object> citation = Map.of("document",
				Map.of("newDocument",
						Map.of("title", word + "minutes", "kind", "BRIEF", "slug", word + "minutes", "url",
								"https://example.org/" + word + "url")),
				"locator", word + "locator", "quote", word + "quote", "note", word + "note");
		String meeting = act("recordMeeting",
				with(seenBy, Map.of("title", word + "title", "slug", word + "meeting", "kind", "BRIEFING", "date",
						"2024-02-03", "citations", List.of(citation), "about",
						List.of(Map.of("newTopic", Map.of("name", word + "topic"))), "places",
						List.of(Map.of("newPlace", Map.of("name", word + "place"))), "participations",
						List.of(Map.of("actor", Map.of("slug", "united-kingdom")),
								Map.of("actor", Map.of("newPerson", Map.of("name", word + "person")), "capacity",
										word + "capacity", "representing", List.of(Map.of("slug", "allmep")))))),
				"meeting { id }")
			.at("/meeting/id")
			.asString();
		act("updateMeeting",
				Map.of("id", meeting, "expectedVersion", 1, "description", word + "changed", "reason", word + "reason"),
				"meeting { id }");
		act("addName",
				with(seenBy, Map.of("actor", Map.of("slug", "allmep"), "name", word + "alias", "kind", "ALTERNATIVE",
						"citations", List.of(Map.of("document", Map.of("slug", word + "minutes"), "locator", "1")))),
				"name { id }");
		String opened = act("addOrganisation",
				with(seenBy, Map.of("name", word + "formername", "slug", word + "formerslug", "kind", "NETWORK")),
				"organisation { id }")
			.at("/organisation/id")
			.asString();
		Map<String, Object> opening = new HashMap<>(Map.of("id", opened, "expectedVersion", 1, "name",
				"Opened " + level, "slug", "opened-" + level, "visibility", "PUBLIC", "reason", word + "opening"));
		opening.put("circle", null);
		opening.put("nameCitations", List.of(Map.of("document", Map.of("slug", word + "minutes"), "locator", "1")));
		act("updateOrganisation", opening, "organisation { id }");
		String merged = act("addOrganisation",
				with(seenBy, Map.of("name", word + "mergedname", "slug", word + "mergedslug", "kind", "NETWORK")),
				"organisation { id }")
			.at("/organisation/id")
			.asString();
		act("mergeActors", Map.of("survivor", Map.of("id", opened), "duplicate", Map.of("id", merged),
				"acceptConflicts", true, "reason", word + "merging"), "actor { id }");
		act("declareDistinct",
				Map.of("one", Map.of("id", id), "other", Map.of("slug", "allmep"), "reason", word + "distinct"),
				"one { id }");
	}

	private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> others) {
		Map<String, Object> all = new HashMap<>(some);
		all.putAll(others);
		return all;
	}

	private JsonNode act(String name, Map<String, ?> input, String selection) {
		JsonNode payload = this.curator.act(name, input, selection);
		assertThat(Curator.codes(payload)).as("%s %s", name, payload).isEmpty();
		return payload;
	}

	private List<Kind> viewers() {
		String curator = Curator.TOKEN[1].substring("Bearer ".length());
		return List.of(new Kind("anonymous", null, 0, Viewer.ANONYMOUS), machine("network", 1, Visibility.NETWORK),
				machine("restricted", 2, Visibility.RESTRICTED), machine("confidential", 3, Visibility.CONFIDENTIAL),
				machine("of the circle", 4, Visibility.CONFIDENTIAL, CIRCLE),
				new Kind("curator", curator, 4, Viewer.CURATOR));
	}

	private Kind machine(String name, int levels, Visibility upTo, String... circles) {
		JsonNode issued = act(
				"issueToken", Map.of("label", name, "clearance", upTo.name(), "circles", List.of(circles),
						"permissions", Stream.of(Permission.values()).map(Permission::name).toList()),
				"secret token { id }");
		return new Kind(name, issued.at("/secret").asString(), levels,
				new Viewer(name, new Clearance(upTo, Set.of(circles), false), EnumSet.allOf(Permission.class)));
	}

	private List<Map<String, Object>> requests(Kind kind) throws IOException {
		List<Map<String, Object>> requests = new ArrayList<>();
		RandomActs acts = new RandomActs(graph.schema(), new Random(kind.levels()));
		try (Stream<Path> files = Files.walk(Path.of("graphql/operations"))) {
			for (Path file : files.filter((one) -> one.toString().endsWith(".graphql")).sorted().toList()) {
				String document = Files.readString(file);
				Matcher mutation = MUTATION.matcher(document);
				if (mutation.find()) {
					for (int i = 0; i < 3; i++) {
						RandomAct act = acts.act(mutation.group(1), kind.viewer(), graph.present());
						requests.add(request(document, Map.of("input", act.input())));
					}
				}
				else {
					requests.add(request(document, Map.of()));
				}
			}
		}
		for (String list : List.of("people", "organisations", "governments", "posts", "topics", "places")) {
			requests.add(request("{ %s(last: 100) { totalCount nodes { id name slug } } }".formatted(list), Map.of()));
		}
		for (String list : List.of("meetings", "initiatives", "documents")) {
			requests.add(request("{ %s(last: 100) { totalCount nodes { id title slug description } } }".formatted(list),
					Map.of()));
		}
		requests.add(request("{ datasets { name title licence } }", Map.of()));
		requests.add(request("""
				{ changes(first: 100) { totalCount nodes { elementId version act reason recordedBy
					fields { field before after namedBefore { id } namedAfter { id } } } } }""", Map.of()));
		requests.add(request(
				"{ possibleDuplicates(minimumScore: 0.5) { totalCount nodes { one { name } other { name } reasons { message } } } }",
				Map.of()));
		requests.add(request("{ identityDecisions }", Map.of()));
		requests.add(request(
				"{ possibleDuplicateMeetings(minimumScore: 0.5) { totalCount nodes { one { title } other { title } reasons { message } } } }",
				Map.of()));
		requests.add(
				request("""
						{ organisation(by: {slug: "allmep"}) { otherNames { name } history { nodes { reason } }
							participations { nodes { meeting { title about { __typename } } capacity citations { quote note locator } } } } }""",
						Map.of()));
		requests
			.add(request("{ importJob(id: \"imp_aaaaaaaaaaaaaaaaaaaa\") { message notes { message } } }", Map.of()));
		requests.add(request("{ importJobs { message notes { message } } }", Map.of()));
		requests.add(request("{ importFiles { name } }", Map.of()));
		requests.add(request(Curator.mutation("startImport", "job { message notes { message } }"),
				Map.of("input", Map.of("files", List.of("upl_aaaaaaaaaaaaaaaaaaaa")))));
		for (String word : WORDS) {
			requests.add(
					request("{ search(text: \"" + word + "name\") { totalCount nodes { __typename id } } }", Map.of()));
			for (String slug : List.of("slug", "formerslug", "mergedslug")) {
				requests.add(request("{ organisation(by: {slug: \"" + word + slug
						+ "\"}) { id name slug description history { totalCount nodes { act reason fields { before after } } } } }",
						Map.of()));
			}
			requests.add(request("{ meeting(by: {slug: \"" + word
					+ "meeting\"}) { title about { __typename } places { name } "
					+ "history { nodes { reason fields { before after } } } "
					+ "participations { nodes { capacity citations { quote note locator document { title url } } } } } }",
					Map.of()));
		}
		for (int level = 0; level < WORDS.size(); level++) {
			requests.add(request("{ organisation(by: {slug: \"opened-" + level
					+ "\"}) { id name otherNames { name } history { totalCount nodes { act reason recordedBy fields { before after } } } } }",
					Map.of()));
		}
		return requests;
	}

	private static Map<String, Object> request(String query, Map<String, Object> variables) {
		Map<String, Object> request = new LinkedHashMap<>();
		request.put("query", query);
		request.put("variables", variables);
		return request;
	}

	private HttpResponse<String> send(String body, String secret) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.uri)
			.header("Content-Type", "application/json")
			.header("Accept", "application/graphql-response+json, application/json")
			.POST(BodyPublishers.ofString(body));
		if (secret != null) {
			request.header("Authorization", "Bearer " + secret);
		}
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
