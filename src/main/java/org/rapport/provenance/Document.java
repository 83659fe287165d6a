package org.rapport.provenance;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A text, for example a letter or a law. It can be endorsed, and it can be cited as a
 * source.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param title what a reader would call it
 * @param description one sentence about it, or null
 * @param kind the form of the text
 * @param date the date on the document, or null
 * @param url where it can be read, or null
 * @param language the language of the text in BCP 47, or null
 */
public record Document(Entry entry, String slug, String title, @Nullable String description, String kind,
		@Nullable ApproximateDate date, @Nullable String url, @Nullable String language) implements Element {
}
