package org.rapport.search;

import org.rapport.kernel.Element;

/**
 * A record that matches a search text.
 *
 * @param record the record
 * @param name its name or title; of an ask, the summary
 * @param matchClass how well its best name matches
 * @param matchedName that best name
 */
record SearchResult(Element record, String name, MatchClass matchClass, String matchedName) {
}
