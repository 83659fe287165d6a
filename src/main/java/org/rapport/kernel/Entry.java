package org.rapport.kernel;

import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * The properties that every record and fact has.
 *
 * @param id its id
 * @param visibility who may see it
 * @param circle the need-to-know group that it is limited to; null if it is in none
 * @param recordedAt when its current version was recorded
 * @param recordedBy who recorded its current version
 * @param version the number of its current version, from 1
 */
public record Entry(String id, Visibility visibility, @Nullable String circle, OffsetDateTime recordedAt,
		String recordedBy, long version) {

	private static final String LOAD = "import:";

	/** Who records what is loaded with a data set. */
	public static String loadOf(String dataset) {
		return LOAD + dataset;
	}

	/**
	 * The data set with which the current version was loaded; null if it was not loaded.
	 */
	public @Nullable String dataset() {
		return datasetOf(this.recordedBy);
	}

	/** The data set that was loaded by somebody with this name; null if it was none. */
	public static @Nullable String datasetOf(String recordedBy) {
		return recordedBy.startsWith(LOAD) ? recordedBy.substring(LOAD.length()) : null;
	}

}
