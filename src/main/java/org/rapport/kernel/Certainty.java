package org.rapport.kernel;

/** How a lens with a day compares approximate dates. */
public enum Certainty {

	/** Shows everything that may have been the case on the day. */
	POSSIBLE,
	/**
	 * Shows only what must have been the case on the day, whatever the approximate dates
	 * turn out to mean.
	 */
	CERTAIN

}
