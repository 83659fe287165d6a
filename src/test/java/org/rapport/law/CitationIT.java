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
import org.rapport.law.Present.Node;
import org.rapport.law.RandomActs.RandomAct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests after random acts, retractions, merges and erasures that every viewer who sees a
 * fact also sees a citation of it.
 */
class CitationIT extends LawTestBase {

	/** The acts that can take a citation from a viewer, or show a fact to one. */
	private static final List<String> ACTS = List.of("updateDocument", "updateDocument", "updateCitation",
			"updateCitation", "retractCitation", "retractRecord", "restore", "restore", "updateMeeting", "updatePerson",
			"updateOrganisation", "updateParticipation", "updateMembership", "updateEndorsement", "updateAsk",
			"recordMeeting", "addRole", "cite", "mergeActors", "mergeMeetings", "unmerge", "erase");

	@LawTrials(2)
	void noActLeavesAFactUncitedForAViewer(long seed) {
		Random random = new Random(seed);
		graph.load(RandomGraphs.graph(random));
		RandomActs acts = new RandomActs(graph.schema(), random);
		Present present = graph.present();
		int done = 0;
		int refused = 0;
		int enough = LawTries.acts(40);
		// Without a refusal for this reason, the test would prove little.
		for (int i = 0; i < enough || ((refused == 0 || done == 0) && i < 20 * enough); i++) {
			String name = ACTS.get(random.nextInt(ACTS.size()));
			RandomAct act = acts.act(name, acts.viewer(), present);
			String answer = graph.act(act, "{ __typename userErrors { code } }").toString();
			done += answer.contains("userErrors=[]") ? 1 : 0;
			refused += answer.contains("CITATION_NEEDED") ? 1 : 0;
			present = graph.present();
			for (Clearance clearance : clearances()) {
				assertThat(uncited(present, clearance)).as("for %s after %s\nanswered %s", clearance, act, answer)
					.isEmpty();
			}
		}
		assertThat(done).isPositive();
		assertThat(refused).isPositive();
	}

	private static List<Clearance> clearances() {
		List<Clearance> clearances = new ArrayList<>();
		for (Visibility visibility : Visibility.values()) {
			for (Set<String> circles : List.of(Set.<String>of(), Set.of("alpha"), Set.of("beta"),
					Set.of("alpha", "beta"))) {
				clearances.add(new Clearance(visibility, circles, false));
			}
		}
		return clearances;
	}

	/** The ids of the facts that a viewer sees without any citation. */
	private static Set<String> uncited(Present present, Clearance clearance) {
		Set<String> removed = Restriction.of(present.graph(), Lens.of(clearance), present.retracted()).removed();
		Set<String> facts = new TreeSet<>();
		Set<String> cited = new HashSet<>();
		for (Map.Entry<String, Node> entry : present.nodes().entrySet()) {
			Node node = entry.getValue();
			if (removed.contains(entry.getKey()) || node.kind().isRecord()) {
				continue;
			}
			if (node.kind() == Kind.CITATION) {
				cited.addAll(node.ties().get("supports"));
			}
			else {
				facts.add(entry.getKey());
			}
		}
		facts.removeAll(cited);
		return facts;
	}

}
