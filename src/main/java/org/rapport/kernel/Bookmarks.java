package org.rapport.kernel;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The states of the database that an operation must see at least: those that its client
 * has named, and those after its own commits. Each is a text that only the database
 * understands. They are kept in a thread-local variable, so that code at any depth can
 * read them.
 */
public final class Bookmarks {

	private static final ThreadLocal<@Nullable Bookmarks> CURRENT = new ThreadLocal<>();

	private final Set<String> awaited;

	private volatile Set<String> written = Set.of();

	private Bookmarks(Set<String> awaited) {
		this.awaited = awaited;
	}

	/** The bookmarks of an operation whose client has named these. */
	public static Bookmarks awaiting(Collection<String> awaited) {
		return new Bookmarks(Set.copyOf(awaited));
	}

	/** The bookmarks of the operation of this thread; null if it has none. */
	public static @Nullable Bookmarks current() {
		return CURRENT.get();
	}

	/** Sets the bookmarks of this thread. They hold until {@link #clear()}. */
	public static void set(Bookmarks bookmarks) {
		CURRENT.set(bookmarks);
	}

	/** Removes the bookmarks of this thread. */
	public static void clear() {
		CURRENT.remove();
	}

	/** All bookmarks of the operation of this thread; empty outside operations. */
	public static Set<String> toSee() {
		Bookmarks bookmarks = CURRENT.get();
		if (bookmarks == null) {
			return Set.of();
		}
		Set<String> all = new LinkedHashSet<>(bookmarks.awaited);
		all.addAll(bookmarks.written);
		return all;
	}

	/**
	 * Notes that the operation of this thread has committed. Does nothing outside
	 * operations.
	 * @param bookmarks the bookmarks after the commit, which cover all earlier ones
	 */
	public static void wrote(Collection<String> bookmarks) {
		Bookmarks current = CURRENT.get();
		if (current != null && !bookmarks.isEmpty()) {
			current.written = Set.copyOf(bookmarks);
		}
	}

	/** The bookmarks that the client has named. */
	public Set<String> awaited() {
		return this.awaited;
	}

	/** The bookmarks after the last commit of the operation; empty if it has none. */
	public Set<String> written() {
		return this.written;
	}

}
