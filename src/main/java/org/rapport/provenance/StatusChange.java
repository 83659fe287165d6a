package org.rapport.provenance;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A fact: a record or an endorsement reached a status.
 *
 * @param entry what every record and fact carries
 * @param elementId the id of the record or endorsement
 * @param status the status
 * @param date since when, or null
 */
public record StatusChange(Entry entry, String elementId, String status,
		@Nullable ApproximateDate date) implements Element {

	/** The status that the latest of these changes gave; null if there is none. */
	public static @Nullable String latest(List<StatusChange> changes) {
		return changes.isEmpty() ? null : changes.get(changes.size() - 1).status();
	}

}
