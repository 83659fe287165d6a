package org.rapport.recording;

/** What became of an element. */
public enum ChangeKind {

	/** It was recorded for the first time. */
	RECORDED,
	/** What it says was changed. */
	CHANGED,
	/** It was taken out of every answer, and kept here. */
	RETRACTED,
	/** What it said before was brought back. */
	RESTORED,
	/** It was merged into another, or came to be about what another was merged into. */
	MERGED,
	/** A merge was taken back. */
	UNMERGED

}
