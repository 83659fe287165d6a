package org.rapport.kernel;

import java.util.Comparator;
import java.util.List;

/**
 * A position in an ordered list: the sort values of a row, and the id that breaks ties.
 *
 * @param values names, words, days and whole numbers, in the sequence in which the order
 * compares them
 * @param id the id of the element at this position
 */
public record Position(List<Object> values, String id) {

	/**
	 * From smallest to largest: by the values, one after the other, and then by the id.
	 */
	public static final Comparator<Position> ORDER = Position::compare;

	public Position {
		values = List.copyOf(values);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static int compare(Position a, Position b) {
		for (int i = 0; i < a.values.size(); i++) {
			int compared = ((Comparable) a.values.get(i)).compareTo(b.values.get(i));
			if (compared != 0) {
				return compared;
			}
		}
		return a.id.compareTo(b.id);
	}

}
