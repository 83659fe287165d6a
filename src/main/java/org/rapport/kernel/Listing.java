package org.rapport.kernel;

import java.util.Collection;
import java.util.Map;

/**
 * A list that hangs on each of many parents and is read a page at a time, for all parents
 * at once.
 *
 * @param <T> what is listed
 */
public interface Listing<T> extends Ordered {

	/**
	 * A page for each parent, by parent. A parent that the lens hides has an empty one.
	 */
	Map<String, Slice<T>> page(Lens lens, Collection<String> parents, Map<String, Object> filter, Page page);

	/** How many there are in all for each parent, by parent. */
	Map<String, Long> count(Lens lens, Collection<String> parents, Map<String, Object> filter);

}
