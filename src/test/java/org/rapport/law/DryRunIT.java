package org.rapport.law;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;

import org.rapport.access.Viewer;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Lens;
import org.rapport.law.LawGraph.Copy;
import org.rapport.law.RandomActs.RandomAct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a dry run changes nothing, and tells what the same act then does: the same
 * errors, warnings and counts, the changes that the viewer finds in the history
 * afterwards, and the elements that the viewer then no longer sees, or sees again.
 */
class DryRunIT extends LawTestBase {

	private static final int ACTS = LawTries.acts(40);

	/** The number of acts that must succeed. */
	private static final int ENOUGH = ACTS / 3 + 1;

	private static final int MOST_ENTRIES = 100;

	private static final Set<String> NAMING_MERGED = Set.of("mergeActors", "mergeMeetings", "unmerge");

	@LawTrials(2)
	void tellsWhatTheActThenDoesAndChangesNothing(long seed) {
		Random random = new Random(seed);
		graph.load(RandomGraphs.graph(random));
		RandomActs acts = new RandomActs(graph.schema(), random);
		int succeeded = 0;
		for (int i = 0; i < ACTS || (succeeded < ENOUGH && i < 3 * ACTS); i++) {
			Present present = graph.present();
			Viewer viewer = acts.viewer();
			RandomAct act = acts.act(viewer, present);
			String selection = RandomActs.selection(acts.payload(act.name()));
			Copy before = graph.copy();
			Set<String> shown = shown(viewer, present);
			Map<String, Object> dry = graph.act(act.asDryRun(true), selection);
			assertThat(graph.copy()).as("the graph after a dry run of %s", act).isEqualTo(before);
			Map<String, Object> real = graph.act(act.asDryRun(false), selection);
			if (real.containsKey("errors")) {
				assertThat(dry.get("errors")).as("%s", act).isEqualTo(real.get("errors"));
				continue;
			}
			Map<?, ?> planned = payload(dry, act);
			Map<?, ?> done = payload(real, act);
			assertThat(planned.get("dryRun")).isEqualTo(true);
			assertThat(done.get("dryRun")).isEqualTo(false);
			assertThat((List<?>) done.get("planned")).isEmpty();
			for (GraphQLFieldDefinition field : acts.payload(act.name()).getFieldDefinitions()) {
				Object told = planned.get(field.getName());
				if (!GraphQLTypeUtil.isNonNull(field.getType())) {
					assertThat(told).as("%s of %s", field.getName(), act).isNull();
				}
				else if (!Set.of("dryRun", "planned").contains(field.getName())) {
					assertThat(comparable(told, present)).as("%s of %s", field.getName(), act)
						.isEqualTo(comparable(done.get(field.getName()), present));
				}
			}
			List<Map<String, Object>> entries = entries(viewer, present);
			Set<String> told = new TreeSet<>(erasedIn(planned));
			entries.forEach((entry) -> told.add((String) entry.get("elementId")));
			assertThat(following(planned, told)).as("what goes and comes with %s", act)
				.isEqualTo(following(shown, shown(viewer, present), told));
			assertThat(erasedIn(planned)).as("%s", act).isEqualTo(erased(present, graph.present()));
			assertThat(changes(planned, act, present, told)).as("%s", act)
				.containsExactlyInAnyOrderElementsOf(
						entries.stream().map((entry) -> change(entry, act, present)).toList());
			if (((List<?>) done.get("userErrors")).isEmpty()) {
				succeeded++;
			}
		}
		assertThat(succeeded).isGreaterThanOrEqualTo(ENOUGH);
	}

	private static Map<?, ?> payload(Map<String, Object> answer, RandomAct act) {
		assertThat(answer.get("errors")).as("%s", act).isNull();
		return (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) answer.get("data")).get(act.name()));
	}

	/**
	 * Without the facts of conflicts, because the merge itself retracts some of them, and
	 * without candidates that the act itself adds.
	 */
	private static Object comparable(Object value, Present before) {
		if (value instanceof Map<?, ?> map) {
			Map<String, Object> comparable = new TreeMap<>();
			map.forEach((name, inner) -> comparable.put((String) name,
					name.equals("candidates") ? known(inner, before) : comparable(inner, before)));
			comparable.remove("nodes");
			return comparable;
		}
		return (value instanceof List<?> list) ? list.stream().map((inner) -> comparable(inner, before)).toList()
				: value;
	}

	/** Those of the elements that were there before which the viewer sees now. */
	private static Set<String> shown(Viewer viewer, Present before) {
		List<String> ids = List.copyOf(before.nodes().keySet());
		Set<String> shown = new TreeSet<>();
		for (int i = 0; i < ids.size(); i += MOST_ENTRIES) {
			List<String> some = ids.subList(i, Math.min(i + MOST_ENTRIES, ids.size()));
			Map<String, Object> answer = graph.ask(
					"{ nodes(ids: [\"%s\"]) { id } }".formatted(String.join("\", \"", some)),
					Lens.of(viewer.clearance()));
			List<?> nodes = (List<?>) ((Map<?, ?>) answer.get("data")).get("nodes");
			// A merged record is answered by the one that it was merged into.
			for (int k = 0; k < some.size(); k++) {
				if (nodes.get(k) instanceof Map<?, ?> node && some.get(k).equals(node.get("id"))) {
					shown.add(some.get(k));
				}
			}
		}
		return shown;
	}

	/** What goes or comes with others, by a plan: it has no entry in the history. */
	private static Map<String, Object> following(Map<?, ?> payload, Set<String> told) {
		Map<String, Object> following = new TreeMap<>();
		for (Map<String, Object> change : maps(payload.get("planned"))) {
			if (follows(change, told)) {
				following.put((String) change.get("elementId"), change.get("change"));
			}
		}
		return following;
	}

	/** The same by what the viewer sees before and after the act. */
	private static Map<String, Object> following(Set<String> before, Set<String> after, Set<String> told) {
		Map<String, Object> following = new TreeMap<>();
		before.stream().filter((id) -> !after.contains(id)).forEach((id) -> following.put(id, "RETRACTED"));
		after.stream().filter((id) -> !before.contains(id)).forEach((id) -> following.put(id, "RESTORED"));
		following.keySet().removeAll(told);
		return following;
	}

	private static boolean follows(Map<String, Object> change, Set<String> told) {
		return change.get("elementId") != null && !told.contains((String) change.get("elementId"));
	}

	private static Set<String> erasedIn(Map<?, ?> payload) {
		Set<String> erased = new TreeSet<>();
		for (Map<String, Object> change : maps(payload.get("planned"))) {
			if (change.get("change").equals("ERASED")) {
				erased.add((String) change.get("elementId"));
			}
		}
		return erased;
	}

	private static Set<String> erased(Present before, Present after) {
		Set<String> erased = new TreeSet<>(before.nodes().keySet());
		erased.removeAll(after.nodes().keySet());
		return erased;
	}

	/** The history entries that the viewer sees now and that were not there before. */
	private static List<Map<String, Object>> entries(Viewer viewer, Present before) {
		Map<String, Object> answer = graph.ask("""
				{ changes(first: %d) { pageInfo { hasNextPage } nodes { id elementId change
				  fields { field before after namedBefore { id } namedAfter { id } } } } }""".formatted(MOST_ENTRIES),
				Lens.of(viewer.clearance()));
		Map<?, ?> changes = (Map<?, ?>) ((Map<?, ?>) answer.get("data")).get("changes");
		List<Map<String, Object>> entries = new ArrayList<>(maps(changes.get("nodes")));
		entries.removeIf((entry) -> before.revisions().containsKey((String) entry.get("id")));
		assertThat(entries).as("entries of one act").hasSizeLessThan(MOST_ENTRIES);
		return entries;
	}

	private static List<Map<String, Object>> changes(Map<?, ?> payload, RandomAct act, Present before,
			Set<String> told) {
		List<Map<String, Object>> changes = new ArrayList<>();
		for (Map<String, Object> change : maps(payload.get("planned"))) {
			if (!change.get("change").equals("ERASED") && !follows(change, told)) {
				Map<String, Object> comparable = new HashMap<>();
				comparable.put("elementId", change.get("elementId"));
				comparable.put("type", change.get("type"));
				comparable.put("change", change.get("change"));
				comparable.put("fields", fields(change, "", act, before));
				changes.add(comparable);
			}
		}
		return changes;
	}

	/** A history entry as the plan should have it. */
	private static Map<String, Object> change(Map<String, Object> entry, RandomAct act, Present before) {
		String id = (String) entry.get("elementId");
		Map<String, Object> change = new HashMap<>();
		change.put("elementId", before.nodes().containsKey(id) ? id : null);
		change.put("type", Ids.kindOf(id).label());
		change.put("change", entry.get("change"));
		change.put("fields", fields(entry, id, act, before));
		return change;
	}

	/**
	 * The fields of a change: texts, and the named elements that were there before. A
	 * merge makes ids lead elsewhere, so names are not compared there. A slug that ends
	 * with the new id was made by Rapport.
	 */
	private static Map<String, String> fields(Map<String, Object> change, String id, RandomAct act, Present before) {
		Map<String, String> fields = new TreeMap<>();
		for (Map<String, Object> field : maps(change.get("fields"))) {
			String name = (String) field.get("field");
			boolean names = field.get("before") == null && field.get("after") == null;
			Set<String> namedBefore = known(field.get("namedBefore"), before);
			Set<String> namedAfter = known(field.get("namedAfter"), before);
			boolean made = name.equals("slug") && !id.isEmpty()
					&& String.valueOf(field.get("after")).endsWith(id.substring(id.length() - 10));
			if (names && !NAMING_MERGED.contains(act.name()) && !namedBefore.equals(namedAfter)) {
				fields.put(name, namedBefore + " to " + namedAfter);
			}
			else if (!names && !made) {
				fields.put(name, field.get("before") + " to " + field.get("after"));
			}
		}
		return fields;
	}

	private static Set<String> known(Object nodes, Present before) {
		Set<String> ids = new TreeSet<>();
		maps(nodes).forEach((node) -> ids.add((String) node.get("id")));
		ids.retainAll(before.nodes().keySet());
		return ids;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> maps(Object list) {
		return List.copyOf((Collection<Map<String, Object>>) list);
	}

}
