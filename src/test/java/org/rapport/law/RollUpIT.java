package org.rapport.law;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.rapport.law.RandomGraph.Item;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what actors did through their parts: against an oracle, and that it makes no
 * difference from which of two sides somebody asks.
 */
class RollUpIT extends LawTestBase {

	private static final Lens ALL = Lens.of(Clearance.FULL);

	@LawTrials(6)
	void actorsDidWhatTheOracleSays(long seed) {
		RandomGraph random = RandomGraphs.graph(new Random(seed));
		RollUps oracle = new RollUps(random);
		graph.load(random);
		for (String rollUp : List.of("FULL", "OWN")) {
			boolean full = rollUp.equals("FULL");
			Map<String, Set<String>> engaged = engaged(ids(oracle), ids(oracle), rollUp);
			for (Item actor : oracle.actors()) {
				Map<String, Object> answer = graph
					.ask("""
							{ actor(by: { id: "%s" }) {
							  meetings(rollUp: %s, first: 100) { totalCount nodes { id } }
							  byTitle: meetings(rollUp: %2$s, first: 100, orderBy: { field: TITLE }) { nodes { id } }
							  endorsements(rollUp: %2$s, first: 100) { totalCount nodes { id } } }
							  meetings(participant: { id: "%1$s" }, rollUp: %2$s, first: 100) { totalCount nodes { id } } }"""
						.formatted(actor.id(), rollUp), ALL);
				assertThat(ids(answer, "data", "actor", "meetings")).as("meetings of %s", actor)
					.containsExactlyInAnyOrderElementsOf(oracle.meetings(actor, full));
				assertThat(ids(answer, "data", "actor", "byTitle"))
					.containsExactlyInAnyOrderElementsOf(oracle.meetings(actor, full));
				assertThat(ids(answer, "data", "meetings"))
					.containsExactlyElementsOf(ids(answer, "data", "actor", "meetings"));
				assertThat(ids(answer, "data", "actor", "endorsements")).as("endorsements of %s", actor)
					.containsExactlyInAnyOrderElementsOf(oracle.endorsements(actor, full));
				for (Item other : oracle.actors()) {
					assertThat(engaged.getOrDefault(actor.id() + " " + other.id(), Set.of()))
						.as("%s: %s with %s", rollUp, actor, other)
						.isEqualTo(oracle.engaged(actor, other, full));
				}
			}
		}
	}

	@LawTrials(4)
	void bothSidesHaveTheSameMeetings(long seed) {
		Random random = new Random(seed);
		RandomGraph graph = RandomGraphs.graph(random);
		LawTestBase.graph.load(graph);
		Lens lens = RandomGraphs.lens(random);
		List<String> selections = new ArrayList<>();
		for (Item actor : new RollUps(graph).actors()) {
			String reference = "{ id: \"" + actor.id() + "\" }";
			selections.addAll(List.of("{ actors: [" + reference + "] }", "{ membersOf: " + reference + " }",
					"{ bodiesOf: " + reference + " }"));
		}
		for (int i = 0; i < 12; i++) {
			String one = selections.get(random.nextInt(selections.size()));
			String other = selections.get(random.nextInt(selections.size()));
			String rollUp = random.nextBoolean() ? "FULL" : "OWN";
			Map<String, Set<String>> swapped = new TreeMap<>();
			engaged(other, one, rollUp, lens).forEach((pair, meetings) -> {
				String[] ids = pair.split(" ");
				swapped.put(ids[1] + " " + ids[0], meetings);
			});
			assertThat(engaged(one, other, rollUp, lens)).as("%s and %s, %s, %s", one, other, rollUp, lens)
				.isEqualTo(swapped);
		}
	}

	@LawTrials(4)
	void eachSharedMeetingOrASessionOfItIsAmongTheMeetingsOfTheActor(long seed) {
		Random random = new Random(seed);
		RandomGraph items = RandomGraphs.graph(random);
		graph.load(items);
		Lens lens = RandomGraphs.lens(random);
		for (Item actor : new RollUps(items).actors()) {
			String rollUp = random.nextBoolean() ? "FULL" : "OWN";
			Map<String, Object> answer = graph
				.ask("""
						{ actor(by: { id: "%s" }) { meetings(rollUp: %s, first: 100) { nodes { id partOf { id partOf { id partOf {
						  id partOf { id partOf { id } } } } } } }
						  engagedWith(rollUp: %2$s, first: 100) { nodes { meetings(first: 100) { nodes { id } } } } } }"""
					.formatted(actor.id(), rollUp), lens);
			if (at(answer, "data", "actor") != null) {
				String own = String.valueOf(at(answer, "data", "actor", "meetings"));
				for (Object engagement : (Collection<?>) at(answer, "data", "actor", "engagedWith", "nodes")) {
					assertThat(ids(engagement, "meetings")).allMatch(own::contains);
				}
			}
		}
	}

	private static String ids(RollUps oracle) {
		return oracle.actors()
			.stream()
			.map((actor) -> "{ id: \"" + actor.id() + "\" }")
			.collect(Collectors.joining(", ", "{ actors: [", "] }"));
	}

	private static Map<String, Set<String>> engaged(String side, String otherSide, String rollUp) {
		return engaged(side, otherSide, rollUp, ALL);
	}

	/** The ids of the shared meetings, by the ids of the two actors. */
	private static Map<String, Set<String>> engaged(String side, String otherSide, String rollUp, Lens lens) {
		Map<String, Set<String>> engaged = new TreeMap<>();
		Object after = null;
		do {
			Map<String, Object> answer = graph
				.ask("""
						{ engagements(side: %s, otherSide: %s, rollUp: %s, first: 100%s) { pageInfo { endCursor hasNextPage }
						  nodes { actor { id } counterpart { id } meetingCount meetings(first: 100) { nodes { id } } } } }"""
					.formatted(side, otherSide, rollUp, (after != null) ? ", after: \"" + after + "\"" : ""), lens);
			for (Object node : (Collection<?>) at(answer, "data", "engagements", "nodes")) {
				Set<String> meetings = new TreeSet<>(ids(node, "meetings"));
				assertThat(at(node, "meetingCount")).isEqualTo(meetings.size());
				engaged.put(at(node, "actor", "id") + " " + at(node, "counterpart", "id"), meetings);
			}
			after = Boolean.TRUE.equals(at(answer, "data", "engagements", "pageInfo", "hasNextPage"))
					? at(answer, "data", "engagements", "pageInfo", "endCursor") : null;
		}
		while (after != null);
		return engaged;
	}

	private static List<String> ids(Object answer, String... path) {
		Map<?, ?> list = (Map<?, ?>) at(answer, path);
		List<String> ids = ((Collection<?>) list.get("nodes")).stream()
			.map((node) -> String.valueOf(at(node, "id")))
			.toList();
		if (list.containsKey("totalCount")) {
			assertThat(list.get("totalCount")).isEqualTo(ids.size());
		}
		return ids;
	}

	private static Object at(Object answer, String... path) {
		Object value = answer;
		for (String name : path) {
			value = ((Map<?, ?>) value).get(name);
		}
		return value;
	}

}
