package org.rapport.kernel;

import org.jspecify.annotations.Nullable;

/** Rapport cannot start, for a reason that whoever starts it can remove. */
public class StartRefused extends RuntimeException {

	private final String remedy;

	/**
	 * A refusal in the words that the operator reads.
	 * @param reason what is wrong, in a sentence without secrets or internals
	 * @param remedy what to do about it
	 */
	public StartRefused(String reason, String remedy) {
		this(reason, remedy, null);
	}

	/** A refusal in the words that the operator reads, with what made it known. */
	public StartRefused(String reason, String remedy, @Nullable Throwable cause) {
		super(reason, cause);
		this.remedy = remedy;
	}

	/** What to do about it. */
	public String remedy() {
		return this.remedy;
	}

}
