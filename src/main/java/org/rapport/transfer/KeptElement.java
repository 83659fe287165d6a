package org.rapport.transfer;

/**
 * An element that a load leaves as it is, although its files say something else, or do
 * not state it any more.
 * <p>
 * This is only for people who may see everything. {@link Why#NEEDED} and
 * {@link Why#CITED} tell that somebody recorded something about the element, and that may
 * be hidden.
 *
 * @param id its id
 * @param why why it stays
 * @param line the number of the line that states it, from 1; 0 if none does
 */
public record KeptElement(String id, Why why, int line) {

	/** Why an element stays as it is. */
	public enum Why {

		/** Somebody changed it after the data set was loaded. */
		CHANGED("somebody changed it since, so it stays as it is"),

		/** Somebody retracted it. */
		RETRACTED("somebody retracted it, so it stays retracted"),

		/** It was merged into another record, which gets its facts. */
		MERGED("it was merged into another record, which gets its facts"),

		/** Not everybody who sees it sees a citation from elsewhere. */
		CITED("it is not stated any more, but has a citation from elsewhere that not all its viewers see"),

		/** Something that stays refers to it. */
		NEEDED("it is not stated any more, but something that stays refers to it"),

		/** The files are only a part of the data set, and its row is not stored. */
		UNPLACED("no row of it is stored, for example because a load was taken back. So nothing tells if these files "
				+ "should state it, and it stays. Load all files of the data set together once");

		private final String words;

		Why(String words) {
			this.words = words;
		}

		/** The reason as the end of a sentence. */
		public String words() {
			return this.words;
		}

	}

}
