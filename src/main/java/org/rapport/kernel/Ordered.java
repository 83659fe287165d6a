package org.rapport.kernel;

import java.util.List;

/**
 * A list with one or more orders. A position in an order can be saved in a cursor and
 * found again.
 */
public interface Ordered {

	/**
	 * The name of the list. Its cursors carry the name, so that a cursor of another list
	 * is recognised.
	 */
	String name();

	/** The names of its orders; the first is the default. */
	List<String> orders();

	/** Whether an order runs from largest to smallest by default. */
	boolean descends(String order);

	/**
	 * The types of the sort values of a position in an order, without the id that breaks
	 * ties.
	 */
	List<Class<?>> positionTypes(String order);

}
