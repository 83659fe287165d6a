package org.rapport.directory;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A subject that meetings, documents and initiatives are about.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param name the name
 */
public record Topic(Entry entry, String slug, String name) implements Element {
}
