package org.rapport.recording;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Element;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Tie;
import org.rapport.store.Sealing;
import org.springframework.stereotype.Component;

/**
 * Reads what a dry run has written, before it is rolled back. It reads the history
 * entries through the viewer's lens, so a plan shows exactly those that the viewer would
 * see after the act. What goes or comes with a record has no history entry of its own. A
 * plan finds it by what the viewer sees before and after.
 */
@Component
class Plans {

	private static final JsonMapper JSON = new JsonMapper();

	private final HistoryGraph history;

	private final NodeLookup lookup;

	private final Sealing sealing;

	Plans(HistoryGraph history, NodeLookup lookup, Sealing sealing) {
		this.history = history;
		this.lookup = lookup;
		this.sealing = sealing;
	}

	/**
	 * The elements that may go or come with those that an act changes, because they
	 * depend on them.
	 *
	 * @param ids their ids
	 * @param shown those of them that the viewer sees before the act
	 */
	record Following(Set<String> ids, Set<String> shown) {
	}

	/**
	 * The elements that may follow the changes of a draft. Call it before the act is
	 * written. A mere change of content cannot hide an element from its author, and
	 * cannot show one.
	 */
	Following following(Draft draft) {
		Set<String> changed = new TreeSet<>();
		for (Change change : draft.changes()) {
			if (change.before() != null && change.kind() != ChangeKind.CHANGED) {
				changed.add(change.id());
			}
		}
		Set<String> ids = new TreeSet<>(this.sealing.withDependents(changed));
		ids.removeIf((id) -> draft.change(id) != null);
		ids.removeAll(draft.erased());
		return new Following(ids, shown(draft.lens(), ids));
	}

	/**
	 * Those of these elements that the lens shows. Another one may answer for a merged
	 * record.
	 */
	private Set<String> shown(Lens lens, Set<String> ids) {
		Set<String> shown = new HashSet<>(ids);
		Map<String, Element> found = this.lookup.byId(lens, ids);
		shown.removeIf((id) -> {
			Element element = found.get(id);
			return element == null || !element.id().equals(id);
		});
		return shown;
	}

	/**
	 * The changes of an act that was written and not committed, in the order of the
	 * draft. Then the elements that go or come with them, and the erasures.
	 * @param actId the id of the act
	 */
	List<PlannedChange> of(Draft draft, String actId, Following following) {
		Map<String, Revision> byElement = new TreeMap<>();
		this.history.ofAct(draft.lens(), actId).forEach((revision) -> byElement.put(revision.elementId(), revision));
		Set<String> shown = shown(draft.lens(), byElement.values());
		List<PlannedChange> planned = new ArrayList<>();
		for (Change change : draft.changes()) {
			Revision revision = byElement.get(change.id());
			if (revision != null) {
				boolean hasOwnSlug = !draft.hasMadeSlug(change.id());
				planned.add(PlannedChange.of(new Revision(revision.entry(), revision.elementId(), revision.change(),
						revision.act(), revision.reason(), seen(change.id(), revision.before(), shown, true),
						seen(change.id(), revision.after(), shown, hasOwnSlug))));
			}
		}
		Set<String> shownAfter = shown(draft.lens(), following.ids());
		for (String id : following.ids()) {
			boolean comes = shownAfter.contains(id);
			if (comes != following.shown().contains(id)) {
				planned.add(PlannedChange.following(id, comes));
			}
		}
		new TreeSet<>(draft.erased()).forEach((id) -> planned.add(PlannedChange.erased(id)));
		return planned;
	}

	/** The ids that these entries name and the lens shows. */
	private Set<String> shown(Lens lens, Iterable<Revision> revisions) {
		Set<String> named = new HashSet<>();
		for (Revision revision : revisions) {
			for (Tie tie : Tie.of(Ids.kindOf(revision.elementId()))) {
				named.addAll(Form.keys(form(revision.before()), tie.field()));
				named.addAll(Form.keys(form(revision.after()), tie.field()));
			}
		}
		return this.lookup.byId(lens, named).keySet();
	}

	private static JsonNode form(@Nullable String json) {
		return (json != null) ? JSON.readTree(json) : JSON.createObjectNode();
	}

	/**
	 * The form of an element without the ids that the lens does not show. A slug that
	 * Rapport makes ends with the new id, which will be another one in the act.
	 */
	private static @Nullable String seen(String id, @Nullable String json, Set<String> shown, boolean hasOwnSlug) {
		if (json == null) {
			return null;
		}
		ObjectNode form = (ObjectNode) form(json);
		for (Tie tie : Tie.of(Ids.kindOf(id))) {
			List<String> keys = Form.keys(form, tie.field()).stream().filter(shown::contains).toList();
			form.remove(tie.field());
			if (!keys.isEmpty()) {
				ArrayNode list = form.putArray(tie.field());
				keys.forEach(list::add);
			}
		}
		if (!hasOwnSlug) {
			form.remove("slug");
		}
		return form.toString();
	}

}
