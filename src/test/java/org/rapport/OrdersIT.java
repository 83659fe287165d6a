package org.rapport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client;
import org.rapport.testing.DrawnRecord;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how lists stand by day and by name, and that a set of days keeps its gaps. The
 * meetings, texts and claims are named by when they were.
 */
@RapportIT
class OrdersIT {

	private static final String WORLD = """
			{'type':'Organisation','key':'host','slug':'host','name':'Host','kind':'NETWORK'}
			{'type':'Organisation','key':'late','slug':'late','name':'éclair','kind':'COMPANY'}
			{'type':'Organisation','key':'set','slug':'set','name':'Eclairs','kind':'COMPANY'}
			{'type':'Organisation','key':'range','slug':'range','name':'Ａpple','kind':'COMPANY'}
			{'type':'Organisation','key':'open','slug':'open','name':'apple','kind':'COMPANY'}
			{'type':'Organisation','key':'unknown','slug':'unknown','name':'Zed','kind':'COMPANY'}
			{'type':'Organisation','key':'undated','slug':'undated','name':'\uD801\uDC00','kind':'COMPANY'}
			{'type':'Membership','key':'m1','kind':'MEMBER','actor':'late','belongsTo':'host','startDate':'2024-06-12',CITED}
			{'type':'Membership','key':'m2','kind':'MEMBER','actor':'set','belongsTo':'host','startDate':'[1924-06-11,1924-06-13]',CITED}
			{'type':'Membership','key':'m3','kind':'MEMBER','actor':'range','belongsTo':'host','startDate':'2013',CITED}
			{'type':'Membership','key':'m4','kind':'MEMBER','actor':'open','belongsTo':'host','startDate':'[..2020]',CITED}
			{'type':'Membership','key':'m5','kind':'MEMBER','actor':'unknown','belongsTo':'host','startDate':'XXXX',CITED}
			{'type':'Membership','key':'m6','kind':'MEMBER','actor':'undated','belongsTo':'host',CITED}
			{'type':'Meeting','key':'mlate','slug':'m-late','title':'late','kind':'MEETING','date':'2024-06-12'}
			{'type':'Meeting','key':'mset','slug':'m-set','title':'set','kind':'MEETING','date':'[1924-06-11,1924-06-13]'}
			{'type':'Meeting','key':'mrange','slug':'m-range','title':'range','kind':'MEETING','date':'2013/2025'}
			{'type':'Meeting','key':'mopen','slug':'m-open','title':'open','kind':'MEETING','date':'../2020'}
			{'type':'Meeting','key':'munknown','slug':'m-unknown','title':'unknown','kind':'MEETING','date':'XXXX'}
			{'type':'Meeting','key':'mundated','slug':'m-undated','title':'undated','kind':'MEETING'}
			"""
			+ taking("late") + taking("set") + taking("range") + taking("open") + taking("unknown") + taking("undated")
			+ """
					{'type':'Document','key':'tlate','slug':'t-late','title':'late','kind':'REPORT','date':'2024-06-12'}
					{'type':'Document','key':'tset','slug':'t-set','title':'set','kind':'REPORT','date':'[1924-06-11,1924-06-13]'}
					{'type':'Document','key':'topen','slug':'t-open','title':'open','kind':'REPORT','date':'../2020'}
					{'type':'Document','key':'tundated','slug':'t-undated','title':'undated','kind':'REPORT'}
					{'type':'Endorsement','key':'elate','endorser':'late','endorsed':'tlate','kind':'SIGNATURE','date':'2024-06-12',CITED}
					{'type':'Endorsement','key':'eset','endorser':'late','endorsed':'tset','kind':'SIGNATURE','date':'[1924-06-11,1924-06-13]',CITED}
					{'type':'Endorsement','key':'eopen','endorser':'late','endorsed':'topen','kind':'SIGNATURE','date':'../2020',CITED}
					{'type':'Endorsement','key':'eundated','endorser':'late','endorsed':'tundated','kind':'SIGNATURE',CITED}
					{'type':'Claim','key':'clate','about':'host','measure':'members','value':1,'bound':'EXACT','unit':'late','date':'2024-06-12',CITED}
					{'type':'Claim','key':'crange','about':'host','measure':'members','value':1,'bound':'EXACT','unit':'range','date':'2013/2025',CITED}
					{'type':'Claim','key':'cundated','about':'host','measure':'members','value':1,'bound':'EXACT','unit':'undated',CITED}
					{'type':'Succession','key':'uundated','later':'host','earlier':'undated','kind':'MERGER',CITED}
					{'type':'Succession','key':'urange','later':'host','earlier':'range','kind':'MERGER','date':'2013/2025',CITED}
					{'type':'Succession','key':'uset','later':'host','earlier':'set','kind':'MERGER','date':'[1924-06-11,1924-06-13]',CITED}
					{'type':'Succession','key':'ulate','later':'host','earlier':'late','kind':'MERGER','date':'2024-06-12',CITED}
					{'type':'StatusChange','key':'sundated','element':'mlate','status':'PLANNED',CITED}
					{'type':'StatusChange','key':'srange','element':'mlate','status':'HELD','date':'2013/2025',CITED}
					{'type':'StatusChange','key':'slate','element':'mlate','status':'HELD','date':'2024-06-12',CITED}
					""";

	/** A list, what has a day in its order, and how many more there are. */
	private static final String DATED = """
			meetings(@DATE) { nodes { title } }                               | open set range late | 2
			meetings(filter: {kinds: [MEETING]}, @DATE) { nodes { title } }   | open set range late | 2
			meetings(filter: {during: "../2024"}, @DATE) { nodes { title } }  | open set range late | 2
			meetings(filter: {during: "2019/2030"}, @DATE) { nodes { title } } | open range late | 2
			meetings(participant: {slug: "host"}, @DATE) { nodes { title } }  | open set range late | 2
			actor(by: {slug: "host"}) { meetings(@DATE) { nodes { title } } } | open set range late | 2
			actor(by: {slug: "host"}) { participations(@DATE) { nodes { meeting { title } } } } | open set range late | 2
			actor(by: {slug: "host"}) { engagedWith(@FIRST_DATE) { nodes { counterpart { slug } } } } | open set range late | 2
			actor(by: {slug: "host"}) { engagedWith(@LAST_DATE) { nodes { counterpart { slug } } } } | open set range late | 2
			organisation(by: {slug: "host"}) { members(@START_DATE) { nodes { actor { slug } } } } | open set range late | 2
			organisation(by: {slug: "host"}) { predecessors(@DATE) { nodes { earlier { slug } } } } | set range late | 1
			documents(filter: {kind: REPORT}, @DATE) { nodes { title } }      | open set late | 2
			endorsements(@DATE) { nodes { endorsed { title } } }              | open set late | 1
			actor(by: {slug: "late"}) { endorsements(@DATE) { nodes { endorsed { title } } } } | open set late | 1
			claims(@DATE) { nodes { unit } }                                  | range late | 1
			claims(filter: {measure: "members"}, @MEASURE) { nodes { unit } } | range late | 1
			""";

	private Client client;

	/** The host and one other actor take part in the meeting with the same name. */
	private static String taking(String meeting) {
		return """
				{'type':'Participation','key':'ph%1$s','actor':'host','meeting':'m%1$s',CITED}
				{'type':'Participation','key':'po%1$s','actor':'%1$s','meeting':'m%1$s',CITED}
				""".formatted(meeting);
	}

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		DrawnRecord.alone(client, imports, WORLD);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = DATED)
	void putsTheDatedFirstAndTheUndatedLastInBothDirections(String list, String dated, int undated) {
		List<String> expected = new ArrayList<>(List.of(dated.split(" ")));
		List<String> ascending = names(list, "ASC");
		List<String> descending = names(list, "DESC");
		assertThat(ascending).startsWith(expected.toArray(String[]::new)).hasSize(expected.size() + undated);
		Collections.reverse(expected);
		assertThat(descending).startsWith(expected.toArray(String[]::new))
			.containsExactlyInAnyOrderElementsOf(ascending);
		if (isDrawn(list)) {
			assertThat(walked(list, "ASC")).isEqualTo(ascending);
			assertThat(walked(list, "DESC")).isEqualTo(descending);
		}
	}

	/** Each build walks a third of the lists: their pages need many statements. */
	private static boolean isDrawn(String list) {
		return Math.floorMod(list.hashCode() + Long.getLong("rapport.law.seed", 1), 3L) == 0;
	}

	/** {@code mvn -Pplans verify} walks all lists. */
	@Tag("plans")
	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = DATED)
	void haveTheSameOrderInPagesOfOne(String list) {
		assertThat(walked(list, "ASC")).isEqualTo(names(list, "ASC"));
		assertThat(walked(list, "DESC")).isEqualTo(names(list, "DESC"));
	}

	@Test
	void listsTheStatusesByDayToo() {
		JsonNode changes = this.client.ask("{ meeting(by: {slug: \"m-late\"}) { statusChanges { date { text } } } }")
			.data("meeting/statusChanges");
		assertThat(changes.valueStream().map((one) -> one.at("/date/text").asString("undated")))
			.containsExactly("2013/2025", "2024-06-12", "undated");
	}

	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			organisations(filter: {kind: COMPANY}, @NAME) { nodes { name } }
			organisations(filter: {memberOf: {slug: "host"}}, @NAME) { nodes { name } }
			organisation(by: {slug: "host"}) { members(@NAME) { nodes { actor { name } } } }
			actor(by: {slug: "host"}) { engagedWith(@NAME) { nodes { counterpart { name } } } }
			""")
	void sortsNamesAsPeopleDo(String list) {
		List<String> names = List.of("apple", "\uFF21pple", "\u00e9clair", "Eclairs", "Zed", "\uD801\uDC00");
		List<String> descending = new ArrayList<>(names);
		Collections.reverse(descending);
		assertThat(names(list, "ASC")).isEqualTo(names);
		assertThat(names(list, "DESC")).isEqualTo(descending);
		assertThat(walked(list, "ASC")).isEqualTo(names);
	}

	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			meetings(filter: {during: "DAY"}) { nodes { title } }                                      | set
			meetings(filter: {during: "DAY", kinds: [MEETING]}) { nodes { title } }                    | set
			documents(filter: {during: "DAY"}) { nodes { title } }                                     | set
			endorsements(filter: {during: "DAY"}) { nodes { endorsed { title } } }                     | set
			actor(by: {slug: "late"}) { endorsements(during: "DAY") { nodes { endorsed { title } } } } | set
			actor(by: {slug: "set"}) { meetings(filter: {during: "DAY"}) { nodes { title } } }         | set
			actor(by: {slug: "set"}) { participations(during: "DAY") { nodes { meeting { title } } } } | set
			actor(by: {slug: "set"}) { engagedWith(filter: {during: "DAY"}) { nodes { counterpart { slug } } } } | host
			""")
	void keepsTheGapsOfASetOfDays(String list, String name) {
		assertThat(names(list.replace("DAY", "1924-06-12"), "")).doesNotContain(name);
		for (String day : List.of("1924-06-11", "1924-06-13", "1924-06-12/1924-06-13", "1924-06", "..1924-06-11",
				"[1924-06-10,1924-06-13]")) {
			assertThat(names(list.replace("DAY", day.replace("..1924", "../1924")), "")).as(day).contains(name);
		}
		assertThat(names(list.replace("DAY", "[1924-06-10,1924-06-12]"), "")).doesNotContain(name);
	}

	/** A set as the filter has gaps too: a day in its gap does not count. */
	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest
	@CsvSource({ "'[2024-06-11,2024-06-13]', false", "'[2024-06-11,2024-06-12]', true",
			"'[2024-06-11,2024-06-12..]', true", "'[2024-06,2024-08]', true" })
	void aFilterKeepsItsGapsToo(String during, boolean found) {
		String filter = "(filter: {during: \"%s\"}) { nodes { title } }".formatted(during);
		assertThat(names("meetings" + filter, "").contains("late")).isEqualTo(found);
		assertThat(names("documents" + filter, "").contains("late")).isEqualTo(found);
	}

	private List<String> names(String list, String direction) {
		return names(page(list, direction, "first: 50"));
	}

	/** The list in pages of one, from its end to its beginning. */
	private List<String> walked(String list, String direction) {
		List<String> names = new ArrayList<>();
		String before = "";
		JsonNode page;
		do {
			page = page(list.replaceFirst("\\{ nodes", "{ pageInfo { hasPreviousPage startCursor } nodes"), direction,
					"last: 1" + before);
			names.addAll(0, names(page));
			before = ", before: \"" + page.at("/pageInfo/startCursor").asString() + '"';
		}
		while (page.at("/pageInfo/hasPreviousPage").asBoolean());
		return names;
	}

	private JsonNode page(String list, String direction, String size) {
		JsonNode json = this.client
			.ask("{ " + list.replaceAll("@(\\w+)", size + ", orderBy: {field: $1, direction: " + direction + "}")
					+ " }")
			.json();
		assertThat(json.has("errors")).as(json.toString()).isFalse();
		JsonNode data = json.at("/data");
		while (!data.has("nodes")) {
			data = data.values().iterator().next();
		}
		return data;
	}

	private static List<String> names(JsonNode page) {
		return page.at("/nodes").valueStream().map((node) -> {
			JsonNode value = node;
			while (value.isObject()) {
				value = value.values().iterator().next();
			}
			return value.asString();
		}).toList();
	}

}
