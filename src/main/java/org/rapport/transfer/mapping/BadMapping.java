package org.rapport.transfer.mapping;

import java.util.List;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/** Thrown if a mapping has errors. */
public class BadMapping extends RapportException {

	private final transient List<String> errors;

	BadMapping(String file, List<String> errors) {
		super(ErrorCode.BAD_INTERCHANGE, "The mapping %s has %d error%s:%n  %s".formatted(file, errors.size(),
				(errors.size() == 1) ? "" : "s", String.join(System.lineSeparator() + "  ", errors)));
		this.errors = List.copyOf(errors);
	}

	/** All errors. Each is a sentence. */
	public List<String> errors() {
		return this.errors;
	}

}
