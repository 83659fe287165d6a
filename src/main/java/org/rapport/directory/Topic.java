package org.rapport.directory;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * What something is about.
 *
 * @param entry what every record and fact carries
 * @param slug its handle
 * @param name its name
 */
public record Topic(Entry entry, String slug, String name) implements Element {
}
