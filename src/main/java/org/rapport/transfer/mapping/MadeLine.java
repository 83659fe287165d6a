package org.rapport.transfer.mapping;

import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Kind;

/**
 * A record or fact that rows make, in the form of the interchange format.
 *
 * @param kind its kind
 * @param key its key in the data set
 * @param json its form, with its citations
 * @param place the row that made it first
 */
public record MadeLine(Kind kind, String key, ObjectNode json, RowPlace place) {
}
