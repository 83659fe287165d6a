package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Entry;

/**
 * A state, its executive, a ministry or team, a legislature, or an intergovernmental
 * body.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param name the name as the source prints it
 * @param description one sentence about it, or null
 * @param kind the kind of government
 * @param countryCode the code of its country, or null
 */
public record Government(Entry entry, String slug, String name, @Nullable String description, String kind,
		@Nullable String countryCode) implements Actor {
}
