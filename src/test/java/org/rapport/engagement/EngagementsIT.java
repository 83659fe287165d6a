package org.rapport.engagement;

import java.util.List;
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
 * Tests the engagements in this world. The answers were worked out by hand from the
 * documents.
 *
 * <pre>
 *    state                     alliance                harbour
 *      ^ BODY                    ^ CHAPTER                ^ is represented by
 *    ministry                  east                     ada, in the call
 *      ^ BODY until 2024-03-14
 *    team
 *
 *    call       2024-02-20     ministry   ada, harbour
 *    briefing   2024-03-14     team       east
 *    follow-up  2024-03-15     team       east           the day after the team left the ministry
 *    conference 2024-06-13/15
 *      opening  2024-06-13     ministry
 *      closing  2024-06-15     alliance
 *    summit     2024-09, never more than PLANNED: state, alliance
 * </pre>
 */
@RapportIT
class EngagementsIT {

	private static final String WORLD = """
			{'type':'Government','key':'state','slug':'state','name':'State','kind':'STATE'}
			{'type':'Government','key':'ministry','slug':'ministry','name':'Ministry','kind':'MINISTRY'}
			{'type':'Government','key':'team','slug':'team','name':'Team','kind':'TEAM'}
			{'type':'Organisation','key':'alliance','slug':'alliance','name':'Alliance','kind':'NETWORK'}
			{'type':'Organisation','key':'east','slug':'east','name':'Alliance East','kind':'NETWORK'}
			{'type':'Organisation','key':'harbour','slug':'harbour','name':'Harbour','kind':'CIVIL_SOCIETY'}
			{'type':'Person','key':'ada','slug':'ada','name':'Ada'}
			{'type':'Membership','key':'b1','actor':'ministry','belongsTo':'state','kind':'BODY',CITED}
			{'type':'Membership','key':'b2','actor':'team','belongsTo':'ministry','kind':'BODY','startDate':'2020','endDate':'2024-03-14',CITED}
			{'type':'Membership','key':'c1','actor':'east','belongsTo':'alliance','kind':'CHAPTER',CITED}
			{'type':'Meeting','key':'call','slug':'call','title':'Call','kind':'CALL','date':'2024-02-20'}
			{'type':'Participation','key':'p1','actor':'ministry','meeting':'call',CITED}
			{'type':'Participation','key':'p2','actor':'ada','meeting':'call','representing':['harbour'],CITED}
			{'type':'Participation','key':'p3','actor':'harbour','meeting':'call',CITED}
			{'type':'Meeting','key':'briefing','slug':'briefing','title':'Briefing','kind':'BRIEFING','date':'2024-03-14'}
			{'type':'Participation','key':'p4','actor':'team','meeting':'briefing',CITED}
			{'type':'Participation','key':'p5','actor':'east','meeting':'briefing',CITED}
			{'type':'Meeting','key':'follow-up','slug':'follow-up','title':'Follow-up','kind':'MEETING','date':'2024-03-15'}
			{'type':'Participation','key':'p6','actor':'team','meeting':'follow-up',CITED}
			{'type':'Participation','key':'p7','actor':'east','meeting':'follow-up',CITED}
			{'type':'Meeting','key':'conference','slug':'conference','title':'Conference','kind':'CONFERENCE','date':'2024-06-13/2024-06-15'}
			{'type':'Meeting','key':'opening','slug':'opening','title':'Opening','kind':'SESSION','date':'2024-06-13','partOf':'conference'}
			{'type':'Participation','key':'p8','actor':'ministry','meeting':'opening',CITED}
			{'type':'Meeting','key':'closing','slug':'closing','title':'Closing','kind':'SESSION','date':'2024-06-15','partOf':'conference'}
			{'type':'Participation','key':'p9','actor':'alliance','meeting':'closing',CITED}
			{'type':'Meeting','key':'summit','slug':'summit','title':'Summit','kind':'SUMMIT','date':'2024-09'}
			{'type':'StatusChange','key':'s1','element':'summit','status':'PLANNED','date':'2024-05',CITED}
			{'type':'Participation','key':'p10','actor':'state','meeting':'summit',CITED}
			{'type':'Participation','key':'p11','actor':'alliance','meeting':'summit',CITED}
			{'type':'Organisation','key':'dove','slug':'dove','name':'Dove','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'lark','slug':'lark','name':'Lark','kind':'CIVIL_SOCIETY'}
			{'type':'Meeting','key':'open','slug':'open','title':'Open','kind':'MEETING','date':'[2013..]'}
			{'type':'Participation','key':'p12','actor':'dove','meeting':'open',CITED}
			{'type':'Participation','key':'p13','actor':'lark','meeting':'open',CITED}
			{'type':'Meeting','key':'day','slug':'day','title':'Day','kind':'MEETING','date':'2020-01-01'}
			{'type':'Participation','key':'p14','actor':'dove','meeting':'day',CITED}
			{'type':'Participation','key':'p15','actor':'lark','meeting':'day',CITED}
			{'type':'Meeting','key':'series','slug':'series','title':'Series','kind':'MEETING','date':'2021-03/2021-04'}
			{'type':'Participation','key':'p16','actor':'dove','meeting':'series',CITED}
			{'type':'Participation','key':'p17','actor':'lark','meeting':'series',CITED}
			{'type':'Meeting','key':'early','slug':'early','title':'Early','kind':'MEETING','date':'../2030'}
			{'type':'Participation','key':'p18','actor':'dove','meeting':'early',CITED}
			{'type':'Participation','key':'p19','actor':'lark','meeting':'early',CITED}
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
			# The state itself took part in nothing but a summit that was only planned.
			state    | OWN | AS_RECORDED | nobody
			state    | OWN | TOP         | nobody
			# Its ministry was in the call and the conference, its team in the briefing, no longer in the follow-up.
			state    | FULL | AS_RECORDED | ada 1, alliance 1, east 1, harbour 1
			state    | FULL | TOP         | ada 1, alliance 2, harbour 1
			ministry | OWN | AS_RECORDED | ada 1, alliance 1, harbour 1
			ministry | FULL | AS_RECORDED | ada 1, alliance 1, east 1, harbour 1
			ministry | FULL | TOP         | ada 1, alliance 2, harbour 1
			# The team was in both meetings itself, whatever it belonged to.
			team     | OWN | AS_RECORDED | east 2
			team     | FULL | TOP         | alliance 2
			# The alliance met the ministry in another session of the same conference.
			alliance | OWN | AS_RECORDED | ministry 1
			alliance | OWN | TOP         | state 1
			alliance | FULL | AS_RECORDED | ministry 1, team 2
			alliance | FULL | TOP         | state 2, team 1
			east     | FULL | AS_RECORDED | team 2
			east     | FULL | TOP         | state 1, team 1
			# Whoever represents somebody is on that side, and no counterpart.
			harbour  | OWN | AS_RECORDED | ministry 1
			harbour  | FULL | TOP         | state 1
			ada      | OWN | AS_RECORDED | ministry 1
			ada      | FULL | TOP         | state 1
			""")
	void listsCounterpartsOfOneActor(String actor, String rollUp, String counterparts, String expected) {
		Answer answer = this.client.ask("""
				{ actor(by: { slug: "%s" }) { engagedWith(rollUp: %s, counterparts: %s) {
				  totalCount nodes { counterpart { slug } meetingCount } } } }""".formatted(actor, rollUp,
				counterparts));
		List<String> said = StreamSupport.stream(answer.data("actor/engagedWith/nodes").spliterator(), false)
			.map((engagement) -> engagement.at("/counterpart/slug").asString() + " "
					+ engagement.at("/meetingCount").asInt())
			.toList();
		assertThat(said).containsExactlyInAnyOrder(list(expected));
		assertThat(answer.data("actor/engagedWith/totalCount").asInt()).isEqualTo(said.size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "nobody",
			textBlock = """
					actors: [{slug: "state"}]    | actors: [{slug: "alliance"}] | FULL | state alliance 2
					actors: [{slug: "state"}]    | actors: [{slug: "alliance"}] | OWN | nobody
					actors: [{slug: "ministry"}] | actors: [{slug: "alliance"}] | FULL | ministry alliance 2
					actors: [{slug: "ministry"}] | actors: [{slug: "alliance"}] | OWN | ministry alliance 1
					actors: [{slug: "alliance"}] | actors: [{slug: "state"}]    | FULL | alliance state 2
					actors: [{slug: "alliance"}] | actors: [{slug: "state"}, {slug: "team"}] | FULL | alliance state 2, alliance team 2
					actors: [{slug: "state"}]    | actors: [{slug: "harbour"}]  | FULL | state harbour 1
					actors: [{slug: "harbour"}]  | actors: [{slug: "ada"}]      | FULL | nobody
					# The team was a body of the state in the briefing, and no longer in the follow-up.
					bodiesOf: {slug: "state"}    | actors: [{slug: "alliance"}] | FULL | ministry alliance 2, team alliance 1
					actors: [{slug: "alliance"}] | bodiesOf: {slug: "state"}    | FULL | alliance ministry 2, alliance team 1
					""")
	void pairsTwoSides(String side, String otherSide, String rollUp, String expected) {
		Answer answer = this.client.ask("""
				{ engagements(side: { %s }, otherSide: { %s }, rollUp: %s) {
				  nodes { actor { slug } counterpart { slug } meetingCount } } }""".formatted(side, otherSide, rollUp));
		List<String> said = StreamSupport.stream(answer.data("engagements/nodes").spliterator(), false)
			.map((engagement) -> engagement.at("/actor/slug").asString() + " "
					+ engagement.at("/counterpart/slug").asString() + " " + engagement.at("/meetingCount").asInt())
			.toList();
		assertThat(said).as(answer.json().toString()).containsExactlyInAnyOrder(list(expected));
	}

	@Test
	void tellsTheConferenceWhereTheTwoMetOnlyThroughItsSessions() {
		Answer answer = this.client.ask("""
				{ engagements(side: { actors: [{slug: "state"}] }, otherSide: { actors: [{slug: "alliance"}] }) {
				  nodes { firstDate { text } lastDate { text } meetings { nodes { slug } } } } }""");
		JsonNode engagement = answer.data("engagements/nodes/0");
		assertThat(engagement.at("/meetings/nodes").findValuesAsString("slug")).containsExactly("conference",
				"briefing");
		assertThat(engagement.at("/firstDate/text").asString()).isEqualTo("2024-03-14");
		assertThat(engagement.at("/lastDate/text").asString()).isEqualTo("2024-06-13/2024-06-15");
	}

	@Test
	void takesTheDatesOfTheFirstAndTheLastMeetingInTheOrderOfTheList() {
		JsonNode engagement = this.client.ask("""
				{ engagements(side: { actors: [{slug: "dove"}] }) {
				  nodes { firstDate { text } lastDate { text } meetings { nodes { date { text } } } } } }""")
			.data("engagements/nodes/0");
		assertThat(engagement.at("/meetings").findValuesAsString("text")).containsExactly("2021-03/2021-04",
				"2020-01-01", "[2013..]", "../2030");
		assertThat(engagement.at("/lastDate/text").asString()).isEqualTo("2021-03/2021-04");
		assertThat(engagement.at("/firstDate/text").asString()).isEqualTo("../2030");
	}

	@Test
	void knowsOfNoConferenceBeforeItBegins() {
		Answer answer = this.client.ask("""
				query @asOf(date: "2024-06-12") { engagements(side: { actors: [{slug: "state"}] }) {
				  nodes { counterpart { slug } meetingCount } } }""");
		assertThat(answer.data("engagements/nodes").findValuesAsString("slug")).containsExactlyInAnyOrder("ada",
				"harbour");
	}

	private static String[] list(String expected) {
		return (expected != null) ? expected.split(", ") : new String[0];
	}

}
