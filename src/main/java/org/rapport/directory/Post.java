package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Entry;

/**
 * An office that acts whoever holds it, for example a minister whom the source does not
 * name.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param name the name as the source prints it
 * @param description one sentence about it, or null
 */
public record Post(Entry entry, String slug, String name, @Nullable String description) implements Actor {
}
