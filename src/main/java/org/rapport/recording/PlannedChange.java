package org.rapport.recording;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Ids;

/**
 * What an act would do to one element. A dry run lists these changes.
 *
 * @param elementId the id of the element, or null if it would be new
 * @param type the kind of the element, as a label
 * @param change what would be done
 * @param revision the history entry that the act would leave; null if it would leave
 * none, because it would erase the element, or because the element would only go or come
 * with another one
 */
public record PlannedChange(@Nullable String elementId, String type, ChangeKind change, @Nullable Revision revision) {

	/** The change of which this history entry would tell. */
	static PlannedChange of(Revision revision) {
		String id = revision.elementId();
		return new PlannedChange((revision.change() != ChangeKind.RECORDED) ? id : null, Ids.kindOf(id).label(),
				revision.change(), revision);
	}

	/** The retraction or return of an element together with one that it depends on. */
	static PlannedChange following(String id, boolean comes) {
		return new PlannedChange(id, Ids.kindOf(id).label(), comes ? ChangeKind.RESTORED : ChangeKind.RETRACTED, null);
	}

	/** The erasure of an element. */
	static PlannedChange erased(String id) {
		return new PlannedChange(id, Ids.kindOf(id).label(), ChangeKind.ERASED, null);
	}

}
