package org.rapport.api;

import java.util.function.Function;

import org.rapport.kernel.Listing;

/**
 * A list of {@code Query}, described once: the field itself and the table of the same
 * list follow from it.
 *
 * @param <T> the type of the listed values
 * @param field the name of the field
 * @param listing the list
 * @param filters makes the filters of the list from the arguments of the field
 */
public record RootList<T>(String field, Listing<T> listing, Function<ListArguments, Filters> filters) {
}
