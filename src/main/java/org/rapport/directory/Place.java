package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * Where something was, or where offices are.
 *
 * @param entry what every record and fact carries
 * @param slug its handle
 * @param name the name as its source prints it
 * @param countryCode its country, or null
 */
public record Place(Entry entry, String slug, String name, @Nullable String countryCode) implements Element {
}
