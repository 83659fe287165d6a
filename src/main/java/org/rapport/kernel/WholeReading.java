package org.rapport.kernel;

import java.util.Collection;
import java.util.List;

/** Reads lists together: those of the same parents, and those below their rows. */
public interface WholeReading {

	/**
	 * Reads the pages of trees of lists, as far as statements for them are ready.
	 * @param parents the parents of the uppermost list of each tree
	 * @param trees the trees, in the same order for the same fields
	 * @return the lists that were read: an uppermost one with a page for each parent, and
	 * one below with a page for each row. The others must be read by themselves
	 */
	List<ReadingPlan.ReadList<?>> read(Lens lens, Collection<Parent> parents, List<ReadingPlan<?>> trees);

	/**
	 * Whether an element of a kind needs only the property, or the end, with the name of
	 * a field to answer it.
	 */
	boolean isPart(Kind kind, String field);

}
