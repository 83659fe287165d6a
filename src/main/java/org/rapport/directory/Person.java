package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Entry;

/**
 * A human being.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param name the name as the source prints it
 * @param description one sentence about the person, or null
 */
public record Person(Entry entry, String slug, String name, @Nullable String description) implements Actor {
}
