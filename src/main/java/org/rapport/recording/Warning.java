package org.rapport.recording;

/**
 * Something that the curator should look at. The act was done all the same.
 *
 * @param message one sentence about it
 * @param code the code that clients branch on
 */
public record Warning(String message, Code code) {

	/** The kinds of warning. */
	public enum Code {

		/** A text had tabs, no-break spaces or unseen characters, which were removed. */
		TEXT_CLEANED,
		/** No role known for that day matches the stated capacity. */
		CAPACITY_NOT_KNOWN,
		/** The endorsement has an earlier date than the text that it endorses. */
		ENDORSED_BEFORE_TEXT,
		/** The meeting lies in the future and has no status. */
		NOT_YET_HELD

	}

}
