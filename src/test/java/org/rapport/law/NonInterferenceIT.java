package org.rapport.law;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.rapport.access.Viewer;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.rapport.law.LawGraph.Copy;
import org.rapport.law.Present.Node;
import org.rapport.law.RandomActs.RandomAct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that hidden elements do not change what an act or its dry run answers, nor what
 * its viewer sees afterwards. The one exception is that slugs and identifiers of hidden
 * records are not available.
 */
class NonInterferenceIT extends LawTestBase {

	private static final Pattern ID = Pattern.compile("\\b[a-z]{3}_[a-z2-7]{20}\\b");

	private static int acts() {
		return LawTries.acts(LawTries.questions(8, 30));
	}

	@LawTrials(2)
	void tellsTheSameWhetherOrNotThereIsWhatIsHidden(long seed) {
		Random random = new Random(seed);
		graph.load(RandomGraphs.graph(random));
		RandomActs acts = new RandomActs(graph.schema(), random);
		Chronicle chronicle = new Chronicle(graph.present());
		for (int i = 0; i < acts(); i++) {
			Viewer viewer = acts.viewer();
			RandomAct act = acts.act(viewer, chronicle.now());
			if (viewer.clearance().equals(Clearance.FULL)) {
				graph.act(act, "{ __typename }");
				chronicle.next(graph.present());
				continue;
			}
			Lens lens = Lens.of(viewer.clearance());
			String selection = RandomActs.selection(acts.payload(act.name()));
			// Retracted elements stay, because a viewer who may see them can restore
			// them.
			Set<String> hidden = chronicle.restriction(lens).uncleared();
			Restriction restriction = new Restriction(hidden, hidden, Set.of());
			Copy before = graph.copy();
			graph.restrict(restriction, chronicle.beside(restriction, viewer.clearance()));
			graph.seal();
			Set<String> known = chronicle.now().nodes().keySet();
			String plannedOnRestricted = masked(graph.act(act.asDryRun(true), selection).toString(), known);
			String onRestricted = masked(graph.act(act, selection).toString(), known);
			List<String> seenOnRestricted = seen(graph.present(), lens, known);
			graph.put(before);
			String plannedOnFull = masked(graph.act(act.asDryRun(true), selection).toString(), known);
			String onFull = masked(graph.act(act, selection).toString(), known);
			chronicle.next(graph.present());
			if (plannedOnFull.contains("NOT_AVAILABLE") && !plannedOnRestricted.contains("NOT_AVAILABLE")) {
				continue;
			}
			assertThat(plannedOnFull).as("dry run of %s", act).isEqualTo(plannedOnRestricted);
			assertThat(onFull).as("%s", act).isEqualTo(onRestricted);
			assertThat(seen(chronicle.now(), lens, known)).as("after %s\nanswered %s", act, onFull)
				.isEqualTo(seenOnRestricted);
		}
	}

	/** The elements that the lens leaves, in a form that does not depend on new ids. */
	private static List<String> seen(Present present, Lens lens, Set<String> known) {
		Restriction restriction = Restriction.of(present.graph(), lens, present.retracted());
		Set<String> left = new HashSet<>(present.nodes().keySet());
		left.removeAll(restriction.removed());
		List<String> seen = new ArrayList<>();
		for (String id : left) {
			Node node = present.nodes().get(id);
			Map<String, Object> properties = new TreeMap<>(node.properties());
			properties.remove("recordedAt");
			Map<String, Set<String>> ties = new TreeMap<>();
			node.ties().forEach((field, ids) -> {
				Set<String> shown = new TreeSet<>();
				ids.stream().filter(left::contains).map((end) -> masked(end, known)).forEach(shown::add);
				if (!shown.isEmpty()) {
					ties.put(field, shown);
				}
			});
			String text = node.kind() + " " + node.visibility() + " " + node.circle() + " " + properties + " " + ties;
			seen.add(known.contains(id) ? text : masked(text.replace("-" + tail(id), "-NEW"), known));
		}
		seen.sort(null);
		return seen;
	}

	private static String tail(String id) {
		return id.substring(id.length() - 10);
	}

	private static String masked(String text, Set<String> known) {
		return ID.matcher(text).replaceAll((id) -> known.contains(id.group()) ? id.group() : "NEW");
	}

}
