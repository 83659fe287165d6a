package org.rapport.kernel;

import java.util.List;

/**
 * A place in an ordered list: the values it is ordered by, and the id that breaks ties.
 *
 * @param values strings, days and whole numbers, in the order's sequence
 * @param id the id of the element there
 */
public record Position(List<Object> values, String id) {

	public Position {
		values = List.copyOf(values);
	}

}
