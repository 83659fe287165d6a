package org.rapport.recording;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * An entry of an element's history: one version of it, and what it was before.
 *
 * @param entry what it carries; the version is the element's, the visibility the most
 * hidden that the element was before and after
 * @param ofId the id of the element
 * @param change what was done
 * @param act the name of the mutation, or {@code import}
 * @param reason why, as whoever did it says; null if they do not
 * @param before the form of the element before, as JSON; null if it was not there
 * @param after the form of the element afterwards, as JSON; null if it is retracted
 */
public record Revision(Entry entry, String ofId, ChangeKind change, String act, @Nullable String reason,
		@Nullable String before, @Nullable String after) implements Element {
}
