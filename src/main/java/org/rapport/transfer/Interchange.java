package org.rapport.transfer;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The content of an interchange file, with the errors of its single lines.
 *
 * @param dataset the data set of the first line, or null if that line is missing or wrong
 * @param matched the ids of records of other data sets, by the keys that stand for them.
 * They have no lines
 * @param lines the records and facts, in the order of the file
 * @param complete whether every line could be read; only then is a key without a line an
 * error
 * @param problems the errors of single lines
 * @param cleaned the texts that were cleaned
 */
record Interchange(@Nullable Dataset dataset, Map<String, String> matched, List<Line> lines, boolean complete,
		Problems problems, Problems cleaned) {
}
