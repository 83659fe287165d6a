package org.rapport.command;

/** Thrown if a line of a backup file is damaged or not as expected. */
class BadBackup extends RuntimeException {

	/**
	 * Makes the message from the line and the reason.
	 * @param line the line, from 1
	 * @param reason the rest of a sentence that starts with "Line 3 "
	 */
	BadBackup(long line, String reason) {
		super("Line %d %s.".formatted(line, reason));
	}

}
