package org.rapport.transfer;

/** Is told how far a load is. */
public interface LoadProgress {

	/** Tells nobody. */
	LoadProgress NONE = new LoadProgress() {

		@Override
		public void read(long rows) {
		}

		@Override
		public void wrote(long elements, long all) {
		}

	};

	/**
	 * Rows were read.
	 * @param rows how many so far
	 */
	void read(long rows);

	/**
	 * A batch was written.
	 * @param elements how many records, facts and citations are written so far
	 * @param all how many are to be written
	 */
	void wrote(long elements, long all);

}
