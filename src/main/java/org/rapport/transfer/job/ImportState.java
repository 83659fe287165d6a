package org.rapport.transfer.job;

/** How far an import is. */
enum ImportState {

	/** It waits for other imports. */
	WAITING,
	/** It reads or writes. */
	RUNNING,
	/** All is loaded, or checked if it was a dry run. */
	DONE,
	/** The files have errors. Nothing was written. */
	REFUSED,
	/** It could not go on. What was written stays. */
	STOPPED,
	/** Somebody cancelled it. What was written stays. */
	CANCELLED;

	/** Whether nothing more happens. */
	boolean isOver() {
		return this != WAITING && this != RUNNING;
	}

}
