package org.rapport.kernel;

import java.util.List;

/**
 * A list with one or more orders, in which a place can be written down and found again.
 */
public interface Ordered {

	/**
	 * Its name, which its cursors carry, so that a cursor of another list is recognised.
	 */
	String name();

	/** The names of its orders; the first is the default. */
	List<String> orders();

	/** Whether an order runs from largest to smallest unless asked otherwise. */
	boolean descends(String order);

	/** The types of the values of a position in an order, without the closing id. */
	List<Class<?>> positionTypes(String order);

}
