package org.rapport.api;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;

/**
 * A page of a list that an operation asks for. Fields with equal keys share what was
 * read.
 */
record PageKey<T>(Listing<T> listing, Parent parent, Page page, Map<String, Object> filter, boolean counted) {

	/** An order of lists that does not depend on when they were asked for. */
	static final Comparator<PageKey<?>> ORDER = Comparator.<PageKey<?>, String>comparing((key) -> key.listing().name())
		.thenComparing((key) -> key.page().toString())
		.thenComparing((key) -> new TreeMap<>(key.filter()).toString())
		.thenComparing(PageKey::counted);

	/**
	 * Makes a key.
	 * @param filter the filters of the list; a null value means not given
	 */
	static <T> PageKey<T> of(Listing<T> listing, Parent parent, Page page,
			Map<String, ? extends @Nullable Object> filter, boolean counted) {
		Map<String, Object> given = new HashMap<>();
		filter.forEach((name, value) -> {
			if (value != null) {
				given.put(name, value);
			}
		});
		return new PageKey<>(listing, parent, page, given, counted);
	}

	PageKey<T> withParent(Parent other) {
		return new PageKey<>(this.listing, other, this.page, this.filter, this.counted);
	}

}
