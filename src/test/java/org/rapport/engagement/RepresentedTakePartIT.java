package org.rapport.engagement;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
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
 * Tests acts that show a representation, or hide a participation, in meetings in which
 * the represented harbour is more hidden than its representation.
 *
 * <pre>
 *              meeting   representation                harbour takes part
 *    call      NETWORK   PUBLIC, by ada                NETWORK
 *    briefing  PUBLIC    PUBLIC, by ada                NETWORK
 *    talk      PUBLIC    PUBLIC, by bo, who is NETWORK RESTRICTED
 * </pre>
 *
 * In the visit, which is PUBLIC, ada represents the pier. The pier and its participation
 * are NETWORK. In the tour, ada represents the dock, which represents the mole.
 */
@RapportIT
class RepresentedTakePartIT {

	private static final String WORLD = """
			{'type':'Organisation','key':'harbour','slug':'harbour','name':'Harbour','kind':'CIVIL_SOCIETY'}
			{'type':'Person','key':'ada','slug':'ada','name':'Ada'}
			{'type':'Person','key':'bo','slug':'bo','name':'Bo','visibility':'NETWORK'}
			{'type':'Meeting','key':'call','slug':'call','title':'Call','kind':'CALL','visibility':'NETWORK'}
			{'type':'Participation','key':'p1','actor':'ada','meeting':'call','representing':['harbour'],CITED}
			{'type':'Participation','key':'p2','actor':'harbour','meeting':'call','visibility':'NETWORK',CITED}
			{'type':'Meeting','key':'briefing','slug':'briefing','title':'Briefing','kind':'BRIEFING'}
			{'type':'Participation','key':'p3','actor':'ada','meeting':'briefing','representing':['harbour'],CITED}
			{'type':'Participation','key':'p4','actor':'harbour','meeting':'briefing','visibility':'NETWORK',CITED}
			{'type':'Meeting','key':'talk','slug':'talk','title':'Talk','kind':'MEETING'}
			{'type':'Participation','key':'p5','actor':'bo','meeting':'talk','representing':['harbour'],CITED}
			{'type':'Participation','key':'p6','actor':'harbour','meeting':'talk','visibility':'RESTRICTED',CITED}
			{'type':'Organisation','key':'pier','slug':'pier','name':'Pier','kind':'CIVIL_SOCIETY','visibility':'NETWORK'}
			{'type':'Organisation','key':'quay','slug':'quay','name':'Quay','kind':'CIVIL_SOCIETY'}
			{'type':'Meeting','key':'visit','slug':'visit','title':'Visit','kind':'VISIT'}
			{'type':'Participation','key':'p7','actor':'ada','meeting':'visit','representing':['pier'],CITED}
			{'type':'Participation','key':'p8','actor':'pier','meeting':'visit','visibility':'NETWORK',CITED}
			{'type':'Organisation','key':'dock','slug':'dock','name':'Dock','kind':'CIVIL_SOCIETY'}
			{'type':'Organisation','key':'mole','slug':'mole','name':'Mole','kind':'CIVIL_SOCIETY'}
			{'type':'Meeting','key':'tour','slug':'tour','title':'Tour','kind':'VISIT'}
			{'type':'Participation','key':'p9','actor':'ada','meeting':'tour','representing':['dock'],CITED}
			{'type':'Participation','key':'p10','actor':'dock','meeting':'tour','representing':['mole'],CITED}
			{'type':'Participation','key':'p11','actor':'mole','meeting':'tour',CITED}
			""";

	private Client client;

	private Curator curator;

	@BeforeEach
	void load(@Autowired Neo4jClient neo4j, @Autowired Imports imports, @LocalServerPort int port) {
		DrawnRecord.alone(neo4j, imports, WORLD);
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void addsAParticipationForThoseWhoAreNowShownTheMeeting() {
		show("updateMeeting", Kind.MEETING, "call", "PUBLIC");
		assertThat(seen("call")).containsExactlyInAnyOrder("Ada", "Harbour");
	}

	@Test
	void addsAParticipationForThoseWhoAreNowShownTheRepresentative() {
		show("updatePerson", Kind.PERSON, "bo", "PUBLIC");
		assertThat(seen("talk")).containsExactlyInAnyOrder("Bo", "Harbour");
	}

	@Test
	void addsAParticipationForThoseWhoAreNowShownTheRepresented() {
		show("updateOrganisation", Kind.ORGANISATION, "pier", "PUBLIC");
		assertThat(seen("visit")).containsExactlyInAnyOrder("Ada", "Pier");
	}

	@Test
	void addsAParticipationOnlyForThoseWhoAreNoLongerShownOne() {
		String[] network = network();
		show("updateParticipation", Kind.PARTICIPATION, "p4", "RESTRICTED");
		assertThat(seen("briefing", network)).containsExactlyInAnyOrder("Ada", "Harbour");
		assertThat(seen("briefing")).containsExactly("Ada");
	}

	@Test
	void addsAParticipationForThoseWhoAreNoLongerShownWhomTheRepresentedRepresents() {
		show("updateOrganisation", Kind.ORGANISATION, "mole", "NETWORK");
		assertThat(seen("tour")).containsExactlyInAnyOrder("Ada", "Dock");
	}

	@Test
	void refusesToShowAParticipationToThoseWhoDoNotSeeItsReason() {
		Map<String, Object> input = Map.of("meeting", Map.of("slug", "briefing"), "actor", Map.of("slug", "bo"),
				"representing", List.of(Map.of("slug", "quay")), "visibility", "NETWORK", "citations",
				List.of(Map.of("document", Map.of("slug", "source"), "locator", "p. 1", "visibility", "PUBLIC")));
		assertThat(Curator.codes(this.curator.act("addParticipation", input, "__typename"))).isEmpty();
		String[] network = network();
		assertThat(seen("briefing", network)).contains("Quay");
		assertThat(seen("briefing")).doesNotContain("Quay");
		String inferred = this.client
			.ask("{ organisation(by: {slug: \"quay\"}) { participations { nodes { id } } } }", network)
			.data("organisation/participations/nodes/0/id")
			.asString();
		Map<String, Object> shown = Map.of("id", inferred, "expectedVersion", 1, "visibility", "PUBLIC");
		assertThat(Curator.codes(this.curator.act("updateParticipation", shown, "__typename")))
			.containsExactly("CONFLICT");
		assertThat(seen("briefing")).doesNotContain("Quay");
	}

	private void show(String name, Kind kind, String key, String visibility) {
		Map<String, Object> input = Map.of("id", Ids.derive(kind, "drawn", key), "expectedVersion", 1, "visibility",
				visibility);
		assertThat(Curator.codes(this.curator.act(name, input, "__typename"))).isEmpty();
	}

	private String[] network() {
		String secret = this.curator
			.act("issueToken",
					Map.of("label", "Network", "clearance", "NETWORK", "circles", List.of(), "permissions", List.of()),
					"secret")
			.at("/secret")
			.asString();
		return new String[] { "Authorization", "Bearer " + secret };
	}

	private List<String> seen(String meeting, String... headers) {
		return this.client
			.ask("{ meeting(by: {slug: \"" + meeting + "\"}) { participations { nodes { actor { name } } } } }",
					headers)
			.data("meeting/participations/nodes")
			.findValuesAsString("name");
	}

}
