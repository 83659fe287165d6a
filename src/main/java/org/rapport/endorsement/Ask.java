package org.rapport.endorsement;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * One thing that a document asks for.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param position its place among the document's asks, from 1
 * @param summary the request, in the curator's words
 */
public record Ask(Entry entry, String slug, int position, String summary) implements Element {
}
