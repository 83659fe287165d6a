package org.rapport.transfer;

/**
 * How much of a data set a load retracts, because its files do not state it any more.
 *
 * @param count the number of records and facts that it retracts, or from which it takes
 * the citations of the data set
 * @param all the number of records and facts that the data set, or the part of it that
 * the files are the whole of, had before
 */
public record Retractions(long count, long all) {

	/** The part of a data set that a load may retract if nobody says otherwise. */
	public static final double MOST = 0.05;

	static final Retractions NONE = new Retractions(0, 0);

	/**
	 * Whether a load with so many retractions stops.
	 * @param accepted the number of retractions that somebody has accepted
	 */
	public boolean areTooMany(long accepted) {
		return this.count > this.all * MOST && this.count > accepted;
	}

	/** What somebody has to know to accept them. */
	public String message() {
		return ("The load would retract %1$d of %2$d records and facts, because the files do not state them any more. "
				+ "At most 5 %% may go. If it is right, load again with --accept-retractions %1$d "
				+ "(in the API: acceptedRetractions: %1$d).")
			.formatted(this.count, this.all);
	}

}
