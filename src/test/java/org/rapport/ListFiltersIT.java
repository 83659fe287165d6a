package org.rapport;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a filter keeps exactly the rows that match by their own fields, in the order
 * of the list.
 */
@RapportIT
class ListFiltersIT {

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					organisations | filter: {kind: CIVIL_SOCIETY}                       | kind                                     | CIVIL_SOCIETY
					organisations | filter: {countryCode: "IL"}                         | countryCode                              | IL
					organisations | filter: {memberOf: {slug: "allmep"}}                | kind memberships(kind: MEMBER) { nodes { belongsTo { slug } } } | allmep
					organisations | filter: {officeIn: {slug: "berlin"}}                | offices { slug }                         | berlin
					organisations | filter: {memberOf: {slug: "allmep"}}, orderBy: {field: NAME, direction: DESC} | kind memberships(kind: MEMBER) { nodes { belongsTo { slug } } } | allmep
					governments   | filter: {kind: LEGISLATURE}                         | kind                                     | LEGISLATURE
					governments   | filter: {countryCode: "FR"}                         | countryCode                              | FR
					governments   | filter: {bodyOf: {slug: "france"}}                  | memberships(kind: BODY) { nodes { belongsTo { slug } } } | france
					governments   | filter: {memberOf: {slug: "g7"}}                    | memberships(kind: MEMBER) { nodes { belongsTo { slug } } } | g7
					posts         | filter: {bodyOf: {slug: "uk-government"}}               | memberships(kind: BODY) { nodes { belongsTo { slug } } } | uk-government
					people        | filter: {roleIn: {slug: "standing-together"}}       | roles { nodes { heldIn { slug } } }          | standing-together
					places        | filter: {countryCode: "CH"}                         | countryCode                              | CH
					meetings      | filter: {kinds: [SESSION]}                          | kind                                     | SESSION
					meetings      | filter: {kinds: [BRIEFING]}, orderBy: {field: TITLE} | kind                                    | BRIEFING
					meetings      | filter: {about: {slug: "iccsp"}}                    | about { ... on Subject { slug } }         | iccsp
					meetings      | filter: {about: {slug: "iccsp"}}, orderBy: {field: TITLE} | about { ... on Subject { slug } }   | iccsp
					meetings      | place: {slug: "berlin"}                             | places { slug }                          | berlin
					meetings      | status: HELD                                        | status                                   | HELD
					meetings      | participant: {slug: "allmep"}                       | participations(first: 100) { nodes { actor { slug } representing { slug } } } | allmep
					meetings      | participant: {slug: "allmep"}, orderBy: {field: TITLE} | participations(first: 100) { nodes { actor { slug } representing { slug } } } | allmep
					documents     | filter: {kind: ARTICLE}                             | kind                                     | ARTICLE
					documents     | filter: {language: "fr"}                            | language                                 | fr
					documents     | filter: {about: {slug: "final-status-diplomacy"}}   | about { ... on Subject { slug } }         | final-status-diplomacy
					initiatives   | filter: {kind: CAMPAIGN}                            | kind                                     | CAMPAIGN
					initiatives   | filter: {status: PROPOSED}                          | status                                   | PROPOSED
					initiatives   | filter: {about: {slug: "multilateral-coordination"}} | about { ... on Subject { slug } }        | multilateral-coordination
					endorsements  | filter: {kind: PLEDGE}                              | kind                                     | PLEDGE
					endorsements  | filter: {endorsed: {slug: "iccsp"}}                       | endorsed { slug }                              | iccsp
					endorsements  | filter: {endorsed: {slug: "ifp"}}, orderBy: {field: NAME} | endorsed { slug }                              | ifp
					endorsements  | filter: {endorser: {slug: "g7"}}                    | endorser { slug }                        | g7
					claims        | filter: {about: {slug: "allmep"}}                   | about { slug }                           | allmep
					claims        | filter: {measure: "size of the Act"}                | measure                                  | size of the Act
					involvements  | filter: {kind: LEADS}                               | kind                                     | LEADS
					involvements  | filter: {actor: {slug: "allmep"}}                   | actor { slug }                           | allmep
					involvements  | filter: {subject: {slug: "iccsp"}}                       | subject { slug }                              | iccsp
					""")
	void keepsWhatItsRowsSay(String list, String filter, String says, String value) {
		String order = filter.contains("orderBy") ? filter.substring(filter.indexOf("orderBy")) : "";
		// An unnamed group stands for some members, but is none itself.
		List<String> whole = ids(whole(list, order, says),
				(row) -> says(row, value) && !row.at("/kind").asString("").equals("UNNAMED_GROUP"));
		assertThat(ids(whole(list, filter, says), (row) -> true)).isNotEmpty().isEqualTo(whole);
		assertThat(whole.size()).isLessThan(whole(list, "", says).size());
	}

	@Execution(ExecutionMode.CONCURRENT)
	@ParameterizedTest
	@CsvSource({ "meetings, 2024-01-01, 2024-01-31", "documents, 2023-01-01, 2023-12-31",
			"meetings, 2023-06-01, 2023-06-30" })
	void keepsWhatMayHaveBeenInATime(String list, LocalDate from, LocalDate to) {
		String date = "date { earliest latest }";
		List<String> whole = ids(whole(list, "", date), (row) -> !day(row, "earliest", LocalDate.MIN).isAfter(to)
				&& !day(row, "latest", LocalDate.MAX).isBefore(from));
		assertThat(ids(whole(list, "filter: {during: \"" + from + "/" + to + "\"}", date), (row) -> true)).isNotEmpty()
			.isEqualTo(whole);
	}

	@Test
	void keepsWhatFitsAllThatIsGiven() {
		List<String> whole = ids(whole("meetings", "", "kind about { ... on Subject { slug } } places { slug }"),
				(row) -> row.at("/kind").asString().equals("BRIEFING")
						&& says(row.at("/about"), "civil-society-peacebuilding"));
		assertThat(ids(whole("meetings",
				"filter: {kinds: [BRIEFING], about: {slug: \"civil-society-peacebuilding\"}, during: \"2023/..\"}",
				"kind"), (row) -> true))
			.isNotEmpty()
			.isSubsetOf(whole);
	}

	@Test
	void topicsAndPlacesListWhatIsAboutAndAtThem() {
		Answer answer = this.client
			.ask("""
					{ topic(by: {slug: "civil-society-peacebuilding"}) {
					    meetings { totalCount nodes { id } } documents { totalCount nodes { id } } initiatives { totalCount nodes { id } } }
					  meetings(filter: {about: {slug: "civil-society-peacebuilding"}}) { totalCount nodes { id } }
					  documents(filter: {about: {slug: "civil-society-peacebuilding"}}) { totalCount nodes { id } }
					  initiatives(filter: {about: {slug: "civil-society-peacebuilding"}}) { totalCount nodes { id } }
					  place(by: {slug: "berlin"}) { meetings { totalCount nodes { id } } organisations { totalCount nodes { id } } }
					  here: meetings(place: {slug: "berlin"}) { totalCount nodes { id } }
					  offices: organisations(filter: {officeIn: {slug: "berlin"}}) { totalCount nodes { id } } }""");
		for (String list : List.of("meetings", "documents", "initiatives")) {
			assertThat(answer.data("topic/" + list)).isEqualTo(answer.data(list));
			assertThat(answer.data(list + "/totalCount").asInt()).isPositive();
		}
		assertThat(answer.data("place/meetings")).isEqualTo(answer.data("here"));
		assertThat(answer.data("place/organisations")).isEqualTo(answer.data("offices"));
		assertThat(answer.data("offices/totalCount").asInt()).isOne();
	}

	@Test
	void ordersLinksBetweenMembersByStrengthNameFirstAndLast() {
		Answer answer = this.client
			.ask("""
					{ strongest: memberLinks(network: {slug: "allmep"}) { nodes { member { name } otherMember { name } strength } }
					  weakest: memberLinks(network: {slug: "allmep"}, orderBy: {field: STRENGTH}) { nodes { strength } }
					  named: memberLinks(network: {slug: "allmep"}, orderBy: {field: NAME}) { nodes { member { name } } }
					  first: memberLinks(network: {slug: "allmep"}, orderBy: {field: FIRST_DATE}) { nodes { firstDate { earliest } } }
					  last: memberLinks(network: {slug: "allmep"}, orderBy: {field: LAST_DATE, direction: DESC}) { nodes { lastDate { latest } } } }""");
		assertThat(values(answer.data("strongest/nodes"), "/strength")).hasSizeGreaterThan(2)
			.isSortedAccordingTo((a, b) -> Integer.compare(Integer.parseInt(b), Integer.parseInt(a)));
		assertThat(values(answer.data("weakest/nodes"), "/strength"))
			.isSortedAccordingTo((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
		assertThat(values(answer.data("named/nodes"), "/member/name")).isSorted();
		assertThat(values(answer.data("first/nodes"), "/firstDate/earliest")).isSorted();
		assertThat(values(answer.data("last/nodes"), "/lastDate/latest")).isSortedAccordingTo((a, b) -> b.compareTo(a));
	}

	/** All rows of a list, page by page. */
	private List<JsonNode> whole(String list, String arguments, String says) {
		List<JsonNode> rows = new ArrayList<>();
		String after = "";
		int total;
		do {
			Answer answer = this.client
				.ask("{ " + list + "(" + arguments + (arguments.isEmpty() ? "" : ", ") + "first: 40" + after
						+ ") { totalCount nodes { id " + says + " } pageInfo { hasNextPage endCursor } } }");
			assertThat(answer.json().has("errors")).as(answer.json().toString()).isFalse();
			answer.data(list + "/nodes").forEach(rows::add);
			total = answer.data(list + "/totalCount").asInt();
			after = answer.data(list + "/pageInfo/hasNextPage").asBoolean()
					? ", after: \"" + answer.data(list + "/pageInfo/endCursor").asString() + "\"" : "";
		}
		while (!after.isEmpty());
		assertThat(rows).hasSize(total);
		return rows;
	}

	private static List<String> ids(List<JsonNode> rows, Predicate<JsonNode> which) {
		return rows.stream().filter(which).map((row) -> row.at("/id").asString()).toList();
	}

	/** Whether any field of the row has this value. */
	private static boolean says(JsonNode row, String value) {
		if (row.isContainer()) {
			return StreamSupport.stream(row.spliterator(), false).anyMatch((part) -> says(part, value));
		}
		return row.asString("").equals(value);
	}

	private static LocalDate day(JsonNode row, String bound, LocalDate unbounded) {
		String day = row.at("/date/" + bound).asString("");
		return day.isEmpty() ? unbounded : LocalDate.parse(day);
	}

	private static List<String> values(JsonNode rows, String path) {
		List<String> values = new ArrayList<>();
		rows.forEach((row) -> values.add(row.at(path).asString("")));
		return values;
	}

}
