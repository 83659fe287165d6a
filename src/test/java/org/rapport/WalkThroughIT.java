package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.identity.LikenessSearch;
import org.rapport.testing.Client.Answer;
import org.rapport.testing.Client;
import org.rapport.testing.Curator;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that the second walk-through of the README works as written. */
@RapportIT
class WalkThroughIT {

	private static final Pattern ACT = Pattern.compile("(?ms)^act (recording/\\w+) '(\\{.*?})'$");

	private static final String WHAT_IS_THERE = "{ meetings { totalCount } search(text: \"Dana Levi\") { totalCount } }";

	private static final JsonMapper JSON = new JsonMapper();

	@Test
	void recordsCorrectsMergesAndTakesBack(@Autowired Neo4jClient graph, @Autowired Imports imports,
			@Autowired ApplicationContext context, @LocalServerPort int port) throws IOException {
		SampleRecord.alone(graph, imports);
		Client client = new Client(port);
		String readme = Files.readString(Path.of("README.md"));
		assertThat(readme).contains("query=" + WHAT_IS_THERE);
		Matcher acts = ACT.matcher(readme);
		int before = client.ask(WHAT_IS_THERE).data("meetings/totalCount").asInt();
		int curatorBefore = client.ask(WHAT_IS_THERE, Curator.TOKEN).data("meetings/totalCount").asInt();

		JsonNode recorded = next(client, acts, Map.of()).data("recordMeeting");
		assertThat(recorded.at("/userErrors")).isEmpty();
		assertThat(recorded.at("/meeting/participations/totalCount").asInt()).isEqualTo(3);
		assertThat(recorded.at("/meeting/participations/nodes").findValuesAsString("basis")).contains("INFERRED");

		Answer curator = client.ask(WHAT_IS_THERE, Curator.TOKEN);
		assertThat(curator.data("meetings/totalCount").asInt()).isEqualTo(curatorBefore + 1);
		assertThat(curator.data("search/totalCount").asInt()).isEqualTo(1);
		Answer anybody = client.ask(WHAT_IS_THERE);
		assertThat(anybody.data("meetings/totalCount").asInt()).isEqualTo(before);
		assertThat(anybody.data("search/totalCount").asInt()).isZero();

		Map<String, String> ids = Map.of("MEETING", recorded.at("/meeting/id").asString());
		int correction = acts.end();
		assertThat(next(client, acts, ids).data("updateMeeting/meeting/version").asInt()).isEqualTo(2);
		JsonNode history = next(client, acts, ids).data("meeting/history");
		assertThat(history.at("/nodes/0/reason").asString()).isEqualTo("The note was dated wrongly");
		assertThat(history.at("/nodes/0/fields/0/before").asString()).isEqualTo("2025-03-04");
		Matcher again = ACT.matcher(readme);
		again.region(correction, readme.length());
		assertThat(Curator.codes(next(client, again, ids).data("updateMeeting"))).containsExactly("STALE");

		assertThat(next(client, acts, ids).data("addOrganisation/userErrors")).isEmpty();
		String merged = next(client, acts, ids).data("addOrganisation/organisation/id").asString();
		LikenessSearch.goOn(context);
		assertThat(next(client, acts, ids).data("possibleDuplicates/totalCount").asInt()).isEqualTo(1);
		assertThat(next(client, acts, ids).data("mergeActors/conflicts")).isEmpty();
		assertThat(next(client, acts, ids).data("mergeActors/actor/slug").asString()).isEqualTo("bridges-of-hope");
		assertThat(client.ask("{ organisation(by: { slug: \"bridgs-of-hope\" }) { slug } }")
			.data("organisation/slug")
			.asString()).isEqualTo("bridges-of-hope");
		assertThat(next(client, acts, Map.of("MERGED", merged)).data("unmerge/actor/slug").asString())
			.isEqualTo("bridgs-of-hope");
		assertThat(acts.find()).isFalse();
	}

	@SuppressWarnings("unchecked")
	private static Answer next(Client client, Matcher acts, Map<String, String> ids) throws IOException {
		assertThat(acts.find()).isTrue();
		String variables = acts.group(2);
		for (Map.Entry<String, String> id : ids.entrySet()) {
			variables = variables.replace("\"" + id.getKey() + "\"", "\"" + id.getValue() + "\"");
		}
		String operation = Files.readString(Path.of("graphql/operations/" + acts.group(1) + ".graphql"));
		Answer answer = client.ask(operation, JSON.readValue(variables, Map.class), Curator.TOKEN);
		assertThat(answer.json().has("errors")).as(List.of(acts.group(), answer.json()).toString()).isFalse();
		return answer;
	}

}
