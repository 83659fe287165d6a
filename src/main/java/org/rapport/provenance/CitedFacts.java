package org.rapport.provenance;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.Draft;
import org.rapport.recording.ActRule;
import org.springframework.stereotype.Component;

/**
 * Keeps this rule: every fact has a source. A curator cannot retract the last citation of
 * a fact, or the only document that cites it, without the fact. Citations that the
 * curator does not see do not count.
 */
@Component
class CitedFacts implements ActRule {

	private final CitedGraph graph;

	CitedFacts(CitedGraph graph) {
		this.graph = graph;
	}

	@Override
	public void judge(Draft draft) {
		Set<String> citations = draft.retracted(Kind.CITATION);
		Set<String> documents = draft.retracted(Kind.DOCUMENT);
		Set<String> gone = draft.changes()
			.stream()
			.filter((change) -> change.kind() == ChangeKind.RETRACTED)
			.map((change) -> change.after().id())
			.collect(Collectors.toSet());
		if (!citations.isEmpty()) {
			Set<String> facts = draft.changes()
				.stream()
				.map(Change::after)
				.filter((content) -> citations.contains(content.id()))
				.flatMap((content) -> content.needed().stream())
				.filter((id) -> !Ids.kindOf(id).isRecord())
				.filter((id) -> !gone.contains(id))
				.collect(Collectors.toSet());
			if (this.graph.uncited(draft.lens(), facts, citations) > 0) {
				draft.refuse(List.of("id"), UserErrorCode.CITATION_NEEDED,
						"This is the last citation of a fact; cite another source first, or retract the fact");
			}
		}
		if (!documents.isEmpty()) {
			long facts = this.graph.onlyFrom(draft.lens(), documents);
			if (facts > 0) {
				draft.refuse(List.of("id"), UserErrorCode.CITATION_NEEDED,
						"Facts that have no other source: %d; first cite other sources for them, or retract them"
							.formatted(facts));
			}
		}
	}

}
