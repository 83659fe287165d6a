package org.rapport.kernel;

/** Waits until the database has reached the bookmarks of an operation. */
public interface BookmarkWait {

	/**
	 * Waits until the database has reached the {@link Bookmarks} of this thread, at most
	 * two seconds.
	 * @throws RapportException with the code BOOKMARK_NOT_REACHED if it takes longer, or
	 * BAD_BOOKMARK if the database does not understand them
	 */
	void await();

}
