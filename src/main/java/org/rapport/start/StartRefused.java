package org.rapport.start;

import org.jspecify.annotations.Nullable;

/** Thrown when Rapport cannot start for a reason that the operator can fix. */
public class StartRefused extends RuntimeException {

	private final String remedy;

	/**
	 * Creates a refusal. The operator reads both texts.
	 * @param reason what is wrong, in a sentence without secrets or internals
	 * @param remedy what to do about it
	 */
	public StartRefused(String reason, String remedy) {
		this(reason, remedy, null);
	}

	/** Creates a refusal with the failure that caused it. */
	public StartRefused(String reason, String remedy, @Nullable Throwable cause) {
		super(reason, cause);
		this.remedy = remedy;
	}

	/** What the operator can do about it. */
	public String remedy() {
		return this.remedy;
	}

}
