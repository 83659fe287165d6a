package org.rapport.search;

import org.rapport.kernel.Element;

/**
 * A record that answers to what was searched for.
 *
 * @param record the record
 * @param name its name, its title, or of an ask the summary
 * @param matchClass how well it answers, by the best of its names
 * @param matchedName that name
 */
record SearchResult(Element record, String name, MatchClass matchClass, String matchedName) {
}
