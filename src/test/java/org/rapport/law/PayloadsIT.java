package org.rapport.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;

import org.rapport.access.Viewer;
import org.rapport.law.RandomActs.RandomAct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that every mutation can succeed and can be refused, and that both answers fill
 * all fields of the payload.
 */
class PayloadsIT extends LawTestBase {

	private static final int ROUNDS = 60;

	private static final int MOST_GRAPHS = 10;

	/** The payload fields that one field stands in for, as an element has one type. */
	private static final Map<String, List<String>> INSTEAD = Map.of("actor", List.of("meeting"), "one",
			List.of("meeting"), "other", List.of("otherMeeting"), "meeting", List.of("actor", "one"), "otherMeeting",
			List.of("other"));

	/** The payload fields that are not about the element of the act. */
	private static final Set<String> BESIDE = Set.of("userErrors", "warnings", "conflicts");

	@LawTrials(1)
	void everyActIsDoneAndIsRefusedWithAllThatItsPayloadHas(long seed) {
		Set<String> undone = new TreeSet<>(new RandomActs(graph.schema(), new Random(seed)).names());
		Set<String> unrefused = new TreeSet<>(undone);
		// Some acts are possible only after others. On a single graph, one act can make
		// another impossible. For example, after a merge that cannot be undone any more,
		// there is nothing to unmerge.
		for (long next : LawSeeds.from(seed, MOST_GRAPHS).toArray()) {
			if (!undone.isEmpty() || !unrefused.isEmpty()) {
				act(new Random(next), undone, unrefused);
			}
		}
		assertThat(undone).as("never done, with all of its payload").isEmpty();
		assertThat(unrefused).as("never refused").isEmpty();
	}

	/**
	 * Tries every act on a graph. Removes the name of an act from the first set once it
	 * is done, and from the second once it is refused.
	 */
	private static void act(Random random, Set<String> neverDone, Set<String> neverRefused) {
		graph.load(RandomGraphs.graph(random));
		RandomActs acts = new RandomActs(graph.schema(), random);
		Battery battery = new Battery(graph.schema(), graph.present().graph(), random);
		Set<String> undone = new TreeSet<>(acts.names());
		Set<String> unrefused = new TreeSet<>(undone);
		Present present = graph.present();
		for (int round = 0; round < ROUNDS && !(undone.isEmpty() && unrefused.isEmpty()); round++) {
			for (String name : acts.names()) {
				if (!undone.contains(name) && !unrefused.contains(name)) {
					continue;
				}
				RandomAct act = acts.act(name, Viewer.CURATOR, present);
				if (!undone.contains(name)) {
					boolean idsToo = round > ROUNDS / 2;
					act.input()
						.replaceAll((field, value) -> field.endsWith("xpectedVersion") ? 99
								: (value instanceof String && (idsToo || !field.equals("id"))) ? broken(field, value)
										: value);
				}
				if (!undone.contains(name) && act.input().containsKey("visibility")) {
					act.input().put("circle", "No Circle");
				}
				GraphQLObjectType payload = acts.payload(name);
				Map<String, Object> answer = graph.act(act, battery.selection(payload, 1, false));
				if (answer.containsKey("errors")) {
					assertThat(answer.toString()).as(act.toString()).doesNotContain("INTERNAL");
					continue;
				}
				Map<?, ?> said = said(answer, name);
				if (!((List<?>) said.get("userErrors")).isEmpty()) {
					unrefused.remove(name);
				}
				else if (isWhole(payload, said)) {
					undone.remove(name);
					present = graph.present();
				}
			}
		}
		neverDone.retainAll(undone);
		neverRefused.retainAll(unrefused);
	}

	/** A value that the field refuses. A field that accepts any text keeps its value. */
	private static Object broken(String field, Object value) {
		return switch (field) {
			case "name", "title", "summary", "scheme", "identifier", "measure", "locator" -> " ";
			case "mergedId", "id" -> "org_aaaaaaaaaaaaaaaaaaaa";
			case "file" -> "no JSON";
			default -> value;
		};
	}

	private static Map<?, ?> said(Map<String, Object> answer, String name) {
		return (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) answer.get("data")).get(name));
	}

	/** Whether every nullable field about the element has a value. */
	private static boolean isWhole(GraphQLObjectType payload, Map<?, ?> said) {
		List<String> lacking = new ArrayList<>();
		payload.getFieldDefinitions().forEach((field) -> {
			boolean nullable = !GraphQLTypeUtil.isNonNull(field.getType());
			boolean instead = INSTEAD.getOrDefault(field.getName(), List.of())
				.stream()
				.anyMatch((other) -> said.get(other) != null);
			if (nullable && !instead && !BESIDE.contains(field.getName()) && said.get(field.getName()) == null) {
				lacking.add(field.getName());
			}
		});
		return lacking.isEmpty();
	}

}
