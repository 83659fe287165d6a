package org.rapport.recording;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.ErasureGraph.Left;
import org.rapport.store.ElementStore;
import org.rapport.store.ErasedMarks;
import org.rapport.store.Sealing;
import org.rapport.store.Stored;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Erases something for good, for example a person or a text. It removes the element,
 * everything that cannot exist without it, their history, and their traces in acts. A
 * tombstone stays that holds the id and nothing of the content. Facts that lose their
 * last source are retracted.
 */
@Component
class Erasure {

	private final Recording recording;

	private final ElementStore store;

	private final Sealing sealing;

	private final ErasureGraph graph;

	private final ErasedMarks marks;

	private final ObjectProvider<ErasureListener> listeners;

	private final Clock clock = Clock.systemUTC();

	Erasure(Recording recording, ElementStore store, Sealing sealing, ErasureGraph graph, ErasedMarks marks,
			ObjectProvider<ErasureListener> listeners) {
		this.listeners = listeners;
		this.recording = recording;
		this.store = store;
		this.sealing = sealing;
		this.graph = graph;
		this.marks = marks;
	}

	/**
	 * The result of an erasure, or of its dry run.
	 *
	 * @param outcome the outcome of the act
	 * @param erased how many records, facts and citations are removed
	 * @param retracted how many facts are retracted because they lose their last source
	 */
	record Erased(Outcome outcome, int erased, int retracted) {
	}

	/** Erases one element; a dry run only reports what would happen. */
	Erased erase(Viewer viewer, Map<String, @Nullable Object> values) {
		viewer.requireForAll(Permission.ADMINISTER);
		int[] erased = new int[1];
		Draft[] drafts = new Draft[1];
		Outcome outcome = this.recording.act(viewer, Permission.ADMINISTER, "erase", values, (draft, input) -> {
			String id = String.valueOf(input.text("id"));
			if (!isThere(draft, id)) {
				draft.refuse(input.at("id"), UserErrorCode.NOT_FOUND, "There is no element with this id");
				return null;
			}
			if (this.store.mergedInto(id) != null) {
				draft.refuse(input.at("id"), UserErrorCode.CONFLICT,
						"The record was merged into another one, which has its facts now; "
								+ "erase that one, or undo the merge first");
				return null;
			}
			Set<String> gone = everything(id);
			Left left = this.graph.left(gone);
			Set<String> uncited = new TreeSet<>(left.uncited());
			uncited.removeIf((one) -> Ids.kindOf(one).isRecord());
			draft.stored(uncited).values().stream().filter((fact) -> !fact.retracted()).forEach(draft::retract);
			draft.erase(gone);
			draft.sealDocuments(left.texts());
			erased[0] = gone.size();
			drafts[0] = draft;
			draft.alsoDo(() -> {
				OffsetDateTime at = OffsetDateTime.now(this.clock).withOffsetSameInstant(ZoneOffset.UTC);
				this.marks.remember(draft.stored(gone.stream().filter(Erasure::isRemembered).toList())
					.values()
					.stream()
					.map(Stored::content)
					.toList());
				this.graph.erase(gone, at, viewer.name());
			});
			return id;
		});
		if (outcome.isDone()) {
			this.listeners.orderedStream().forEach(ErasureListener::erased);
		}
		// Counted after the act, because rules retract facts, too.
		return new Erased(outcome, erased[0], (drafts[0] != null) ? retracted(drafts[0]) : 0);
	}

	private static int retracted(Draft draft) {
		return (int) draft.changes().stream().filter((change) -> change.kind() == ChangeKind.RETRACTED).count();
	}

	/** Whether what is remembered of erased records depends on such an element. */
	private static boolean isRemembered(String id) {
		Kind kind = Ids.kindOf(id);
		return kind.isRecord() || kind == Kind.NAME || kind == Kind.IDENTIFICATION;
	}

	private boolean isThere(Draft draft, String id) {
		try {
			Ids.kindOf(id);
		}
		catch (RapportException ex) {
			return false;
		}
		return draft.stored(List.of(id)).containsKey(id);
	}

	/**
	 * The element, the records that were merged into it, and everything that cannot exist
	 * without them.
	 */
	private Set<String> everything(String id) {
		Set<String> records = new TreeSet<>(Set.of(id));
		Set<String> more = this.graph.merged(records);
		while (records.addAll(more)) {
			more = this.graph.merged(records);
		}
		return this.sealing.withDependents(records);
	}

}
