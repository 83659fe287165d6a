package org.rapport.transfer.mapping;

import java.util.Set;

import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Kind;
import org.rapport.transfer.RowPlace;
import org.rapport.transfer.mapping.Mapping.Match;

/**
 * A record or fact that rows make, in the form of the interchange format.
 *
 * @param kind its kind
 * @param key its key in the data set
 * @param json its form, with its citations
 * @param matches by what a record of another data set may be recognised as the same
 * @param place the row that made it first
 */
public record MadeLine(Kind kind, String key, ObjectNode json, Set<Match> matches, RowPlace place) {
}
