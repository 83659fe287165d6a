package org.rapport.transfer;

import java.util.List;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/** Thrown if files cannot be loaded. Nothing was written. */
public class ImportRefused extends RapportException {

	ImportRefused(String message, List<String> details) {
		super(ErrorCode.BAD_INTERCHANGE, details.isEmpty() ? message
				: message + System.lineSeparator() + "  " + String.join(System.lineSeparator() + "  ", details));
	}

}
