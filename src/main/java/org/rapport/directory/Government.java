package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Entry;

/**
 * A state, its executive, a ministry or team, a legislature, an intergovernmental body.
 *
 * @param entry what every record and fact carries
 * @param slug its handle
 * @param name the name as its source prints it
 * @param description one sentence about it, or null
 * @param kind what sort of government
 * @param countryCode its country, or null
 */
public record Government(Entry entry, String slug, String name, @Nullable String description, String kind,
		@Nullable String countryCode) implements Actor {
}
