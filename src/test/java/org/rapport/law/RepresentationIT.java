package org.rapport.law;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Visibility;
import org.rapport.law.Present.Hiding;
import org.rapport.law.Present.Node;
import org.rapport.law.RandomActs.RandomAct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests two things after random acts. A viewer who sees an actor represented in a meeting
 * also sees that actor take part. And a viewer sees an inferred participation only with a
 * representation that it follows from.
 */
class RepresentationIT extends LawTestBase {

	private static final String NOTE = "Took part through somebody who represented it.";

	/** The acts that can change a representation. */
	private static final List<String> ACTS = List.of("recordMeeting", "addParticipation", "addParticipation",
			"updateParticipation", "updateParticipation", "updatePerson", "updateOrganisation", "updateMeeting",
			"retractFact", "retractRecord", "restore", "mergeActors", "mergeMeetings", "unmerge", "erase");

	/**
	 * After these acts an inferred participation may remain without its reason, because a
	 * curator decided so.
	 */
	private static final Set<String> BY_HAND = Set.of("mergeActors", "mergeMeetings", "restore");

	@LawTrials(2)
	void noActLeavesWhoIsRepresentedOut(long seed) {
		Random random = new Random(seed);
		graph.load(RandomGraphs.graph(random));
		RandomActs acts = new RandomActs(graph.schema(), random);
		Present before = graph.present();
		int inferred = 0;
		int enough = LawTries.acts(40);
		// A participation is inferred only by chance. Without one the test would prove
		// nothing, so the test continues until there is one.
		for (int i = 0; i < enough || (inferred == 0 && i < 20 * enough); i++) {
			String name = ACTS.get(random.nextInt(ACTS.size()));
			RandomAct act = acts.act(name, acts.viewer(), before);
			graph.act(act, "{ __typename userErrors { code } }");
			Present after = graph.present();
			for (Clearance clearance : clearances()) {
				Set<List<String>> faults = faults(after, clearance, !BY_HAND.contains(name));
				faults.removeAll(faults(before, clearance, true));
				assertThat(faults).as("of %s after %s", clearance, act).isEmpty();
			}
			inferred += (int) after.of(Set.of(Kind.CITATION)).filter(RepresentationIT::isInferred).count();
			before = after;
		}
		assertThat(inferred).isPositive();
	}

	/**
	 * Clearances with at most one circle. A fact has only one circle, so Rapport infers
	 * nothing that would need two.
	 */
	private static List<Clearance> clearances() {
		List<Clearance> clearances = new ArrayList<>();
		for (Visibility visibility : Visibility.values()) {
			for (Set<String> circles : List.of(Set.<String>of(), Set.of("alpha"), Set.of("beta"))) {
				clearances.add(new Clearance(visibility, circles, false));
			}
		}
		return clearances;
	}

	private static boolean isInferred(Node citation) {
		return NOTE.equals(citation.properties().get("note"));
	}

	/** The visible participations for which a required one is not visible. */
	private static Set<List<String>> faults(Present present, Clearance clearance, boolean inferredToo) {
		Set<String> removed = Restriction.of(present.graph(), Lens.of(clearance), present.retracted()).removed();
		List<Node> left = present.of(Set.of(Kind.PARTICIPATION))
			.filter((node) -> !removed.contains(node.id()))
			.toList();
		Set<List<String>> attending = new HashSet<>();
		Set<List<String>> represented = new HashSet<>();
		left.forEach((node) -> {
			String meeting = end(node, "meeting");
			attending.add(List.of(end(node, "actor"), meeting));
			node.ties()
				.getOrDefault("representing", Set.of())
				.forEach((actor) -> represented.add(List.of(actor, meeting)));
		});
		Set<List<String>> faults = new HashSet<>();
		for (Node node : left) {
			String meeting = end(node, "meeting");
			for (String actor : new TreeSet<>(node.ties().getOrDefault("representing", Set.of()))) {
				if (!attending.contains(List.of(actor, meeting))) {
					faults.add(List.of(node.id(), "represents", actor));
				}
			}
			if (inferredToo && !represented.contains(List.of(end(node, "actor"), meeting))
					&& isInferred(present, node)) {
				faults.add(List.of(node.id(), "is inferred from nothing"));
			}
		}
		return faults;
	}

	private static boolean isInferred(Present present, Node participation) {
		Hiding hiding = present.hiding(participation.id());
		List<Node> seen = present.of(Set.of(Kind.CITATION))
			.filter((citation) -> !citation.retracted()
					&& citation.ties().getOrDefault("supports", Set.of()).contains(participation.id()))
			.filter((citation) -> hiding.and(present.hiding(citation.id())).equals(hiding))
			.toList();
		Map<String, Object> said = participation.properties();
		return !said.containsKey("capacity") && participation.ties().getOrDefault("representing", Set.of()).isEmpty()
				&& !seen.isEmpty() && seen.stream().allMatch(RepresentationIT::isInferred);
	}

	private static String end(Node node, String field) {
		return node.ties().get(field).iterator().next();
	}

}
