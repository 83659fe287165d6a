package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A fact: an organisation or government came after another, or took something over from
 * it.
 *
 * @param entry what every record and fact carries
 * @param later the organisation or government that came after
 * @param earlier the one before it, which may go on
 * @param kind RENAMING, MERGER, SPLIT, REPLACEMENT or TRANSFER_OF_FUNCTIONS
 * @param date when it happened, or null
 */
public record Succession(Entry entry, Actor later, Actor earlier, String kind,
		@Nullable ApproximateDate date) implements Element {
}
