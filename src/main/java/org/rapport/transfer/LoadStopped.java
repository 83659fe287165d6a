package org.rapport.transfer;

import org.rapport.graph.DatabaseFailure;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/**
 * Thrown if a load could not go on after some of its batches were written. What was
 * written is whole and stays.
 */
public class LoadStopped extends RapportException {

	private final long written;

	LoadStopped(String dataset, long written, long elements, RuntimeException cause) {
		super((cause instanceof RapportException coded) ? coded.code() : ErrorCode.UNAVAILABLE,
				("The load of the data set \"%s\" stopped after %d of %d elements. These stay recorded. "
						+ "Load the same file again to add the rest. The reason: %s")
					.formatted(dataset, written, elements, reason(cause)));
		initCause(cause);
		this.written = written;
	}

	/** Messages of the database may contain what people wrote. */
	private static String reason(RuntimeException cause) {
		return (cause instanceof RapportException coded) ? String.valueOf(coded.getMessage())
				: "the database answered " + DatabaseFailure.code(cause);
	}

	/** The number of elements that were added or changed. */
	public long written() {
		return this.written;
	}

}
