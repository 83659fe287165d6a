package org.rapport.command;

/** A file is no backup that can be put back, for a reason in one of its lines. */
class BadBackup extends RuntimeException {

	/**
	 * What is wrong.
	 * @param line in which line, from 1
	 * @param reason a part of a sentence that goes on from "Line 3 "
	 */
	BadBackup(long line, String reason) {
		super("Line %d %s.".formatted(line, reason));
	}

}
