package org.rapport.recording;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Reference;
import org.rapport.kernel.Tie;
import org.rapport.kernel.UserErrorCode;
import org.rapport.store.ElementStore;
import org.rapport.store.Stored;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Retracts records and facts, and restores earlier versions of them. */
@Component
class Corrections {

	private static final JsonMapper JSON = new JsonMapper();

	private final Recording recording;

	private final HistoryGraph history;

	private final ElementStore store;

	private final NamedGraph named;

	Corrections(Recording recording, HistoryGraph history, ElementStore store, NamedGraph named) {
		this.recording = recording;
		this.history = history;
		this.store = store;
		this.named = named;
	}

	/**
	 * Retracts one element.
	 * @param kinds the kinds that the mutation accepts
	 */
	Outcome retract(Viewer viewer, String act, Set<Kind> kinds, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.CURATE, act, values, (draft, input) -> {
			if (isActor(input) && !viewer.clearance().equals(Clearance.FULL)) {
				// Decided by the id only. Otherwise the refusal would tell whether the
				// actor exists or has hidden facts.
				draft.refuse(input.at("id"), UserErrorCode.NOT_CLEARED,
						"Only a viewer who may see everything can retract an actor");
				return null;
			}
			Stored before = draft.expected(input, kinds);
			if (before != null) {
				draft.retract(before, input);
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

	/** Restores the content of an earlier version. */
	Outcome restore(Viewer viewer, Map<String, @Nullable Object> values) {
		return this.recording.act(viewer, Permission.CURATE, "restore", values,
				(draft, input) -> restore(viewer, draft, input));
	}

	private @Nullable String restore(Viewer viewer, Draft draft, Input input) {
		String id = String.valueOf(input.text("id"));
		Lens lens = Lens.of(viewer.clearance());
		long version = (input.value("version") instanceof Integer given) ? given : 0;
		Revision revision = this.history.version(lens, id, version);
		Stored before = (revision != null) ? draft.stored(List.of(id)).get(id) : null;
		if (revision == null || before == null) {
			draft.refuse(input.at("version"), UserErrorCode.NOT_FOUND,
					"The element has no such version, or you may not see it");
			return null;
		}
		if (revision.after() == null) {
			draft.refuse(input.at("version"), UserErrorCode.INVALID,
					"The element was retracted in this version; give a version that has content");
			return null;
		}
		draft.requireExpected(before, input);
		if (before.retracted() && !mayBringBack(viewer, draft, input, before)) {
			return id;
		}
		ObjectNode form = (ObjectNode) JSON.readTree(revision.after());
		keepText(form, before);
		if (!name(lens, form, before.content().kind())) {
			draft.refuse(input.at("version"), UserErrorCode.CONFLICT,
					"This version refers to an element that is gone; restore that one first, or record this one again");
			return id;
		}
		draft.change(before, form, input, ChangeKind.RESTORED);
		return id;
	}

	/** Earlier texts of a document are not kept, so it keeps its present one. */
	private static void keepText(ObjectNode form, Stored before) {
		form.remove(Form.TEXT_DIGEST);
		if (before.content().properties().get(Form.TEXT_DIGEST) instanceof String digest) {
			form.put(Form.TEXT_DIGEST, digest);
		}
	}

	private boolean mayBringBack(Viewer viewer, Draft draft, Input input, Stored before) {
		Kind kind = before.content().kind();
		String id = before.content().id();
		if (kind.isActor() && !viewer.clearance().equals(Clearance.FULL)) {
			draft.refuse(input.at("id"), UserErrorCode.NOT_CLEARED,
					"Only a viewer who may see everything can restore an actor");
			return false;
		}
		if (this.store.mergedInto(id) != null) {
			draft.refuse(input.at("id"), UserErrorCode.CONFLICT,
					"The record was merged into another one; undo the merge instead");
			return false;
		}
		return true;
	}

	/**
	 * Replaces every reference in the form by the current id of its target, because the
	 * target may have been merged. Returns false if a target is missing.
	 */
	private boolean name(Lens lens, ObjectNode form, Kind kind) {
		List<Reference> references = Tie.of(kind)
			.stream()
			.flatMap((tie) -> Form.mentions(form, tie.field()).stream())
			.map((mention) -> Reference.toId(mention.key()))
			.toList();
		Map<Reference, String> found = this.named.find(lens, references);
		if (!found.keySet().containsAll(references)) {
			return false;
		}
		for (Tie tie : Tie.of(kind)) {
			List<String> now = Form.mentions(form, tie.field())
				.stream()
				.map((mention) -> Objects.requireNonNull(found.get(Reference.toId(mention.key()))))
				.distinct()
				.toList();
			if (tie.isMany() && !now.isEmpty()) {
				ArrayNode list = form.putArray(tie.field());
				now.forEach(list::add);
			}
			else {
				now.forEach((id) -> form.put(tie.field(), id));
			}
		}
		return true;
	}

}
