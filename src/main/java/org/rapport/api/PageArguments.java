package org.rapport.api;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ordered;
import org.rapport.kernel.Page;
import org.rapport.kernel.Position;
import org.rapport.kernel.RapportException;

/**
 * Reads the arguments of every connection: {@code first}, {@code after}, {@code last},
 * {@code before}, {@code orderBy}.
 */
public final class PageArguments {

	/** The size of a page if the client gives none. */
	public static final int DEFAULT_SIZE = 25;

	/** The largest size of a page. */
	public static final int LARGEST_SIZE = Page.LARGEST_SIZE;

	/** The arguments that select a page without changing the list. */
	public static final Set<String> PLACES = Set.of("first", "after", "last", "before");

	private PageArguments() {
	}

	/**
	 * The page that a field asks for.
	 * @param arguments the arguments of the field
	 * @throws RapportException with the code BAD_PAGE, PAGE_TOO_LARGE or BAD_CURSOR
	 */
	public static Page of(Map<String, Object> arguments, Ordered list) {
		Integer first = (Integer) arguments.get("first");
		Integer last = (Integer) arguments.get("last");
		if (first != null && last != null) {
			throw new RapportException(ErrorCode.BAD_PAGE, "Give \"first\" or \"last\", not both");
		}
		Map<?, ?> orderBy = (Map<?, ?>) arguments.get("orderBy");
		String order = (orderBy != null) ? String.valueOf(orderBy.get("field")) : list.orders().get(0);
		boolean descending = (orderBy != null) ? "DESC".equals(orderBy.get("direction")) : list.descends(order);
		int size = (first != null) ? size("first", first) : (last != null) ? size("last", last) : DEFAULT_SIZE;
		String named = order + (descending ? "-" : "+");
		return new Page(order, descending, size, last != null, position(arguments, "after", list, order, named),
				position(arguments, "before", list, order, named));
	}

	/** The cursor of a position on a page. */
	public static String cursor(Ordered list, Page page, Position position) {
		return Cursors.write(list.name(), page.order() + (page.descending() ? "-" : "+"), position);
	}

	private static @Nullable Position position(Map<String, Object> arguments, String argument, Ordered list,
			String order, String named) {
		String cursor = (String) arguments.get(argument);
		return (cursor != null) ? Cursors.read(cursor, argument, list.name(), named, list.positionTypes(order)) : null;
	}

	private static int size(String argument, int size) {
		if (size < 0) {
			throw new RapportException(ErrorCode.BAD_PAGE, "\"" + argument + "\" is negative; give 0 or more");
		}
		if (size > LARGEST_SIZE) {
			throw new RapportException(ErrorCode.PAGE_TOO_LARGE,
					"\"" + argument + "\" is " + size + "; at most " + LARGEST_SIZE + " are allowed");
		}
		return size;
	}

}
