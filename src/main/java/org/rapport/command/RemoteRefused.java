package org.rapport.command;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/** Thrown if a running Rapport refuses files or an import, or cannot be reached. */
final class RemoteRefused extends RapportException {

	RemoteRefused(String message) {
		super(ErrorCode.UNAVAILABLE, message);
	}

}
