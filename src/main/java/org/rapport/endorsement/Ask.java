package org.rapport.endorsement;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * One thing that a document asks for.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param position its place among the document's asks, from 1
 * @param heading the group of asks in which the document puts it, or null
 * @param summary the request, in the curator's words
 * @param wording the request in the document's own words, or null
 */
public record Ask(Entry entry, String slug, int position, @Nullable String heading, String summary,
		@Nullable String wording) implements Element {
}
