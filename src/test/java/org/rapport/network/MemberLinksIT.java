package org.rapport.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.DrawnRecord;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the links between the members of the network in this world. The answers were
 * worked out by hand from the documents.
 *
 * <pre>
 *    union, with its members    anchor   buoy   cleat   dock (until 2023-12-31)   several (an unnamed group)
 *
 *    letter       2023-06          x                       x
 *    new year     2024-01-01       x                       x        the day after dock left
 *    appeal       2024-02-01       x        x      x withdrawn
 *    opening      2024-05-10       x                                a session of the conference
 *    closing      2024-05-11       x        x                       a session of the conference
 *    reception    2024-06-01       x        x      by eve                        x
 *    retreat      2024-10          x        x                       never more than PLANNED
 *    fund                        leads     hosts   is invited
 *    pia works for               2020-2022         2022-06 and later
 *    quinn works for                       2020    2023
 *
 *    house, with its members    abe (2019 to 2022)   bea (2019 and later)   cal (2023 and later)
 *
 *    budget                     2019 to 2020         2020-06 and later      2023 and later
 *    rules                      2019                 2021
 *    caucus                                          2018 and later         2018 to 2022
 *    a few (an unnamed group)   x                    x
 *    lodge (as chapters)        x                    x
 * </pre>
 */
@RapportIT
class MemberLinksIT {

	private static final String WORLD = """
			{'type':'Organisation','key':'union','slug':'union','name':'Union','kind':'NETWORK'}
			{'type':'Organisation','key':'anchor','slug':'anchor','name':'Anchor','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'buoy','slug':'buoy','name':'Buoy','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'cleat','slug':'cleat','name':'Cleat','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'dock','slug':'dock','name':'Dock','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'several','slug':'several','name':'Several','kind':'UNNAMED_GROUP'}
			{'type':'Organisation','key':'stranger','slug':'stranger','name':'Stranger','kind':'CIVIL_SOCIETY'}
			{'type':'Person','key':'eve','slug':'eve','name':'Eve'}
			{'type':'Person','key':'pia','slug':'pia','name':'Pia'}
			{'type':'Person','key':'quinn','slug':'quinn','name':'Quinn'}
			{'type':'Membership','key':'m1','actor':'anchor','belongsTo':'union','kind':'MEMBER','startDate':'2020',CITED}
			{'type':'Membership','key':'m2','actor':'buoy','belongsTo':'union','kind':'MEMBER','startDate':'2020',CITED}
			{'type':'Membership','key':'m3','actor':'cleat','belongsTo':'union','kind':'MEMBER','startDate':'2020',CITED}
			{'type':'Membership','key':'m4','actor':'dock','belongsTo':'union','kind':'MEMBER','startDate':'2020','endDate':'2023-12-31',CITED}
			{'type':'Membership','key':'m5','actor':'several','belongsTo':'union','kind':'MEMBER','startDate':'2020',CITED}
			{'type':'Document','key':'letter','slug':'letter','title':'Letter','kind':'OPEN_LETTER','date':'2023-06'}
			{'type':'Endorsement','key':'e1','endorser':'anchor','endorsed':'letter','kind':'SIGNATURE','date':'2023-06',CITED}
			{'type':'Endorsement','key':'e2','endorser':'dock','endorsed':'letter','kind':'SIGNATURE','date':'2023-06',CITED}
			{'type':'Meeting','key':'new-year','slug':'new-year','title':'New Year','kind':'MEETING','date':'2024-01-01'}
			{'type':'Participation','key':'p1','actor':'anchor','meeting':'new-year',CITED}
			{'type':'Participation','key':'p2','actor':'dock','meeting':'new-year',CITED}
			{'type':'Document','key':'appeal','slug':'appeal','title':'Appeal','kind':'OPEN_LETTER','date':'2024-02-01'}
			{'type':'Endorsement','key':'e3','endorser':'anchor','endorsed':'appeal','kind':'SIGNATURE','date':'2024-02-01',CITED}
			{'type':'Endorsement','key':'e4','endorser':'buoy','endorsed':'appeal','kind':'SIGNATURE','date':'2024-02-01',CITED}
			{'type':'Endorsement','key':'e5','endorser':'cleat','endorsed':'appeal','kind':'SIGNATURE','date':'2024-02-01','withdrawn':'2024-03',CITED}
			{'type':'Meeting','key':'conference','slug':'conference','title':'Conference','kind':'CONFERENCE','date':'2024-05-10/2024-05-11'}
			{'type':'Meeting','key':'opening','slug':'opening','title':'Opening','kind':'SESSION','date':'2024-05-10','partOf':'conference'}
			{'type':'Participation','key':'p3','actor':'anchor','meeting':'opening',CITED}
			{'type':'Meeting','key':'closing','slug':'closing','title':'Closing','kind':'SESSION','date':'2024-05-11','partOf':'conference'}
			{'type':'Participation','key':'p4','actor':'anchor','meeting':'closing',CITED}
			{'type':'Participation','key':'p5','actor':'buoy','meeting':'closing',CITED}
			{'type':'Meeting','key':'reception','slug':'reception','title':'Reception','kind':'MEETING','date':'2024-06-01'}
			{'type':'Participation','key':'p6','actor':'anchor','meeting':'reception',CITED}
			{'type':'Participation','key':'p7','actor':'buoy','meeting':'reception',CITED}
			{'type':'Participation','key':'p8','actor':'eve','meeting':'reception','representing':['cleat'],CITED}
			{'type':'Participation','key':'p9','actor':'cleat','meeting':'reception',CITED}
			{'type':'Participation','key':'p10','actor':'several','meeting':'reception',CITED}
			{'type':'Participation','key':'p11','actor':'stranger','meeting':'reception',CITED}
			{'type':'Meeting','key':'retreat','slug':'retreat','title':'Retreat','kind':'MEETING','date':'2024-10'}
			{'type':'StatusChange','key':'s1','element':'retreat','status':'PLANNED',CITED}
			{'type':'Participation','key':'p12','actor':'anchor','meeting':'retreat',CITED}
			{'type':'Participation','key':'p13','actor':'buoy','meeting':'retreat',CITED}
			{'type':'Initiative','key':'fund','slug':'fund','title':'Fund','kind':'FUND'}
			{'type':'Involvement','key':'i1','actor':'anchor','subject':'fund','kind':'LEADS',CITED}
			{'type':'Involvement','key':'i2','actor':'buoy','subject':'fund','kind':'HOSTED',CITED}
			{'type':'Involvement','key':'i3','actor':'cleat','subject':'fund','kind':'INVITED',CITED}
			{'type':'Role','key':'r1','person':'pia','heldIn':'anchor','startDate':'2020','endDate':'2022',CITED}
			{'type':'Role','key':'r2','person':'pia','heldIn':'cleat','startDate':'2022-06',CITED}
			{'type':'Role','key':'r3','person':'quinn','heldIn':'buoy','startDate':'2020','endDate':'2020',CITED}
			{'type':'Role','key':'r4','person':'quinn','heldIn':'cleat','startDate':'2023',CITED}
			{'type':'Organisation','key':'league','slug':'league','name':'League','kind':'NETWORK'}
			{'type':'Organisation','key':'dove','slug':'dove','name':'Dove','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'lark','slug':'lark','name':'Lark','kind':'CIVIL_SOCIETY'}
			{'type':'Membership','key':'m6','actor':'dove','belongsTo':'league','kind':'MEMBER',CITED}
			{'type':'Membership','key':'m7','actor':'lark','belongsTo':'league','kind':'MEMBER',CITED}
			{'type':'Meeting','key':'long','slug':'long','title':'Long','kind':'MEETING','date':'[2013..]'}
			{'type':'Participation','key':'p14','actor':'dove','meeting':'long',CITED}
			{'type':'Participation','key':'p15','actor':'lark','meeting':'long',CITED}
			{'type':'Meeting','key':'series','slug':'series','title':'Series','kind':'MEETING','date':'2021-03/2021-04'}
			{'type':'Participation','key':'p16','actor':'dove','meeting':'series',CITED}
			{'type':'Participation','key':'p17','actor':'lark','meeting':'series',CITED}
			{'type':'Document','key':'call','slug':'call','title':'Call','kind':'OPEN_LETTER','date':'2020-02'}
			{'type':'Endorsement','key':'e6','endorser':'dove','endorsed':'call','kind':'SIGNATURE','date':'[2012..]',CITED}
			{'type':'Endorsement','key':'e7','endorser':'lark','endorsed':'call','kind':'SIGNATURE','date':'2020-03',CITED}
			{'type':'Government','key':'house','slug':'house','name':'House','kind':'LEGISLATURE'}
			{'type':'Government','key':'budget','slug':'budget','name':'Budget Committee','kind':'TEAM'}
			{'type':'Government','key':'rules','slug':'rules','name':'Rules Committee','kind':'TEAM'}
			{'type':'Government','key':'caucus','slug':'caucus','name':'Caucus','kind':'TEAM'}
			{'type':'Government','key':'lodge','slug':'lodge','name':'Lodge','kind':'TEAM'}
			{'type':'Organisation','key':'a-few','slug':'a-few','name':'A few','kind':'UNNAMED_GROUP'}
			{'type':'Person','key':'abe','slug':'abe','name':'Abe'}
			{'type':'Person','key':'bea','slug':'bea','name':'Bea'}
			{'type':'Person','key':'cal','slug':'cal','name':'Cal'}
			{'type':'Membership','key':'h1','actor':'abe','belongsTo':'house','kind':'MEMBER','startDate':'2019','endDate':'2022-12-31',CITED}
			{'type':'Membership','key':'h2','actor':'bea','belongsTo':'house','kind':'MEMBER','startDate':'2019',CITED}
			{'type':'Membership','key':'h3','actor':'cal','belongsTo':'house','kind':'MEMBER','startDate':'2023-01-03',CITED}
			{'type':'Membership','key':'h4','actor':'abe','belongsTo':'budget','kind':'MEMBER','startDate':'2019','endDate':'2020-12-31',CITED}
			{'type':'Membership','key':'h5','actor':'bea','belongsTo':'budget','kind':'MEMBER','startDate':'2020-06',CITED}
			{'type':'Membership','key':'h6','actor':'cal','belongsTo':'budget','kind':'MEMBER','startDate':'2023-02',CITED}
			{'type':'Membership','key':'h7','actor':'abe','belongsTo':'rules','kind':'MEMBER','startDate':'2019','endDate':'2019-12-31',CITED}
			{'type':'Membership','key':'h8','actor':'bea','belongsTo':'rules','kind':'MEMBER','startDate':'2021',CITED}
			{'type':'Membership','key':'h9','actor':'bea','belongsTo':'caucus','kind':'MEMBER','startDate':'2018',CITED}
			{'type':'Membership','key':'h10','actor':'cal','belongsTo':'caucus','kind':'MEMBER','startDate':'2018','endDate':'2022',CITED}
			{'type':'Membership','key':'h11','actor':'abe','belongsTo':'a-few','kind':'MEMBER',CITED}
			{'type':'Membership','key':'h12','actor':'bea','belongsTo':'a-few','kind':'MEMBER',CITED}
			{'type':'Membership','key':'h13','actor':'abe','belongsTo':'lodge','kind':'CHAPTER',CITED}
			{'type':'Membership','key':'h14','actor':'bea','belongsTo':'lodge','kind':'CHAPTER',CITED}
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
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			# Anchor and Buoy: conference, reception, appeal, fund. Anchor and Cleat: reception, Pia.
			``                                     | 0 | anchor buoy 4, anchor cleat 2, anchor dock 1, buoy cleat 1
			, minimumStrength: 2                   | 0 | anchor buoy 4, anchor cleat 2
			, minimumStrength: 5                   | 0 | ``
			, via: [MEETING]                       | 0 | anchor buoy 2, anchor cleat 1, buoy cleat 1
			, via: [PERSON]                        | 0 | anchor cleat 1
			, via: [ENDORSEMENT]                   | 0 | anchor buoy 1, anchor dock 1
			, via: [INITIATIVE]                    | 0 | anchor buoy 1
			, via: [MEETING, PERSON]               | 0 | anchor buoy 2, anchor cleat 2, buoy cleat 1
			# The reception is shared by three; the unnamed group and people who are not members do not count.
			, maxSharedSize: 3                     | 0 | anchor buoy 4, anchor cleat 2, anchor dock 1, buoy cleat 1
			, maxSharedSize: 2                     | 1 | anchor buoy 3, anchor cleat 1, anchor dock 1
			, maxSharedSize: 2, via: [ENDORSEMENT] | 0 | anchor buoy 1, anchor dock 1
			""")
	void ranksPairsOfMembers(String arguments, int leftOut, String expected) {
		Answer answer = this.client.ask("""
				{ memberLinks(network: { slug: "union" }%s) {
				  totalCount leftOut nodes { member { slug } otherMember { slug } strength } } }"""
			.formatted(arguments));
		assertThat(links(answer.data("memberLinks/nodes"))).as(answer.json().toString()).isEqualTo(expected);
		assertThat(answer.data("memberLinks/leftOut").asInt()).isEqualTo(leftOut);
		assertThat(answer.data("memberLinks/totalCount").asInt())
			.isEqualTo(expected.isEmpty() ? 0 : expected.split(",").length);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			anchor   | 1 | anchor buoy 3, anchor cleat 1, anchor dock 1
			buoy     | 1 | buoy anchor 3
			cleat    | 1 | cleat anchor 1
			dock     | 0 | dock anchor 1
			several  | 0 | ``
			stranger | 0 | ``
			""")
	void tellsTheLinksOfOneMemberAndWhatWasLeftOutOfThem(String member, int leftOut, String expected) {
		Answer answer = this.client.ask("""
				{ organisation(by: { slug: "%s" }) { linkedMembers(network: { slug: "union" }, maxSharedSize: 2) {
				  leftOut nodes { member { slug } otherMember { slug } strength } } } }""".formatted(member));
		JsonNode links = answer.data("organisation/linkedMembers");
		assertThat(links(links.at("/nodes"))).as(answer.json().toString()).isEqualTo(expected);
		assertThat(links.at("/leftOut").asInt()).isEqualTo(leftOut);
	}

	@Test
	void nothingLinksMembersThroughNoKindOfThing() {
		Answer answer = this.client
			.ask("""
					{ memberLinks(network: { slug: "union" }, via: []) { totalCount }
					  organisation(by: { slug: "anchor" }) { linkedMembers(network: { slug: "union" }, via: []) { totalCount } } }""");
		assertThat(answer.data("memberLinks/totalCount").asInt()).isZero();
		assertThat(answer.data("organisation/linkedMembers/totalCount").asInt()).isZero();
	}

	@Test
	void tellsWhatWasLeftOutOfEachMemberOfAList() {
		Answer answer = this.client
			.ask("""
					{ organisations { nodes { slug linkedMembers(network: { slug: "union" }, maxSharedSize: 2) { leftOut } } } }""");
		assertThat(stream(answer.data("organisations/nodes"))
			.map((each) -> each.at("/slug").asString() + " " + each.at("/linkedMembers/leftOut").asInt()))
			.containsExactly("a-few 0", "anchor 1", "buoy 1", "cleat 1", "dock 0", "dove 0", "lark 0", "league 0",
					"several 0", "stranger 0", "union 0");
	}

	@Test
	void takesTheDatesOfTheFirstAndTheLastThingByTheirEarliestDays() {
		JsonNode link = this.client.ask("""
				{ memberLinks(network: { slug: "league" }, minimumStrength: 3) { nodes {
				  firstDate { text } lastDate { text } } } }""").data("memberLinks/nodes/0");
		assertThat(link.at("/firstDate/text").asString()).isEqualTo("[2013..]");
		assertThat(link.at("/lastDate/text").asString()).isEqualTo("2021-03/2021-04");
	}

	@Test
	void opensALinkToItsReasonsAndTheirFacts() {
		Answer answer = this.client
			.ask("""
					{ memberLinks(network: { slug: "union" }, minimumStrength: 3) { nodes {
					  firstDate { text } lastDate { text } strengths { kind strength }
					  reasons { totalCount }
					  meetings: reasons(kind: MEETING) { nodes { shared { slug } facts { ... on Participation { meeting { slug } } } } } } } }""");
		JsonNode link = answer.data("memberLinks/nodes/0");
		assertThat(stream(link.at("/strengths"))
			.map((kind) -> kind.at("/kind").asString() + " " + kind.at("/strength").asInt()))
			.containsExactlyInAnyOrder("MEETING 2", "ENDORSEMENT 1", "INITIATIVE 1");
		assertThat(link.at("/firstDate/text").asString()).isEqualTo("2024-02-01");
		assertThat(link.at("/lastDate/text").asString()).isEqualTo("2024-06-01");
		assertThat(link.at("/reasons/totalCount").asInt()).isEqualTo(4);
		assertThat(stream(link.at("/meetings/nodes")).map((reason) -> reason.at("/shared/slug").asString()))
			.containsExactly("reception", "conference");
		// Each member with the session in which it took part.
		assertThat(link.at("/meetings/nodes/1/facts").findValuesAsString("slug")).containsExactlyInAnyOrder("opening",
				"closing", "closing");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			# Pia had left Anchor, Dock had left the union, and neither the conference nor the reception had been.
			2024-05-09 | anchor buoy 2
			# Both of Pia's roles may have been in force; the letter was not yet written.
			2022-08-01 | anchor buoy 1, anchor cleat 1
			# Dock was a member still; the appeal was not yet written.
			2023-12-31 | anchor buoy 1, anchor dock 1
			# The signature of Cleat stood until it was withdrawn in March.
			2024-02-15 | anchor buoy 2, anchor cleat 1, buoy cleat 1
			2019-12-31 | ``
			""")
	void linksThemAsTheWorldStoodOnADay(String day, String expected) {
		Answer answer = this.client.ask("""
				query @asOf(date: "%s") { memberLinks(network: { slug: "union" }) {
				  nodes { member { slug } otherMember { slug } strength } } }""".formatted(day));
		assertThat(links(answer.data("memberLinks/nodes"))).as(answer.json().toString()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``         | ``                                        | abe bea 1, bea cal 1 | 0 | ``
			``         | , via: [GROUP]                            | abe bea 1, bea cal 1 | 0 | ``
			``         | , via: [MEETING, PERSON]                  | ``                   | 0 | ``
			# Three members share the budget committee, but no two others share anything.
			``         | , maxSharedSize: 2                        | ``                   | 1 | GROUP budget 3
			``         | , maxSharedSize: 2, via: [MEETING]        | ``                   | 0 | ``
			2020-07-01 | ``                                        | abe bea 1            | 0 | ``
			2020-01-01 | ``                                        | ``                   | 0 | ``
			2024-01-01 | ``                                        | bea cal 1            | 0 | ``
			""")
	void linksPeopleByTheGroupsInWhichTheySatTogether(String day, String arguments, String expected, int leftOut,
			String largest) {
		String asOf = day.isEmpty() ? "" : "@asOf(date: \"%s\")".formatted(day);
		Answer answer = this.client.ask("""
				query %s { memberLinks(network: { slug: "house" }%s) {
				  leftOut leftOutThings { kind shared { slug } memberCount }
				  nodes { member { slug } otherMember { slug } strength firstDate { text } } } }""".formatted(asOf,
				arguments));
		JsonNode found = answer.data("memberLinks");
		assertThat(links(found.at("/nodes"))).as(answer.json().toString()).isEqualTo(expected);
		assertThat(found.at("/leftOut").asInt()).isEqualTo(leftOut);
		assertThat(found.at("/leftOutThings")
			.valueStream()
			.map((thing) -> thing.at("/kind").asString() + " " + thing.at("/shared/slug").asString() + " "
					+ thing.at("/memberCount").asInt())
			.collect(Collectors.joining(", "))).isEqualTo(largest);
		// A group has no date, as a person has none.
		assertThat(found.at("/nodes").findValues("firstDate")).allMatch(JsonNode::isNull);
	}

	@Test
	void tellsTheLinksOfOnePersonWhoIsAMember() {
		String question = """
				{ person(by: { slug: "bea" }) { linkedMembers(network: { slug: "house" }%s) {
				  totalCount leftOut leftOutThings { shared { slug } }
				  nodes { member { slug } otherMember { slug } strength } } } }""";
		JsonNode links = this.client.ask(question.formatted("")).data("person/linkedMembers");
		assertThat(links(links.at("/nodes"))).isEqualTo("bea abe 1, bea cal 1");
		assertThat(links.at("/totalCount").asInt()).isEqualTo(2);
		links = this.client.ask(question.formatted(", maxSharedSize: 2")).data("person/linkedMembers");
		assertThat(links.at("/nodes")).isEmpty();
		assertThat(links.at("/leftOut").asInt()).isOne();
		assertThat(links.at("/leftOutThings").findValuesAsString("slug")).containsExactly("budget");
	}

	@Test
	void theExampleOperationOpensAGroupToBothMemberships() throws IOException {
		String operation = Files.readString(Path.of("graphql/operations/network/LinkedThroughGroups.graphql"));
		JsonNode links = this.client.ask(operation, Map.of("network", Map.of("slug", "house"))).data("memberLinks");
		JsonNode reason = links.at("/nodes/0/reasons/nodes/0");
		assertThat(reason.at("/shared/name").asString()).isEqualTo("Budget Committee");
		assertThat(reason.at("/facts")
			.valueStream()
			.map((fact) -> fact.at("/actor/name").asString() + " " + fact.at("/startDate/text").asString() + " "
					+ fact.at("/citations/0/document/slug").asString()))
			.containsExactlyInAnyOrder("Abe 2019 source", "Bea 2020-06 source");
	}

	private static String links(JsonNode links) {
		return stream(links)
			.map((link) -> link.at("/member/slug").asString() + " " + link.at("/otherMember/slug").asString() + " "
					+ link.at("/strength").asInt())
			.collect(Collectors.joining(", "));
	}

	private static Stream<JsonNode> stream(JsonNode array) {
		List<JsonNode> all = StreamSupport.stream(array.spliterator(), false).toList();
		return all.stream();
	}

}
