package org.rapport.export;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.access.Caller;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the tables of the sample over HTTP, beside the answers of the API. */
@RapportIT
class TablesIT {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@BeforeEach
	void client() {
		this.client = new Client(this.port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					organisations?memberOf=allmep           | organisations(filter: {memberOf: {slug: "allmep"}}, %s)   | id
					organisations?officeIn=berlin           | organisations(filter: {officeIn: {slug: "berlin"}}, %s)   | id
					people?roleIn=standing-together         | people(filter: {roleIn: {slug: "standing-together"}}, %s) | id
					governments?kind=LEGISLATURE            | governments(filter: {kind: LEGISLATURE}, %s)              | id
					posts?bodyOf=uk-government              | posts(filter: {bodyOf: {slug: "uk-government"}}, %s)      | id
					meetings                                | meetings(%s)                                              | id
					meetings?kinds=SESSION,BRIEFING         | meetings(filter: {kinds: [SESSION, BRIEFING]}, %s)        | id
					meetings?participant=united-kingdom&during=2024-01 | meetings(filter: {during: "2024-01"}, participant: {slug: "united-kingdom"}, %s) | id
					meetings?participant=united-kingdom&rollUp=OWN     | meetings(participant: {slug: "united-kingdom"}, rollUp: OWN, %s) | id
					participations                          | meetings(%s)                                              | participations(first: 100) { nodes { id } }
					participations?place=verona&role=PRESENTER| meetings(place: {slug: "verona"}, %s)                     | participations(first: 100, role: PRESENTER) { nodes { id } }
					memberships?belongsTo=g7&kind=MEMBER    | { government(by: {slug: "g7"}) { members(first: 100) { nodes { id } } } } | id
					memberships?actor=united-kingdom        | { government(by: {slug: "united-kingdom"}) { memberships(first: 100) { nodes { id } } } } | id
					endorsements?kind=PLEDGE                | endorsements(filter: {kind: PLEDGE}, %s)                  | id
					endorsements?endorsed=iccsp&standing=STANDING | endorsements(filter: {endorsed: {slug: "iccsp"}, standing: STANDING}, %s) | id
					initiatives?status=PROPOSED             | initiatives(filter: {status: PROPOSED}, %s)               | id
					documents?language=fr                   | documents(filter: {language: "fr"}, %s)                   | id
					involvements?kind=ISSUED                | involvements(filter: {kind: ISSUED}, %s)                  | id
					involvements?subject=open-letter-g7-2024 | involvements(filter: {subject: {slug: "open-letter-g7-2024"}}, %s) | id
					claims                                  | claims(%s)                                                | id
					claims?about=allmep                     | claims(filter: {about: {slug: "allmep"}}, %s)             | id
					topics                                  | topics(%s)                                                | id
					places?countryCode=IT                   | places(filter: {countryCode: "IT"}, %s)                   | id
					asks?answered=true                      | asks(answered: true, %s)                                  | id
					asks?askedBy=allmep,standing-together   | asks(askedBy: {actors: [{slug: "allmep"}, {slug: "standing-together"}]}, %s) | id
					asks?askedOf=membersOf:g7               | asks(askedOf: {membersOf: {slug: "g7"}}, %s)              | id
					roles                                   | people(%s)                                                | roles(first: 100) { nodes { id } }
					""")
	void hasTheRowsOfTheApiInTheirOrder(String table, String list, String selection) throws Exception {
		List<String> asked = list.startsWith("{") ? this.client.ask(list).json().findValuesAsString("id")
				: asked(list, selection);
		assertThat(asked).isNotEmpty();
		assertThat(column(csv(table.replaceFirst("(?=\\?|$)", ".csv")), "id")).containsExactlyElementsOf(asked);
	}

	private List<String> asked(String list, String selection) {
		List<String> ids = new ArrayList<>();
		String after = "";
		while (true) {
			JsonNode page = this.client
				.ask("{ list: %s { pageInfo { hasNextPage endCursor } nodes { %s } } }"
					.formatted(list.formatted("first: 50" + after), selection))
				.data("list");
			ids.addAll(page.at("/nodes").findValuesAsString("id"));
			if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
				return ids;
			}
			after = ", after: \"" + page.at("/pageInfo/endCursor").asString() + "\"";
		}
	}

	@Test
	void hasAllMembershipsOfAllActors() throws Exception {
		List<String> asked = new ArrayList<>();
		for (String list : List.of("organisations", "people", "governments", "posts")) {
			asked.addAll(asked(list + "(%s)", "memberships(first: 100) { nodes { id } }"));
		}
		List<Map<String, String>> rows = csv("memberships.csv");
		assertThat(column(rows, "id")).containsExactlyElementsOf(asked);
		assertThat(column(csv("memberships.csv?belongsTo=allmep"), "belongs_to_slug")).isNotEmpty()
			.containsOnly("allmep");
		assertThat(column(csv("memberships.csv?belongsTo=uk-government&kind=BODY"), "kind")).isNotEmpty()
			.containsOnly("BODY");
		assertThat(column(csv("roles.csv?heldIn=standing-together"), "held_in_slug")).isNotEmpty()
			.containsOnly("standing-together");
	}

	@Test
	void saysWhatARowOfTheApiSays() throws Exception {
		JsonNode asked = this.client.ask("""
				{ meetings(filter: {during: "2024-01"}, participant: {slug: "united-kingdom"}, first: 1) { nodes {
				  id slug title kind date { text earliest latest } status places { name }
				  participations(first: 100) { nodes { id role capacity visibility basis
				    actor { __typename id slug name } representing { id name }
				    citations { locator document { id title url } } } } } } }""").data("meetings/nodes/0");
		Map<String, Map<String, String>> rows = new LinkedHashMap<>();
		csv("participations.csv?participant=united-kingdom&during=2024-01")
			.forEach((row) -> rows.put(row.get("id"), row));
		JsonNode each = asked.at("/participations/nodes");
		assertThat(each).isNotEmpty();
		each.forEach((one) -> assertThat(rows.get(one.at("/id").asString()))
			.containsEntry("meeting_id", asked.at("/id").asString())
			.containsEntry("meeting_title", asked.at("/title").asString())
			.containsEntry("meeting_kind", asked.at("/kind").asString())
			.containsEntry("date", asked.at("/date/text").asString())
			.containsEntry("earliest_day", asked.at("/date/earliest").asString())
			.containsEntry("latest_day", asked.at("/date/latest").asString())
			.containsEntry("status", asked.at("/status").asString(""))
			.containsEntry("place_names", joined(asked.at("/places"), "/name"))
			.containsEntry("actor_id", one.at("/actor/id").asString())
			.containsEntry("actor_slug", one.at("/actor/slug").asString())
			.containsEntry("actor_name", one.at("/actor/name").asString())
			.containsEntry("actor_type", one.at("/actor/__typename").asString())
			.containsEntry("role", one.at("/role").asString())
			.containsEntry("capacity", one.at("/capacity").asString(""))
			.containsEntry("on_behalf_of_names", joined(one.at("/representing"), "/name"))
			.containsEntry("visibility", one.at("/visibility").asString())
			.containsEntry("basis", one.at("/basis").asString())
			.containsEntry("source_titles", joined(one.at("/citations"), "/document/title"))
			.containsEntry("source_locators", joined(one.at("/citations"), "/locator"))
			.containsEntry("source_links", joined(one.at("/citations"), "/document/url"))
			.containsEntry("source_ids", joined(one.at("/citations"), "/document/id")));
	}

	@Test
	void saysWhatAnAskAndAClaimOfTheApiSay() throws Exception {
		JsonNode ask = this.client.ask("""
				{ asks(answered: true, first: 1) { nodes { id slug position heading summary wording answered
				  document { id title slug } askedBy { id name } askedOf { id name } } } }""").data("asks/nodes/0");
		assertThat(csv("asks.csv")).filteredOn((row) -> row.get("id").equals(ask.at("/id").asString()))
			.singleElement()
			.satisfies((row) -> assertThat(row).containsEntry("slug", ask.at("/slug").asString())
				.containsEntry("document_id", ask.at("/document/id").asString())
				.containsEntry("document_slug", ask.at("/document/slug").asString())
				.containsEntry("document_name", ask.at("/document/title").asString())
				.containsEntry("position", ask.at("/position").asString())
				.containsEntry("heading", ask.at("/heading").asString(""))
				.containsEntry("summary", ask.at("/summary").asString())
				.containsEntry("wording", ask.at("/wording").asString(""))
				.containsEntry("asked_by_names", joined(ask.at("/askedBy"), "/name"))
				.containsEntry("asked_of_ids", joined(ask.at("/askedOf"), "/id"))
				.containsEntry("answered", "yes"));
		JsonNode claim = this.client.ask("""
				{ claims(first: 1) { nodes { id measure value bound wording unit date { text } about { id } } } }""")
			.data("claims/nodes/0");
		assertThat(csv("claims.csv")).first()
			.satisfies((row) -> assertThat(row).containsEntry("about_id", claim.at("/about/id").asString())
				.containsEntry("measure", claim.at("/measure").asString())
				.containsEntry("value", claim.at("/value").asString("").replaceFirst("\\.0$", ""))
				.containsEntry("bound", claim.at("/bound").asString(""))
				.containsEntry("date", claim.at("/date/text").asString("")));
	}

	private static String joined(JsonNode nodes, String path) {
		List<String> values = new ArrayList<>();
		nodes.forEach((node) -> values.add(node.at(path).asString("").replace('|', '¦')));
		return String.join(" | ", values);
	}

	@Test
	void isAFileWithABeginningAndAnEnd() throws Exception {
		HttpResponse<byte[]> answer = get("participations.csv?place=verona");
		String text = new String(answer.body(), StandardCharsets.UTF_8);
		assertThat(text).startsWith("\uFEFFid,meeting_id,meeting_slug,").endsWith("\r\n");
		assertThat(text.replace("\r\n", "")).doesNotContain("\r");
		String[] lines = text.split("\r\n");
		List<Map<String, String>> rows = csv("participations.csv?place=verona");
		long meetings = column(rows, "meeting_id").stream().distinct().count();
		assertThat(lines[lines.length - 1])
			.startsWith("# end,rows=%d,meetings=%d,complete=yes,clearance=PUBLIC,".formatted(rows.size(), meetings))
			.contains("as_of=all of time")
			.contains("data_sets=Whom ALLMEP and its members have engaged with");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
		assertThat(answer.headers().firstValue("Content-Disposition"))
			.hasValue("attachment; filename=\"participations.csv\"");
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
	}

	@Test
	void showsEachViewerWhatTheirLensShows() throws Exception {
		Curator curator = new Curator(this.port);
		String meeting = curator
			.act("recordMeeting",
					Map.of("title", "=1+1", "kind", "BRIEFING", "date", "2001-02", "visibility", "CONFIDENTIAL",
							"citations",
							List.of(Map.of("locator", "@p. 1", "document",
									Map.of("newDocument", Map.of("title", "+Note", "kind", "BRIEF")))),
							"participations", List.of(Map.of("actor", Map.of("slug", "allmep")))),
					"meeting { id }")
			.at("/meeting/id")
			.asString();
		List<Map<String, String>> seen = csv("meetings.csv?during=2001-02");
		List<Map<String, String>> rows = csv("meetings.csv?during=2001-02", Curator.TOKEN);
		assertThat(column(seen, "id")).doesNotContain(meeting);
		assertThat(column(seen, "visibility")).isNotEmpty().containsOnly("PUBLIC");
		assertThat(column(rows, "id")).containsAll(column(seen, "id"));
		assertThat(rows).filteredOn((row) -> row.get("id").equals(meeting))
			.singleElement()
			.satisfies((row) -> assertThat(row).containsEntry("title", "'=1+1")
				.containsEntry("date", "2001-02")
				.containsEntry("earliest_day", "2001-02-01")
				.containsEntry("latest_day", "2001-02-28")
				.containsEntry("visibility", "CONFIDENTIAL")
				.containsEntry("source_titles", "'+Note")
				.containsEntry("source_locators", "'@p. 1"));
		assertThat(xlsx("meetings.xlsx?during=2001-02", 0, Curator.TOKEN))
			.filteredOn((row) -> row.get(0).equals(meeting))
			.singleElement()
			.satisfies((row) -> assertThat(row).contains("=1+1", "2001-02", "2001-02-01", "+Note"));
		assertThat(xlsx("meetings.xlsx?during=2001-02", 1, Curator.TOKEN)).contains(
				List.of("rows", String.valueOf(rows.size())), List.of("complete", "yes"),
				List.of("clearance", "CONFIDENTIAL"));
	}

	@Test
	void workbookHasTheSameRows() throws Exception {
		List<Map<String, String>> rows = csv("endorsements.csv");
		List<List<String>> sheet = xlsx("endorsements.xlsx", 0);
		assertThat(sheet.get(0)).containsExactlyElementsOf(rows.get(0).keySet());
		assertThat(sheet.subList(1, sheet.size())).extracting((row) -> row.get(0))
			.containsExactlyElementsOf(column(rows, "id"));
		HttpResponse<byte[]> answer = get("endorsements.xlsx");
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	}

	@Test
	void answersAsOfADay() throws Exception {
		List<String> asked = this.client
			.ask("query @asOf(date: \"2024-01-31\") { meetings(first: 100) { nodes { id } } }")
			.json()
			.findValuesAsString("id");
		assertThat(asked).isNotEmpty().hasSizeLessThan(csv("meetings.csv").size());
		assertThat(column(csv("meetings.csv?asOf=2024-01-31"), "id")).containsExactlyElementsOf(asked);
		assertThat(column(csv("meetings.csv", "Rapport-As-Of", "2024-01-31"), "id")).containsExactlyElementsOf(asked);
		String text = new String(get("meetings.csv?asOf=2024-01-31&certainty=CERTAIN").body(), StandardCharsets.UTF_8);
		assertThat(text).contains(",as_of=2024-01-31,certainty=CERTAIN,");
		HttpResponse<byte[]> conflict = get("meetings.csv?asOf=2024-01-31", "Rapport-As-Of", "2024-02-01");
		assertThat(conflict.statusCode()).isEqualTo(400);
		assertThat(JSON.readTree(conflict.body()).at("/errors/0/extensions/code").asString())
			.isEqualTo("AS_OF_CONFLICT");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			meetngs.csv                          | 404 | NOT_FOUND              | perhaps you mean meetings
			nothing-of-this-kind.csv             | 404 | NOT_FOUND              | /tables lists those that there are
			meetings.json                        | 404 | NOT_FOUND              | meetings.csv or meetings.xlsx
			meetings                             | 404 | NOT_FOUND              | meetings.csv or meetings.xlsx
			meetings.csv?particpant=allmep       | 400 | BAD_REQUEST_PARAMETERS | perhaps you mean participant
			meetings.csv?asof=2024-01-01         | 400 | BAD_REQUEST_PARAMETERS | perhaps you mean asOf
			meetings.csv?kinds=BREIFING          | 400 | BAD_REQUEST_PARAMETERS | perhaps you mean BRIEFING
			organisations.csv?kind=2             | 400 | BAD_REQUEST_PARAMETERS | write one of CIVIL_SOCIETY
			meetings.csv?during=yesterday        | 400 | BAD_DATE               | during
			meetings.csv?asOf=2024-13-01         | 400 | BAD_DATE               | 2024-13-01
			meetings.csv?asOf=2024-01-01&certainty=MAYBE | 400 | BAD_DATE       | POSSIBLE or CERTAIN
			meetings.csv?certainty=CERTAIN       | 400 | BAD_REQUEST_PARAMETERS | asOf
			meetings.csv?place=a&place=b         | 400 | BAD_REQUEST_PARAMETERS | more than once
			meetings.csv?place=                  | 400 | BAD_REQUEST_PARAMETERS | is empty
			meetings.csv?place=%zz               | 400 | BAD_REQUEST_PARAMETERS | cannot be decoded
			asks.csv?askedBy=partsOf:allmep      | 400 | BAD_REQUEST_PARAMETERS | membersOf: or bodiesOf:
			asks.csv?askedOf=g7,bodiesOf:allmep  | 400 | BAD_REQUEST_PARAMETERS | membersOf: or bodiesOf:
			asks.csv?askedOf=bodiesOf:allmep,g7  | 400 | BAD_REQUEST_PARAMETERS | membersOf: or bodiesOf:
			asks.csv?askedOf=membersOf:          | 400 | BAD_REQUEST_PARAMETERS | membersOf: or bodiesOf:
			asks.csv?askedOf=g7,,allmep          | 400 | BAD_REQUEST_PARAMETERS | membersOf: or bodiesOf:
			asks.csv?answered=perhaps            | 400 | BAD_REQUEST_PARAMETERS | not of the type Boolean
			memberships.csv?actor=g7&belongsTo=g7| 400 | BAD_REQUEST_PARAMETERS | not both
			""")
	void refusesWithACode(String path, int status, String code, String message) throws Exception {
		HttpResponse<byte[]> answer = get(path);
		JsonNode json = JSON.readTree(answer.body());
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(json.at("/errors/0/extensions/code").asString()).isEqualTo(code);
		assertThat(json.at("/errors/0/message").asString()).contains(message);
		assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
		assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
	}

	@Test
	void isEmptyForARecordThatNobodyKnows() throws Exception {
		assertThat(csv("meetings.csv?participant=nobody-of-this-name")).isEmpty();
		assertThat(csv("memberships.csv?belongsTo=nobody-of-this-name")).isEmpty();
	}

	@Test
	void refusesOneTableTooMany(@Autowired TablePlaces places) throws Exception {
		String own = Caller.of("127.0.0.1").network();
		assertThat(places.enter(own)).isTrue();
		try {
			HttpResponse<byte[]> answer = get("meetings.csv");
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			assertThat(JSON.readTree(answer.body()).at("/errors/0/extensions/code").asString()).isEqualTo("BUSY");
		}
		finally {
			places.leave(own);
		}
		assertThat(get("meetings.csv").statusCode()).isEqualTo(200);
	}

	@Test
	void refusesOtherMethodsAndAnswersHeadWithoutRows() throws Exception {
		HttpResponse<byte[]> posted = send("meetings.csv", "POST");
		assertThat(posted.statusCode()).isEqualTo(405);
		assertThat(posted.headers().firstValue("Allow").orElseThrow()).contains("GET");
		HttpResponse<byte[]> head = send("meetings.csv", "HEAD");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("Content-Disposition")).isPresent();
		assertThat(head.body()).isEmpty();
	}

	@Test
	void tellsWhichTablesThereAre() throws Exception {
		JsonNode list = JSON.readTree(get("").body());
		assertThat(list.at("/tables").findValuesAsString("name")).contains("meetings", "participations",
				"organisations", "people", "governments", "posts", "memberships", "roles", "endorsements",
				"initiatives", "documents", "involvements", "claims", "topics", "places", "asks");
		list.at("/tables").forEach((table) -> {
			List<String> headers = new ArrayList<>();
			table.at("/columns").forEach((column) -> headers.add(column.at("/name").asString()));
			assertThat(headers).startsWith("id").doesNotHaveDuplicates().allMatch((name) -> name.matches("[a-z_]+"));
			table.at("/parameters").forEach((filter) -> assertThat(filter.at("/about").asString()).isNotBlank());
		});
		String page = new String(get("", "Accept", "text/html").body(), StandardCharsets.UTF_8);
		assertThat(page).contains("<a href=\"tables/meetings.csv\">");
	}

	private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
		return send(path, "GET", headers);
	}

	private HttpResponse<byte[]> send(String path, String method, String... headers) throws Exception {
		String slash = path.isEmpty() ? "" : "/";
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/tables" + slash
					+ (path.contains("%zz") ? path.replace("%zz", "%FC") : path)))
			.method(method, BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), BodyHandlers.ofByteArray());
	}

	/** The rows of a table by their headers, without the end. */
	private List<Map<String, String>> csv(String path, String... headers) throws Exception {
		HttpResponse<byte[]> answer = get(path, headers);
		String text = new String(answer.body(), StandardCharsets.UTF_8);
		assertThat(answer.statusCode()).as(text).isEqualTo(200);
		List<CsvRecord> lines = CsvReader.builder().ofCsvRecord(text.substring(1)).stream().toList();
		List<String> names = lines.get(0).getFields();
		assertThat(lines.get(lines.size() - 1).getField(0)).isEqualTo("# end");
		assertThat(lines.get(lines.size() - 1).getField(1)).isEqualTo("rows=" + (lines.size() - 2));
		List<Map<String, String>> rows = new ArrayList<>();
		for (CsvRecord line : lines.subList(1, lines.size() - 1)) {
			assertThat(line.getFieldCount()).isEqualTo(names.size());
			Map<String, String> row = new LinkedHashMap<>();
			for (int i = 0; i < names.size(); i++) {
				row.put(names.get(i), line.getField(i));
			}
			rows.add(row);
		}
		return rows;
	}

	private static List<String> column(List<Map<String, String>> rows, String name) {
		return rows.stream().map((row) -> row.get(name)).toList();
	}

	/** The texts of a sheet of a table. */
	private List<List<String>> xlsx(String path, int sheet, String... headers) throws Exception {
		HttpResponse<byte[]> answer = get(path, headers);
		assertThat(answer.statusCode()).isEqualTo(200);
		try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
			Sheet read = workbook.getSheet(sheet).orElseThrow();
			return read.read().stream().map(TablesIT::texts).toList();
		}
	}

	private static List<String> texts(Row row) {
		return Stream.iterate(0, (i) -> i < row.getCellCount(), (i) -> i + 1).map((i) -> row.getCellText(i)).toList();
	}

}
