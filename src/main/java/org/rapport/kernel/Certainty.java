package org.rapport.kernel;

/** How a lens with a day reads approximate dates. */
public enum Certainty {

	/** What may have been so on the day. */
	POSSIBLE,
	/**
	 * What must have been so on the day, whatever the approximate dates turn out to mean.
	 */
	CERTAIN

}
