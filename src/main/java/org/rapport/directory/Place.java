package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A place: where a meeting was held, or where an organisation has an office.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param name the name as the source prints it
 * @param countryCode the code of its country, or null
 */
public record Place(Entry entry, String slug, String name, @Nullable String countryCode) implements Element {
}
