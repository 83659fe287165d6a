package org.rapport.recording;

/** The kinds of change to an element. */
public enum ChangeKind {

	/** The element was recorded. */
	RECORDED,
	/** Its content was changed. */
	CHANGED,
	/** It was retracted: no answer shows it any more, but it stays stored. */
	RETRACTED,
	/** The content of an earlier version was brought back. */
	RESTORED,
	/**
	 * It was merged into another element, or it now names the element that another was
	 * merged into.
	 */
	MERGED,
	/** A merge was taken back. */
	UNMERGED,
	/**
	 * It would be removed for good. Only plans have this kind, because no history of the
	 * element is left.
	 */
	ERASED

}
