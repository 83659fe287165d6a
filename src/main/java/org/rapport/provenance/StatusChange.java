package org.rapport.provenance;

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
}
