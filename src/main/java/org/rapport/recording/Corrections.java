package org.rapport.recording;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.graph.ElementStore;
import org.rapport.graph.Stored;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Tie;
import org.rapport.kernel.UserErrorCode;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes out of every answer what should not be there, and brings back what should. */
@Component
class Corrections {

	private static final JsonMapper JSON = new JsonMapper();

	private final Recording recording;

	private final HistoryGraph history;

	private final ElementStore store;

	private final NodeLookup lookup;

	Corrections(Recording recording, HistoryGraph history, ElementStore store, NodeLookup lookup) {
		this.recording = recording;
		this.history = history;
		this.store = store;
		this.lookup = lookup;
	}

	/**
	 * Retracts something.
	 * @param kinds what it may be
	 */
	Outcome retract(Viewer viewer, String act, Set<Kind> kinds, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.CURATE, act, values, (draft, input) -> {
			if (isActor(input) && !viewer.clearance().equals(Clearance.FULL)) {
				// By the id alone, so that it does not tell what hangs on the actor, nor
				// whether there is one.
				draft.refuse(input.at("id"), UserErrorCode.NOT_CLEARED,
						"Actors are retracted by those who may see everything");
				return null;
			}
			Stored before = draft.expected(input, kinds);
			if (before != null && draft.stands()) {
				draft.retract(before);
			}
			return (before != null) ? before.content().id() : null;
		});
	}

	private static boolean isActor(Input input) {
		try {
			return Ids.kindOf(String.valueOf(input.text("id"))).isActor();
		}
		catch (RapportException ex) {
			return false;
		}
	}

	/** Brings back what something said in an earlier version. */
	Outcome restore(Viewer viewer, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.CURATE, "restore", values,
				(draft, input) -> restore(viewer, draft, input));
	}

	private @Nullable String restore(Viewer viewer, Draft draft, Input input) {
		String id = String.valueOf(input.text("id"));
		Lens lens = Lens.of(viewer.clearance());
		long version = (input.value("version") instanceof Integer given) ? given : 0;
		Revision revision = this.history.version(lens, id, version);
		Stored before = (revision != null) ? this.store.stored(List.of(id)).get(id) : null;
		if (revision == null || before == null) {
			draft.refuse(input.at("version"), UserErrorCode.NOT_FOUND,
					"There is no such version of it, or none that you may see");
			return null;
		}
		if (revision.after() == null) {
			draft.refuse(input.at("version"), UserErrorCode.INVALID,
					"In that version it was retracted; name one in which it said something");
			return null;
		}
		if (input.value("expectedVersion") instanceof Integer expected && expected != before.version()) {
			draft.refuse(input.at("expectedVersion"), UserErrorCode.STALE,
					"It is at version %d by now; look at what changed, and try again with that"
						.formatted(before.version()));
			return id;
		}
		ObjectNode form = (ObjectNode) JSON.readTree(revision.after());
		Set<String> named = new HashSet<>();
		for (Tie tie : Tie.of(before.content().kind())) {
			Form.mentions(form, tie.field()).forEach((mention) -> named.add(mention.key()));
		}
		named.removeAll(this.lookup.byId(lens, named).keySet());
		if (!named.isEmpty()) {
			draft.refuse(input.at("version"), UserErrorCode.CONFLICT,
					"That version names something that is no longer there; restore that first, or record it anew");
			return id;
		}
		draft.change(before, form, input, ChangeKind.RESTORED);
		return id;
	}

}
