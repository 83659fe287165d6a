package org.rapport.api;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

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

	PageKey<T> withParent(Parent other) {
		return new PageKey<>(this.listing, other, this.page, this.filter, this.counted);
	}

}
