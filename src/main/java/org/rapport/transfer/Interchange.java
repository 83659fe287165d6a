package org.rapport.transfer;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The content of an interchange file, with the errors of its single lines.
 *
 * @param dataset the data set of the first line, or null if that line is missing or wrong
 * @param lines the records and facts, in the order of the file
 * @param complete whether every line could be read; only then is a key without a line an
 * error
 * @param problems the errors of single lines
 * @param cleaned the texts that were cleaned
 */
record Interchange(@Nullable Dataset dataset, List<Line> lines, boolean complete, Problems problems, Problems cleaned) {
}
