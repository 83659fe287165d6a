package org.rapport.kernel;

/**
 * Who may see a record or a fact, from everyone to a few; stored as its {@link #level()}.
 */
public enum Visibility {

	PUBLIC, NETWORK, RESTRICTED, CONFIDENTIAL;

	/** The number that the graph stores, 0 (PUBLIC) to 3 (CONFIDENTIAL). */
	public int level() {
		return ordinal();
	}

	/**
	 * The visibility of a stored level.
	 * @throws IllegalArgumentException if the level is not 0 to 3
	 */
	public static Visibility of(long level) {
		if (level < 0 || level >= values().length) {
			throw new IllegalArgumentException("No visibility has the level " + level);
		}
		return values()[(int) level];
	}

}
