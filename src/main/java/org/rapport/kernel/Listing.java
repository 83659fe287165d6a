package org.rapport.kernel;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * A list that belongs to a parent, for example the memberships of an actor. It is read a
 * page at a time, for many parents at once.
 *
 * @param <T> the type of the listed values
 */
public interface Listing<T> extends Ordered {

	/**
	 * The same list, after it has read what both the pages and the counts of these
	 * parents need. Pages and counts are right without it, but may then read that twice.
	 */
	default Listing<T> prepared(Lens lens, Collection<Parent> parents) {
		return this;
	}

	/**
	 * What lists below a row may belong to: ends of the row, each named like the field
	 * that leads there, and {@link ReadingPlan.Below#ROW} for the row itself. Empty if a
	 * {@link WholeReading} cannot read this list.
	 */
	default Set<String> ends() {
		return Set.of();
	}

	/**
	 * Whether a {@link WholeReading} can read this list below the rows of another.
	 */
	default boolean isReadBelow() {
		return false;
	}

	/**
	 * Reads one page for each parent.
	 * @return the pages by parent; empty for a parent that the lens hides
	 */
	Map<Parent, Slice<T>> page(Lens lens, Collection<Parent> parents, Map<String, Object> filter, Page page);

	/**
	 * Counts the whole list of each parent.
	 * @return the counts by parent
	 */
	Map<Parent, Long> count(Lens lens, Collection<Parent> parents, Map<String, Object> filter);

}
