package org.rapport.kernel;

/**
 * Something is wrong with what was asked, said so that a client can mend it; never a word
 * about the inside.
 */
public class RapportException extends RuntimeException {

	private final ErrorCode code;

	/**
	 * Says what is wrong.
	 * @param code the stable code that clients branch on, such as {@code BAD_DATE}
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
