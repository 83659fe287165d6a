package org.rapport.endorsement;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * What is pursued or offered.
 *
 * @param entry what every record and fact carries
 * @param slug its handle
 * @param title what it is called
 * @param description one sentence about it, or null
 * @param kind what it is
 */
public record Initiative(Entry entry, String slug, String title, @Nullable String description,
		String kind) implements Element {
}
