package org.rapport.directory;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * The identifier that another scheme gives a record, for example Wikidata.
 *
 * @param entry what every record and fact carries
 * @param record the record that is identified
 * @param scheme the scheme's code
 * @param identifier the identifier in the scheme
 */
public record Identification(Entry entry, Element record, String scheme, String identifier) implements Element {
}
