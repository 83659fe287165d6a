package org.rapport.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Position;
import org.rapport.kernel.Slice;

/**
 * Goes through a list page by page, by keyset. What is added or removed meanwhile moves
 * no other row.
 *
 * @param <T> the type of the listed values
 */
@FunctionalInterface
interface TableWalk<T> {

	/** The rows of one page. */
	int PAGE = 500;

	/** The parents whose lists are read together. */
	int PARENTS = 100;

	/** The rows that are read of each of them at first. */
	int EACH = 100;

	/** The next rows, perhaps none; null after the last. */
	@Nullable List<T> next();

	/** A walk through the list of one parent. */
	static <T> TableWalk<T> through(Lens lens, Listing<T> list, Parent parent, Map<String, Object> filter) {
		return through(lens, list, parent, filter, PAGE, null);
	}

	private static <T> TableWalk<T> through(Lens lens, Listing<T> list, Parent parent, Map<String, Object> filter,
			int size, @Nullable Position start) {
		return new TableWalk<>() {

			private @Nullable Position after = start;

			private boolean ended;

			@Override
			public @Nullable List<T> next() {
				if (this.ended) {
					return null;
				}
				Slice<T> slice = list.page(lens, List.of(parent), filter, page(list, size, this.after))
					.getOrDefault(parent, Slice.empty());
				this.ended = !slice.hasNext();
				this.after = last(slice);
				return values(slice);
			}

		};
	}

	/**
	 * A walk through a list of each element of another list, in the order of that list.
	 * The lists of many parents are read together.
	 */
	static <P extends Element, T> TableWalk<T> below(Lens lens, Listing<P> parents, Map<String, Object> parentFilter,
			Listing<T> list, Map<String, Object> filter) {
		TableWalk<P> outer = through(lens, parents, Parent.ROOT, parentFilter, PARENTS, null);
		return new TableWalk<>() {

			/** The first pages that are read and not yet given, in their order. */
			private final Deque<Map.Entry<Parent, Slice<T>>> ready = new ArrayDeque<>();

			/** The rest of a list that is longer than its first page. */
			private @Nullable TableWalk<T> rest;

			@Override
			public @Nullable List<T> next() {
				if (this.rest != null) {
					List<T> more = this.rest.next();
					if (more != null) {
						return more;
					}
					this.rest = null;
				}
				if (this.ready.isEmpty() && !read()) {
					return null;
				}
				List<T> rows = new ArrayList<>();
				while (!this.ready.isEmpty() && this.rest == null) {
					Map.Entry<Parent, Slice<T>> first = this.ready.remove();
					rows.addAll(values(first.getValue()));
					if (first.getValue().hasNext()) {
						this.rest = through(lens, list, first.getKey(), filter, PAGE, last(first.getValue()));
					}
				}
				return rows;
			}

			private boolean read() {
				List<P> elements = outer.next();
				if (elements == null) {
					return false;
				}
				List<Parent> each = elements.stream().map(Parent::of).toList();
				if (!each.isEmpty()) {
					Map<Parent, Slice<T>> pages = list.page(lens, each, filter, page(list, EACH, null));
					each.forEach(
							(parent) -> this.ready.add(Map.entry(parent, pages.getOrDefault(parent, Slice.empty()))));
				}
				return true;
			}

		};
	}

	/** One walk after the other. */
	@SafeVarargs
	static <T> TableWalk<T> oneAfterAnother(TableWalk<? extends T>... walks) {
		Deque<TableWalk<? extends T>> left = new ArrayDeque<>(Arrays.asList(walks));
		return () -> {
			while (!left.isEmpty()) {
				List<? extends T> rows = left.element().next();
				if (rows != null) {
					return List.copyOf(rows);
				}
				left.remove();
			}
			return null;
		};
	}

	private static Page page(Listing<?> list, int size, @Nullable Position after) {
		String order = list.orders().get(0);
		return new Page(order, list.descends(order), size, false, after, null);
	}

	private static <T> List<T> values(Slice<T> slice) {
		return slice.rows().stream().map(Slice.Row::value).toList();
	}

	private static @Nullable Position last(Slice<?> slice) {
		return slice.rows().isEmpty() ? null : slice.rows().get(slice.rows().size() - 1).position();
	}

}
