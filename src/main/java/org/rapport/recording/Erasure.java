package org.rapport.recording;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.UserErrorCode;
import org.rapport.store.ElementStore;
import org.rapport.store.Sealing;
import org.rapport.store.Stored;
import org.springframework.stereotype.Component;

/**
 * Removes a person or a text, and all that is nothing without it, from the graph, from
 * its history and from what acts leave, for good; only tombstones stay, which say that
 * something with an id was erased, and not what. Facts that nothing else supports are
 * retracted.
 */
@Component
class Erasure {

	private final Recording recording;

	private final ElementStore store;

	private final Sealing sealing;

	private final ErasureGraph graph;

	private final Clock clock = Clock.systemUTC();

	Erasure(Recording recording, ElementStore store, Sealing sealing, ErasureGraph graph) {
		this.recording = recording;
		this.store = store;
		this.sealing = sealing;
		this.graph = graph;
	}

	/**
	 * What came of an erasure, or would.
	 *
	 * @param outcome of the act
	 * @param erased how many records, facts and citations are gone
	 * @param retracted how many facts were retracted because nothing else supports them
	 */
	record Erased(Outcome outcome, int erased, int retracted) {
	}

	/** Erases something, or only says what that would do. */
	Erased erase(Viewer viewer, Map<String, @Nullable Object> values) {
		viewer.requireForAll(Permission.ADMINISTER);
		int[] counts = new int[2];
		Outcome outcome = this.recording.act(viewer, Permission.ADMINISTER, "erase", values, (draft, input) -> {
			String id = String.valueOf(input.text("id"));
			if (!isThere(id)) {
				draft.refuse(input.at("id"), UserErrorCode.NOT_FOUND, "There is nothing with this id");
				return null;
			}
			if (this.store.mergedInto(id) != null) {
				draft.refuse(input.at("id"), UserErrorCode.CONFLICT,
						"It was merged into another, which has its name and its facts; erase that, or take the merge back first");
				return null;
			}
			Set<String> gone = everything(id);
			Set<String> citations = gone.stream()
				.filter((one) -> Ids.kindOf(one) == Kind.CITATION)
				.collect(Collectors.toSet());
			Set<String> uncited = this.graph.onlyCitedBy(citations);
			uncited.removeAll(gone);
			this.store.stored(uncited).values().stream().filter((fact) -> !fact.retracted()).forEach(draft::retract);
			draft.erase(gone);
			counts[0] = gone.size();
			counts[1] = draft.changes().size();
			draft.alsoDo(() -> {
				Set<String> texts = this.graph.texts(gone);
				OffsetDateTime at = OffsetDateTime.now(this.clock).withOffsetSameInstant(ZoneOffset.UTC);
				this.graph.erase(gone, at, viewer.name());
				this.store.remove(gone);
				this.sealing.seal(Set.of(), texts);
			});
			return id;
		});
		return new Erased(outcome, counts[0], counts[1]);
	}

	private boolean isThere(String id) {
		try {
			Ids.kindOf(id);
		}
		catch (RapportException ex) {
			return false;
		}
		Stored stored = this.store.stored(List.of(id)).get(id);
		return stored != null;
	}

	/** It, what was merged into it, and all that cannot do without them. */
	private Set<String> everything(String id) {
		Set<String> records = new TreeSet<>(Set.of(id));
		Set<String> more = this.graph.merged(records);
		while (records.addAll(more)) {
			more = this.graph.merged(records);
		}
		return this.sealing.withDependents(records);
	}

}
