package org.rapport.recording;

/**
 * Something about what was recorded that whoever recorded it should look at; it was
 * recorded all the same.
 *
 * @param message one sentence that says what is remarkable
 * @param code what clients branch on
 */
public record Warning(String message, Code code) {

	/** What is remarkable. */
	public enum Code {

		/** No role known on that day bears the stated capacity out. */
		CAPACITY_NOT_KNOWN,
		/** The endorsement is dated before what it endorses. */
		ENDORSED_BEFORE_TEXT,
		/** The meeting lies in the future and has no status that says it is planned. */
		NOT_YET_HELD

	}

}
