package org.rapport.transfer;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An interchange file as it was read, with what is wrong with its single lines.
 *
 * @param dataset what its first line says; null if that line is missing or wrong
 * @param lines its records and facts, in the order of the file
 * @param complete whether every line could be read, so that a key which no line has is
 * really not in the file
 * @param problems what is wrong with its lines, each by itself
 */
record Interchange(@Nullable Dataset dataset, List<Line> lines, boolean complete, Problems problems) {
}
