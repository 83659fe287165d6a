package org.rapport.export;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Slice;

/**
 * The rows of one page of a table. A list that belongs to each row, such as its sources,
 * is read once for all of them.
 *
 * @param <T> the type of the rows
 */
final class RowPage<T> {

	/** As long as the API reads lists without pages. */
	private static final int WHOLE_LIST = 1000;

	private final Lens lens;

	private final List<T> rows;

	private final Map<RowList<T, ?>, Map<Parent, List<?>>> read = new HashMap<>();

	RowPage(Lens lens, List<T> rows) {
		this.lens = lens;
		this.rows = rows;
	}

	/**
	 * A short list that belongs to an element of each row.
	 *
	 * @param list the list
	 * @param of the element of a row: the row itself, or one of its ends
	 */
	record RowList<T, V>(Listing<V> list, Function<T, Element> of) {
	}

	List<T> rows() {
		return this.rows;
	}

	/** The list of one row. */
	@SuppressWarnings("unchecked")
	<V> List<V> list(T row, RowList<T, V> below) {
		Map<Parent, List<?>> lists = this.read.computeIfAbsent(below, (unread) -> read(below));
		return (List<V>) lists.getOrDefault(Parent.of(below.of().apply(row)), List.of());
	}

	private <V> Map<Parent, List<?>> read(RowList<T, V> below) {
		Set<Parent> parents = new LinkedHashSet<>();
		this.rows.forEach((row) -> parents.add(Parent.of(below.of().apply(row))));
		String order = below.list().orders().get(0);
		Page whole = new Page(order, below.list().descends(order), WHOLE_LIST, false, null, null);
		Map<Parent, List<?>> lists = new HashMap<>();
		below.list()
			.page(this.lens, parents, Map.of(), whole)
			.forEach((parent, slice) -> lists.put(parent, slice.rows().stream().map(Slice.Row::value).toList()));
		return lists;
	}

}
