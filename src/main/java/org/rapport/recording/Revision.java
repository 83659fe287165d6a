package org.rapport.recording;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * An entry in the history of an element.
 *
 * @param entry the version is that of the element; the visibility is the higher one of
 * before and after
 * @param elementId the id of the element
 * @param change what was done
 * @param act the name of the mutation, {@code import} or {@code undoImport}
 * @param reason the reason that the curator gave, or null
 * @param before the form of the element before, as JSON; null if it was new
 * @param after the form of the element after, as JSON; null if it was retracted
 */
public record Revision(Entry entry, String elementId, ChangeKind change, String act, @Nullable String reason,
		@Nullable String before, @Nullable String after) implements Element {
}
