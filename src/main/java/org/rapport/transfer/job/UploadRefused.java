package org.rapport.transfer.job;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/** Thrown if a file cannot be taken. Nothing of it is kept. */
class UploadRefused extends RapportException {

	UploadRefused(ErrorCode code, String message) {
		super(code, message);
	}

}
