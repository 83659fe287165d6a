package org.rapport.engagement;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.DrawnRecord;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests parts, own sides, holders of posts and unnamed groups in this world. The answers
 * were worked out by hand from {@code docs/parts-and-sides.md}.
 *
 * <pre>
 *    state               alliance                  elm   oak
 *      ^ BODY              ^ MEMBER                  ^     ^ both represented by dana, alone, in the talk
 *    ministry &lt;-clerk    member, "some members"
 *      ^ BODY
 *    team, minister (a post, held by mira 2023 to 2025, perhaps by noor in 2024)
 *
 *    briefing 2024-01-10  team, clerk, ilan for member, rachael for alliance, member, alliance
 *    visit    2024-02     minister, "some members"
 *    talk     2024-03-01  dana for elm and oak, elm, oak
 *    gala     2024-04-01  minister, mira, alliance
 *
 *    north  south             joint assembly is a BODY of both, docks and pilots are BODIES of north
 *
 *    assembly      2024-05-01  joint assembly, guest
 *    consultation  2024-05-02  joint assembly, nell for north, north
 *    drill         2024-05-03  docks, pilots
 *
 *    inner ring, outer ring    each a BODY of the other, for the curator
 *
 *    round         2020-01-01  inner ring, visitor
 * </pre>
 */
@RapportIT
class PartsAndSidesIT {

	private static final String WORLD = """
			{'type':'Government','key':'state','slug':'state','name':'State','kind':'STATE'}
			{'type':'Government','key':'ministry','slug':'ministry','name':'Ministry','kind':'MINISTRY'}
			{'type':'Government','key':'team','slug':'team','name':'Team','kind':'TEAM'}
			{'type':'Post','key':'minister','slug':'minister','name':'Minister'}
			{'type':'Person','key':'mira','slug':'mira','name':'Mira'}
			{'type':'Person','key':'noor','slug':'noor','name':'Noor'}
			{'type':'Person','key':'clerk','slug':'clerk','name':'Clerk'}
			{'type':'Person','key':'ilan','slug':'ilan','name':'Ilan'}
			{'type':'Person','key':'rachael','slug':'rachael','name':'Rachael'}
			{'type':'Person','key':'dana','slug':'dana','name':'Dana'}
			{'type':'Organisation','key':'alliance','slug':'alliance','name':'Alliance','kind':'NETWORK'}
			{'type':'Organisation','key':'member','slug':'member','name':'Member','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'some','slug':'some','name':'Some members','kind':'UNNAMED_GROUP'}
			{'type':'Organisation','key':'elm','slug':'elm','name':'Elm','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'oak','slug':'oak','name':'Oak','kind':'CIVIL_SOCIETY'}
			{'type':'Membership','key':'b1','actor':'ministry','belongsTo':'state','kind':'BODY',CITED}
			{'type':'Membership','key':'b2','actor':'team','belongsTo':'ministry','kind':'BODY','endDate':'2024-03-14',CITED}
			{'type':'Membership','key':'b3','actor':'minister','belongsTo':'ministry','kind':'BODY',CITED}
			{'type':'Membership','key':'m1','actor':'member','belongsTo':'alliance','kind':'MEMBER',CITED}
			{'type':'Membership','key':'m2','actor':'some','belongsTo':'alliance','kind':'MEMBER',CITED}
			{'type':'Role','key':'r1','person':'mira','heldIn':'minister','startDate':'2023','endDate':'2025',CITED}
			{'type':'Role','key':'r2','person':'noor','heldIn':'minister','startDate':'2024','endDate':'2024',CITED}
			{'type':'Role','key':'r3','person':'clerk','heldIn':'ministry',CITED}
			{'type':'Meeting','key':'briefing','slug':'briefing','title':'Briefing','kind':'BRIEFING','date':'2024-01-10'}
			{'type':'Participation','key':'p1','actor':'team','meeting':'briefing',CITED}
			{'type':'Participation','key':'p2','actor':'clerk','meeting':'briefing',CITED}
			{'type':'Participation','key':'p3','actor':'ilan','meeting':'briefing','representing':['member'],CITED}
			{'type':'Participation','key':'p4','actor':'rachael','meeting':'briefing','representing':['alliance'],CITED}
			{'type':'Participation','key':'p5','actor':'member','meeting':'briefing',CITED}
			{'type':'Participation','key':'p6','actor':'alliance','meeting':'briefing',CITED}
			{'type':'Meeting','key':'visit','slug':'visit','title':'Visit','kind':'VISIT','date':'2024-02'}
			{'type':'Participation','key':'p7','actor':'minister','meeting':'visit',CITED}
			{'type':'Participation','key':'p8','actor':'some','meeting':'visit',CITED}
			{'type':'Meeting','key':'talk','slug':'talk','title':'Talk','kind':'MEETING','date':'2024-03-01'}
			{'type':'Participation','key':'p9','actor':'dana','meeting':'talk','representing':['elm','oak'],CITED}
			{'type':'Participation','key':'p10','actor':'elm','meeting':'talk',CITED}
			{'type':'Participation','key':'p11','actor':'oak','meeting':'talk',CITED}
			{'type':'Meeting','key':'gala','slug':'gala','title':'Gala','kind':'VISIT','date':'2024-04-01'}
			{'type':'Participation','key':'p12','actor':'minister','meeting':'gala',CITED}
			{'type':'Participation','key':'p13','actor':'mira','meeting':'gala',CITED}
			{'type':'Participation','key':'p14','actor':'alliance','meeting':'gala',CITED}
			{'type':'Meeting','key':'plan','slug':'plan','title':'Plan','kind':'MEETING','date':'2025-01-01'}
			{'type':'StatusChange','key':'s1','element':'plan','status':'PLANNED','date':'2024-05',CITED}
			{'type':'Participation','key':'p15','actor':'team','meeting':'plan',CITED}
			{'type':'Participation','key':'p16','actor':'ministry','meeting':'plan',CITED}
			{'type':'Document','key':'letter','slug':'letter','title':'Letter','kind':'LETTER'}
			{'type':'Endorsement','key':'e1','endorser':'team','endorsed':'letter','kind':'SIGNATURE','date':'2024-03-14',CITED}
			{'type':'Endorsement','key':'e2','endorser':'team','endorsed':'letter','kind':'STATEMENT','date':'2024-03-15',CITED}
			{'type':'Endorsement','key':'e3','endorser':'minister','endorsed':'letter','kind':'STATEMENT','date':'2024-06',CITED}
			{'type':'Endorsement','key':'e4','endorser':'ilan','onBehalfOf':['ministry','member'],'endorsed':'letter','kind':'SIGNATURE',CITED}
			{'type':'Ask','key':'a1','slug':'a1','document':'letter','position':1,'summary':'Ask'}
			{'type':'Involvement','key':'i1','actor':'some','subject':'a1','kind':'ISSUED',CITED}
			{'type':'Government','key':'north','slug':'north','name':'North','kind':'STATE'}
			{'type':'Government','key':'south','slug':'south','name':'South','kind':'STATE'}
			{'type':'Government','key':'docks','slug':'docks','name':'Docks','kind':'TEAM'}
			{'type':'Government','key':'pilots','slug':'pilots','name':'Pilots','kind':'TEAM'}
			{'type':'Organisation','key':'joint','slug':'joint','name':'Joint assembly','kind':'PUBLIC_BODY'}
			{'type':'Organisation','key':'guest','slug':'guest','name':'Guest','kind':'CIVIL_SOCIETY'}
			{'type':'Person','key':'nell','slug':'nell','name':'Nell'}
			{'type':'Membership','key':'b4','actor':'joint','belongsTo':'north','kind':'BODY',CITED}
			{'type':'Membership','key':'b5','actor':'joint','belongsTo':'south','kind':'BODY',CITED}
			{'type':'Membership','key':'b6','actor':'docks','belongsTo':'north','kind':'BODY',CITED}
			{'type':'Membership','key':'b7','actor':'pilots','belongsTo':'north','kind':'BODY',CITED}
			{'type':'Meeting','key':'assembly','slug':'assembly','title':'Assembly','kind':'MEETING','date':'2024-05-01'}
			{'type':'Participation','key':'p17','actor':'joint','meeting':'assembly',CITED}
			{'type':'Participation','key':'p18','actor':'guest','meeting':'assembly',CITED}
			{'type':'Meeting','key':'consultation','slug':'consultation','title':'Consultation','kind':'MEETING','date':'2024-05-02'}
			{'type':'Participation','key':'p19','actor':'joint','meeting':'consultation',CITED}
			{'type':'Participation','key':'p20','actor':'nell','meeting':'consultation','representing':['north'],CITED}
			{'type':'Participation','key':'p21','actor':'north','meeting':'consultation',CITED}
			{'type':'Meeting','key':'drill','slug':'drill','title':'Drill','kind':'MEETING','date':'2024-05-03'}
			{'type':'Participation','key':'p22','actor':'docks','meeting':'drill',CITED}
			{'type':'Participation','key':'p23','actor':'pilots','meeting':'drill',CITED}
			{'type':'Organisation','key':'inner','slug':'inner','name':'Inner ring','kind':'NETWORK'}
			{'type':'Organisation','key':'outer','slug':'outer','name':'Outer ring','kind':'NETWORK'}
			{'type':'Organisation','key':'visitor','slug':'visitor','name':'Visitor','kind':'CIVIL_SOCIETY'}
			{'type':'Meeting','key':'round','slug':'round','title':'Round','kind':'MEETING','date':'2020-01-01'}
			{'type':'Participation','key':'p24','actor':'inner','meeting':'round',CITED}
			{'type':'Participation','key':'p25','actor':'visitor','meeting':'round',CITED}
			""";

	private Client client;

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		DrawnRecord.alone(client, imports, WORLD);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "nobody", textBlock = """
			# The clerk is on the side of the ministry, but not of its team, which is no part of the clerk's side.
			ministry | FULL | AS_RECORDED | Alliance 2, Ilan 1, Member 1, Rachael 1, Some members 1
			# Nobody sees the minister beside Mira in the gala, but everybody does in the visit.
			alliance | FULL | AS_RECORDED | Clerk 1, Ilan 1, Member 1, Mira 1, Team 1
			member   | FULL | AS_RECORDED | Alliance 1, Clerk 1, Rachael 1, Team 1
			clerk    | FULL | AS_RECORDED | Alliance 1, Ilan 1, Member 1, Rachael 1, Team 1
			# Mira certainly held the post during the visit. Noor need not have: the role may have begun later.
			mira     | FULL | AS_RECORDED | Alliance 1, Some members 1
			mira     | OWN  | AS_RECORDED | Alliance 1
			noor     | FULL | AS_RECORDED | nobody
			# One person was there for both.
			elm      | FULL | AS_RECORDED | nobody
			elm      | OWN  | AS_RECORDED | nobody
			some     | FULL | AS_RECORDED | Minister 1
			some     | FULL | TOP         | State 1
			member   | FULL | TOP         | Alliance 1, Clerk 1, Rachael 1, State 1
			guest    | FULL | AS_RECORDED | Joint assembly 1
			guest    | FULL | TOP         | North 1, South 1
			# Their topmost body is the same, and on both sides. So each is listed itself.
			docks    | FULL | TOP         | Pilots 1
			pilots   | FULL | TOP         | Docks 1
			""")
	void listsCounterparts(String actor, String rollUp, String counterparts, String expected) {
		JsonNode nodes = this.client.ask("""
				{ actor(by: { slug: "%s" }) { engagedWith(rollUp: %s, counterparts: %s) {
				  nodes { counterpart { name } meetingCount } } } }""".formatted(actor, rollUp, counterparts))
			.data("actor/engagedWith/nodes");
		assertThat(StreamSupport.stream(nodes.spliterator(), false)
			.map((node) -> node.at("/counterpart/name").asString() + " " + node.at("/meetingCount").asInt()))
			.containsExactly((expected != null) ? expected.split(", ") : new String[0]);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			state    | FULL | plan, gala, visit, briefing
			state    | OWN  | none
			team     | FULL | plan, briefing
			ministry | FULL | plan, gala, visit, briefing
			ministry | OWN  | plan
			mira     | FULL | gala, visit
			mira     | OWN  | gala
			noor     | FULL | none
			elm      | OWN  | talk
			alliance | FULL | gala, briefing
			""")
	void listsTheMeetingsOfAnActor(String actor, String rollUp, String expected) {
		String[] slugs = (expected != null) ? expected.split(", ") : new String[0];
		JsonNode answer = this.client
			.ask("""
					{ actor(by: { slug: "%1$s" }) { meetings(rollUp: %2$s) { totalCount nodes { slug } } }
					  meetings(participant: { slug: "%1$s" }, rollUp: %2$s) { totalCount nodes { slug } } }"""
				.formatted(actor, rollUp))
			.json();
		for (String list : List.of("/data/actor/meetings", "/data/meetings")) {
			assertThat(answer.at(list + "/nodes").findValuesAsString("slug")).containsExactly(slugs);
			assertThat(answer.at(list + "/totalCount").asInt()).isEqualTo(slugs.length);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			# An endorsement without a date can have been on any day.
			state    | FULL | Minister STATEMENT, Team SIGNATURE, Ilan SIGNATURE
			ministry | FULL | Minister STATEMENT, Team SIGNATURE, Ilan SIGNATURE
			ministry | OWN  | none
			team     | FULL | Team STATEMENT, Team SIGNATURE
			member   | FULL | Ilan SIGNATURE
			member   | OWN  | none
			# Nobody inherits what a post endorsed.
			mira     | FULL | none
			""")
	void listsTheEndorsementsOfAnActor(String actor, String rollUp, String expected) {
		JsonNode list = this.client
			.ask("""
					{ actor(by: { slug: "%s" }) { endorsements(rollUp: %s) { totalCount nodes { endorser { name } kind } } } }"""
				.formatted(actor, rollUp))
			.data("actor/endorsements");
		assertThat(StreamSupport.stream(list.at("/nodes").spliterator(), false)
			.map((node) -> node.at("/endorser/name").asString() + " " + node.at("/kind").asString()))
			.containsExactlyInAnyOrder((expected != null) ? expected.split(", ") : new String[0]);
		assertThat(list.at("/totalCount").asInt()).isEqualTo(list.at("/nodes").size());
	}

	@Test
	void filtersEndorsementsByExactlyOneActor() {
		JsonNode answer = this.client
			.ask("""
					{ by: endorsements(filter: { endorser: { slug: "ministry" } }) { totalCount }
					  for: endorsements(filter: { onBehalfOf: { slug: "ministry" } }) { totalCount nodes { endorser { slug } } }
					  state: endorsements(filter: { onBehalfOf: { slug: "state" } }) { totalCount } }""")
			.json();
		assertThat(answer.at("/data/by/totalCount").asInt()).isZero();
		assertThat(answer.at("/data/for/nodes").findValuesAsString("slug")).containsExactly("ilan");
		assertThat(answer.at("/data/for/totalCount").asInt()).isOne();
		assertThat(answer.at("/data/state/totalCount").asInt()).isZero();
	}

	@Test
	void whatAFormerBodyDidCountsAsOfADayOnWhichItWasABody() {
		JsonNode before = this.client.ask("""
				query @asOf(date: "2024-03-14") { actor(by: { slug: "state" }) { endorsements { totalCount } } }""")
			.json();
		JsonNode after = this.client.ask("""
				query @asOf(date: "2024-03-20") { actor(by: { slug: "state" }) {
				  endorsements { totalCount } meetings { nodes { slug } } } }""").json();
		assertThat(before.at("/data/actor/endorsements/totalCount").asInt()).isEqualTo(2);
		assertThat(after.at("/data/actor/endorsements/totalCount").asInt()).isEqualTo(1);
		assertThat(after.at("/data/actor/meetings/nodes").findValuesAsString("slug")).containsExactly("visit");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			membersOf: { slug: "alliance" }  | actors: [{ slug: "state" }]
			actors: [{ slug: "state" }]      | membersOf: { slug: "alliance" }
			""")
	void anUnnamedGroupAnswersForTheMembers(String side, String otherSide) {
		JsonNode nodes = this.client
			.ask("""
					{ engagements(side: { %s }, otherSide: { %s }) {
					  nodes { actor { name } counterpart { name } unnamed meetings { nodes { slug } } } } }"""
				.formatted(side, otherSide))
			.data("engagements/nodes");
		assertThat(StreamSupport.stream(nodes.spliterator(), false)
			.map((node) -> node.findValuesAsString("name") + " " + node.at("/unnamed").asBoolean() + " "
					+ node.findValuesAsString("slug")))
			.containsExactlyInAnyOrderElementsOf(side.startsWith("membersOf")
					? List.of("[Member, State] false [briefing]", "[Some members, State] true [visit]")
					: List.of("[State, Member] false [briefing]", "[State, Some members] true [visit]"));
	}

	@ParameterizedTest
	@CsvSource({ "north, south", "south, north" })
	void twoDidNotMeetThroughTheirJointBodyAlone(String side, String otherSide) {
		// They met in the consultation, because Nell came for North.
		assertThat(this.client
			.ask("{ engagements(side: { actors: [{ slug: \"%s\" }] }, otherSide: { actors: [{ slug: \"%s\" }] }) { "
				.formatted(side, otherSide) + "nodes { meetings { nodes { slug } } } } }")
			.data("engagements/nodes")
			.findValuesAsString("slug")).containsExactly("consultation");
	}

	@Test
	void listsACounterpartEvenIfMembershipsFormACircle(@LocalServerPort int port) {
		Curator curator = new Curator(port);
		JsonNode hidden = curator.act("addMembership", membership("inner", "outer", "CONFIDENTIAL"),
				"membership { id }");
		// Only for the curator do the two form a circle.
		JsonNode shown = curator.actAs(curator.beginner(), "addMembership", membership("outer", "inner", "PUBLIC"),
				"membership { id }");
		assertThat(Curator.codes(shown)).isEmpty();
		for (String counterparts : List.of("AS_RECORDED", "TOP")) {
			assertThat(this.client.ask(
					"{ actor(by: { slug: \"visitor\" }) { engagedWith(counterparts: %s) { nodes { counterpart { slug } } } } }"
						.formatted(counterparts),
					Curator.TOKEN)
				.data("actor/engagedWith/nodes")
				.findValuesAsString("slug")).containsExactly("inner");
		}
		// What makes the circle no larger is allowed.
		String id = hidden.at("/membership/id").asString();
		assertThat(codes(curator, id, 1, "visibility", "RESTRICTED")).isEmpty();
		assertThat(codes(curator, id, 2, "startDate", "2001")).isEmpty();
		assertThat(codes(curator, id, 3, "startDate", "2000")).containsExactly("CIRCULAR");
		assertThat(codes(curator, id, 3, "endDate", "2002")).isEmpty();
		assertThat(codes(curator, id, 4, "kind", "CHAPTER")).isEmpty();
	}

	private static Map<String, Object> membership(String actor, String whole, String visibility) {
		return Map.of("actor", Map.of("slug", actor), "belongsTo", Map.of("slug", whole), "kind", "BODY", "visibility",
				visibility, "citations",
				List.of(Map.of("document", Map.of("slug", "source"), "locator", "l", "visibility", "PUBLIC")));
	}

	private static List<String> codes(Curator curator, String id, int version, String field, String value) {
		return Curator.codes(curator.act("updateMembership", Map.of("id", id, "expectedVersion", version, field, value),
				"membership { id }"));
	}

	@Test
	void anUnnamedGroupIsNoMember() {
		JsonNode answer = this.client.ask("""
				{ organisation(by: { slug: "alliance" }) { members { totalCount nodes { actor { slug } } } }
				  organisations(filter: { memberOf: { slug: "alliance" } }) { totalCount nodes { slug } }
				  group: organisation(by: { slug: "some" }) { memberships { nodes { kind } } }
				  asks(askedBy: { membersOf: { slug: "alliance" } }) { totalCount } }""").json();
		assertThat(answer.at("/data/organisation/members/nodes").findValuesAsString("slug")).containsExactly("member");
		assertThat(answer.at("/data/organisation/members/totalCount").asInt()).isOne();
		assertThat(answer.at("/data/organisations/nodes").findValuesAsString("slug")).containsExactly("member");
		assertThat(answer.at("/data/organisations/totalCount").asInt()).isOne();
		assertThat(answer.at("/data/group/memberships/nodes").findValuesAsString("kind")).containsExactly("MEMBER");
		assertThat(answer.at("/data/asks/totalCount").asInt()).isOne();
	}

}
