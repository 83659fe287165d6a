package org.rapport.api;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;

/**
 * A field that lists something of the element it belongs to: the one description of what
 * it reads, from which both the field itself and {@link ReadingPlans} follow.
 *
 * @param <T> the type of the listed values
 * @param source equal for all fields that may give the same list: the list itself, or
 * what chooses it
 * @param listing the list, which may depend on the arguments
 * @param filters the filters that the arguments give
 * @param extent how much of the list the field reads
 * @param answer the form in which the field gives what was read
 */
record ListField<T>(Object source, Function<ListArguments, Listing<T>> listing,
		Function<ListArguments, Filters> filters, Extent extent, Answer<Connection<T>> answer) {

	/** How much of its list a field reads. */
	enum Extent {

		/** The page that its arguments name. */
		PAGE(0),
		/** A whole short list. */
		ALL(1000),
		/** The first row. */
		FIRST(1);

		private final int size;

		Extent(int size) {
			this.size = size;
		}

	}

	/**
	 * What the field asks for.
	 * @param counted whether it asks for the number of rows
	 */
	PageKey<T> key(Parent parent, Map<String, Object> arguments, ListArguments asked, boolean counted) {
		Listing<T> list = this.listing.apply(asked);
		Map<String, @Nullable Object> filter = this.filters.apply(asked).given();
		if (this.extent == Extent.PAGE) {
			return PageKey.of(list, parent, PageArguments.of(arguments, list), filter, counted);
		}
		String order = list.orders().get(0);
		Page page = new Page(order, list.descends(order), this.extent.size, false, null, null);
		return PageKey.of(list, parent, page, filter, false);
	}

	/** The connection of such a list in the form in which the field gives it. */
	@SuppressWarnings("unchecked")
	@Nullable Object answered(Connection<?> connection) {
		return this.answer.of((Connection<T>) connection);
	}

}
