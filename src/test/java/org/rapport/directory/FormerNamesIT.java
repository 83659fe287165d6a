package org.rapport.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/** Tests that a record is found by the names that it had. */
@RapportIT
class FormerNamesIT {

	private static final String WORLD = """
			{'type':'Document','key':'memo','slug':'memo','title':'Memo','kind':'BRIEF','visibility':'RESTRICTED'}
			{'type':'Organisation','key':'union','slug':'union','name':'Old Union','kind':'NETWORK','citations':[{'document':'source','locator':'page 1','quote':'the Old Union'},{'document':'memo','locator':'page 2','basis':'INFERRED','note':'From the letterhead'}]}
			{'type':'Person','key':'ada','slug':'ada','name':'Ada Before'}
			{'type':'Organisation','key':'veiled','slug':'veiled','name':'Veiled Before','kind':'NETWORK','citations':[{'document':'memo','locator':'page 3'}]}
			{'type':'Government','key':'secret','slug':'secret','name':'Secret Before','kind':'STATE','visibility':'CONFIDENTIAL',CITED}
			""";

	private static final String NAMES = """
			otherNames { name kind startDate { text } endDate { text } visibility
			  citations { document { slug } locator quote basis note visibility } }""";

	private Client client;

	private Curator curator;

	@BeforeEach
	void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		DrawnRecord.alone(client, imports, WORLD);
	}

	@Autowired
	void client(@LocalServerPort int port) {
		this.client = new Client(port);
		this.curator = new Curator(port);
	}

	@Test
	void keepsTheFormerNameWithTheCitationsThatTheRecordHad() {
		assertThat(Curator.codes(rename("Organisation", "union", "New Union", Map.of()))).isEmpty();
		assertThat(found("Old Union")).containsExactly("union");
		assertThat(this.client.ask("{ organisation(by: { slug: \"union\" }) { name %s } }".formatted(NAMES))
			.data("organisation")
			.toString()).isEqualTo(
					"""
							{"name":"New Union","otherNames":[{"name":"Old Union","kind":"FORMER","startDate":null,"endDate":null,\
							"visibility":"PUBLIC","citations":[{"document":{"slug":"source"},"locator":"page 1",\
							"quote":"the Old Union","basis":"STATED","note":null,"visibility":"PUBLIC"}]}]}""");
		// The copy of a hidden citation is hidden as well.
		assertThat(names("union", Curator.TOKEN).at("/0/citations").findValuesAsString("note"))
			.contains("From the letterhead");
	}

	@Test
	void asksForASourceOfTheFormerNameIfTheRecordHasNone() {
		JsonNode refused = rename("Person", "ada", "Ada After", Map.of());
		assertThat(Curator.codes(refused)).containsExactly("CITATION_NEEDED");
		assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"nameCitations\"]");
		assertThat(refused.at("/userErrors/0/message").asString()).contains("Ada Before", "correction");
		assertThat(Curator.codes(rename("Person", "ada", "Ada After",
				Map.of("nameCitations", List.of(Map.of("document", Map.of("slug", "source"), "locator", "page 9"))))))
			.isEmpty();
		assertThat(names("ada").findValuesAsString("name")).containsExactly("Ada Before");
		assertThat(names("ada").findValuesAsString("locator")).containsExactly("page 9");
		assertThat(Curator.codes(rename("Person", "ada", "Ada Afterwards", Map.of("correction", true)))).isEmpty();
		assertThat(names("ada").findValuesAsString("name")).containsExactly("Ada Before");
		assertThat(found("Ada After")).isEqualTo(found("Ada Afterwards"));
	}

	@Test
	void treatsHiddenCitationsAsNone() {
		String[] beginner = this.curator.beginner();
		Map<String, Object> input = renaming("Organisation", "veiled", "Veiled After", Map.of());
		assertThat(Curator.codes(this.curator.actAs(beginner, "updateOrganisation", input, "organisation { id }")))
			.containsExactly("CITATION_NEEDED");
		// The curator sees the citation, but the readers of the name would not.
		JsonNode refused = this.curator.act("updateOrganisation", input, "organisation { id }");
		assertThat(Curator.codes(refused)).containsExactly("CITATION_NEEDED");
		assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"name\"]");
		input.put("nameCitations", List.of(Map.of("document", Map.of("slug", "source"), "locator", "page 9")));
		assertThat(Curator.codes(this.curator.actAs(beginner, "updateOrganisation", input, "organisation { id }")))
			.isEmpty();
		assertThat(names("veiled").findValuesAsString("locator")).containsExactly("page 9");
		assertThat(names("veiled", Curator.TOKEN).findValuesAsString("locator")).containsExactlyInAnyOrder("page 3",
				"page 9");
	}

	@Test
	void showsAHiddenNameToNobodyNew() {
		assertThat(Curator.codes(rename("Government", "secret", "Open After", Map.of("visibility", "PUBLIC"))))
			.isEmpty();
		assertThat(found("Open After")).containsExactly("secret");
		assertThat(found("Secret Before")).isEmpty();
		assertThat(found("Secret Before", Curator.TOKEN)).containsExactly("secret");
		assertThat(names("secret")).isEmpty();
	}

	@Test
	void keepsEachFormerNameOnce() {
		for (String name : List.of("New Union", "Old Union", "New Union", "Third Union")) {
			assertThat(Curator.codes(rename("Organisation", "union", name, Map.of()))).isEmpty();
		}
		assertThat(names("union").findValuesAsString("name")).containsExactlyInAnyOrder("Old Union", "New Union");
	}

	@Test
	void forgetsAFormerNameThatARecordGetsBack() {
		rename("Organisation", "union", "New Union", Map.of());
		assertThat(names("union").findValuesAsString("name")).containsExactly("Old Union");
		assertThat(Curator.codes(rename("Organisation", "union", "Old Union", Map.of()))).isEmpty();
		assertThat(names("union").findValuesAsString("name")).containsExactly("New Union");
		assertThat(Curator.codes(rename("Organisation", "union", "New Union", Map.of("correction", true)))).isEmpty();
		assertThat(names("union").findValuesAsString("name")).isEmpty();
	}

	@Test
	void forgetsAFormerNameThatARestoredVersionBringsBack() {
		rename("Organisation", "union", "New Union", Map.of());
		assertThat(Curator.codes(this.curator.act("restore",
				Map.of("id", id("union"), "version", 1, "expectedVersion", version("union")), "node { id }")))
			.isEmpty();
		assertThat(names("union", Curator.TOKEN)).isEmpty();
		assertThat(found("Old Union")).containsExactly("union");
	}

	@Test
	void forgetsAFormerNameThatALoadBringsBack(@Autowired Imports imports) {
		DrawnRecord.load(imports, WORLD.replace("Old Union", "New Union"));
		assertThat(names("union").findValuesAsString("name")).containsExactly("Old Union");
		DrawnRecord.load(imports, WORLD);
		assertThat(names("union").findValuesAsString("name")).containsExactly("New Union");
		DrawnRecord.load(imports, WORLD);
		assertThat(names("union").findValuesAsString("name")).containsExactly("New Union");
	}

	@Test
	void keepsAFormerNameWithDatesThatARecordGetsBack() {
		assertThat(Curator.codes(this.curator.act("addName",
				Map.of("actor", Map.of("slug", "union"), "name", "New Union", "kind", "FORMER", "startDate", "1990",
						"endDate", "1995", "visibility", "PUBLIC", "citations",
						List.of(Map.of("document", Map.of("slug", "source"), "locator", "page 9"))),
				"name { id }")))
			.isEmpty();
		assertThat(Curator.codes(rename("Organisation", "union", "New Union", Map.of()))).isEmpty();
		assertThat(names("union").findValuesAsString("name")).containsExactlyInAnyOrder("New Union", "Old Union");
	}

	@Test
	void keepsNoNameThatARestoredVersionTakesBack() {
		rename("Person", "ada", "Ada Wrong", Map.of("correction", true));
		assertThat(Curator.codes(this.curator.act("restore",
				Map.of("id", id("ada"), "version", 1, "expectedVersion", version("ada")), "node { id }")))
			.isEmpty();
		assertThat(names("ada")).isEmpty();
		assertThat(found("Ada Before")).containsExactly("ada");
	}

	@Test
	void findsTheSurvivorOfAMergeByItsFormerNamesToo() {
		rename("Organisation", "union", "New Union", Map.of());
		String union = id("union");
		this.curator.act("mergeActors", Map.of("duplicate", Map.of("slug", "union"), "survivor",
				Map.of("slug", "veiled"), "acceptConflicts", true), "moved");
		assertThat(found("Old Union")).containsExactly("veiled");
		this.curator.act("unmerge", Map.of("mergedId", union), "actor { id }");
		assertThat(found("Old Union")).containsExactly("union");
		assertThat(names("veiled")).isEmpty();
	}

	@Test
	void refusesCitationsOfANameThatIsNotKept() {
		Map<String, Object> cited = Map.of("nameCitations",
				List.of(Map.of("document", Map.of("slug", "source"), "locator", "page 9")));
		JsonNode refused = rename("Person", "ada", "Ada Before", cited);
		assertThat(Curator.codes(refused)).containsExactly("INVALID");
		assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"nameCitations\"]");
		Map<String, Object> both = new HashMap<>(cited);
		both.put("correction", true);
		assertThat(Curator.codes(rename("Person", "ada", "Ada After", both))).containsExactly("INVALID");
	}

	private JsonNode rename(String type, String slug, String name, Map<String, Object> more) {
		return this.curator.act("update" + type, renaming(type, slug, name, more), type.toLowerCase() + " { id }");
	}

	private Map<String, Object> renaming(String type, String slug, String name, Map<String, Object> more) {
		Map<String, Object> input = new HashMap<>(more);
		input.putAll(Map.of("id", id(slug), "expectedVersion", version(slug), "name", name));
		return input;
	}

	private String id(String slug) {
		return actor(slug).at("/id").asString();
	}

	private int version(String slug) {
		return actor(slug).at("/version").asInt();
	}

	private JsonNode actor(String slug) {
		return this.client.ask("{ actor(by: { slug: \"%s\" }) { id version } }".formatted(slug), Curator.TOKEN)
			.data("actor");
	}

	private JsonNode names(String slug, String... token) {
		return this.client.ask("{ actor(by: { slug: \"%s\" }) { %s } }".formatted(slug, NAMES), token)
			.data("actor/otherNames");
	}

	private List<String> found(String text, String... token) {
		return this.client.ask("{ search(text: \"%s\") { nodes { ... on Actor { slug } } } }".formatted(text), token)
			.data("search/nodes")
			.findValuesAsString("slug");
	}

}
