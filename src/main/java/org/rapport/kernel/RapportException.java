package org.rapport.kernel;

/**
 * Thrown when a request is wrong in a way that the client can fix. Its message never
 * tells anything about the inside of the server.
 */
public class RapportException extends RuntimeException {

	private final ErrorCode code;

	/**
	 * Creates an error with a code.
	 * @param code the stable code that clients branch on, for example {@code BAD_DATE}
	 * @param message one sentence that names what is wrong and where
	 */
	public RapportException(ErrorCode code, String message) {
		super(message);
		this.code = code;
	}

	public ErrorCode code() {
		return this.code;
	}

}
