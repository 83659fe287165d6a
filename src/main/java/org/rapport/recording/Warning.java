package org.rapport.recording;

import java.util.List;

/**
 * Something that the curator should look at. The act was done all the same.
 *
 * @param message one sentence about it
 * @param code the code that clients branch on
 * @param field the place in the input; empty if it is about the whole input
 * @param candidateIds the ids of the records or facts that the input may repeat
 */
public record Warning(String message, Code code, List<String> field, List<String> candidateIds) {

	public Warning {
		field = List.copyOf(field);
		candidateIds = List.copyOf(candidateIds);
	}

	public Warning(String message, Code code) {
		this(message, code, List.of(), List.of());
	}

	/** The kinds of warning. */
	public enum Code {

		/** A text had tabs, no-break spaces or unseen characters, which were removed. */
		TEXT_CLEANED,
		/** No role known for that day matches the stated capacity. */
		CAPACITY_NOT_KNOWN,
		/** The endorsement has an earlier date than the text that it endorses. */
		ENDORSED_BEFORE_TEXT,
		/** The meeting lies in the future and has no status. */
		NOT_YET_HELD,
		/** The same fact may be recorded already, for a time that overlaps. */
		ALREADY_RECORDED,
		/** The new record is like one that is recorded already. */
		SIMILAR_RECORD,
		/**
		 * Not all viewers who found a merged record by its name find the survivor by it.
		 */
		NAME_NOT_KEPT

	}

}
