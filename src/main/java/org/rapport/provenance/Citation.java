package org.rapport.provenance;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * Where something is written.
 *
 * @param entry what every record and fact carries
 * @param supportedId the id of what it supports
 * @param document the source
 * @param locator where in the source
 * @param quote the wording, or null
 * @param note a curator's note, or null
 * @param basis STATED or INFERRED
 * @param accessed when the source was read, or null
 */
public record Citation(Entry entry, String supportedId, Document document, String locator, @Nullable String quote,
		@Nullable String note, String basis, @Nullable ApproximateDate accessed) implements Element {
}
