package org.rapport.transfer.reading;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/** Thrown if a file cannot be read. The message names the file and says what to do. */
public class UnreadableFile extends RapportException {

	UnreadableFile(String file, String message) {
		this(file, message, null);
	}

	UnreadableFile(String file, String message, @Nullable Throwable cause) {
		super(ErrorCode.BAD_INTERCHANGE, file + " " + message);
		if (cause != null) {
			initCause(cause);
		}
	}

}
