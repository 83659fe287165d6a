package org.rapport.api;

import java.util.Map;
import java.util.function.Function;

import org.rapport.kernel.Listing;
import org.rapport.kernel.Parent;

/**
 * A list of {@code Query}, described once: the field itself and the table of the same
 * list follow from it.
 *
 * @param <T> the type of the listed values
 * @param field the name of the field
 * @param listing the list
 * @param filters makes the filters of the list from the arguments of the field
 */
public record RootList<T>(String field, Listing<T> listing,
		Function<ListArguments, Filters> filters) implements RootField {

	/**
	 * What the field asks for.
	 * @param counted whether it asks for the number of rows
	 */
	PageKey<T> key(Map<String, Object> arguments, ListArguments asked, boolean counted) {
		return PageKey.of(this.listing, Parent.ROOT, PageArguments.of(arguments, this.listing),
				this.filters.apply(asked).given(), counted);
	}

}
