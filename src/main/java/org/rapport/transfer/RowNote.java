package org.rapport.transfer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a load has to say about a row.
 *
 * @param about what kind of note it is
 * @param place the row
 * @param message what was found, with column and text, and what would be right
 */
public record RowNote(About about, RowPlace place, String message) {

	/**
	 * One note about everything that is wrong with a row.
	 * @param faults what is wrong, at least one
	 */
	public static RowNote refused(RowPlace place, List<String> faults) {
		String message = (faults.size() == 1) ? faults.get(0)
				: IntStream.range(0, faults.size())
					.mapToObj((i) -> "(%d) %s".formatted(i + 1, faults.get(i)))
					.collect(Collectors.joining("; ", "has %d errors: ".formatted(faults.size()), ""));
		return new RowNote(About.REFUSED, place, message);
	}

	/** Kinds of notes. */
	public enum About {

		/** The row has an error, and makes nothing. */
		REFUSED,

		/** The mapping leaves the row out. */
		LEFT_OUT,

		/** An earlier row has the same texts, so the row counts with it as one. */
		TOLD_TWICE,

		/** A date could not be read. Its text is in the note of the citations. */
		UNREAD_DATE,

		/**
		 * A date is outside the range that the mapping calls plausible, or a meeting is
		 * in the future.
		 */
		UNLIKELY_DATE,

		/** A name or title was too long. Its whole text is in the description. */
		SHORTENED,

		/** Another table does not have the row that this one joins. */
		NOT_JOINED,

		/** A record of another data set is the same, so the row tells of that one. */
		MATCHED,

		/**
		 * Several records of other data sets may be the same, so the row makes one of its
		 * own.
		 */
		DOUBTFUL,

		/**
		 * A record or fact stays as it is although the row says something else, or
		 * although no row states it any more.
		 */
		KEPT,

		/**
		 * The row may be about a record that was erased, so it makes none until somebody
		 * decides.
		 */
		WAITING,

		/** The citations of a table name the numbers of rows, which change. */
		NUMBERED,

		/**
		 * Several rows make one element, and this one says something else about it than
		 * the one before. The mapping says which counts.
		 */
		DIFFERS,

		/** A text was cleaned. */
		CLEANED

	}

}
