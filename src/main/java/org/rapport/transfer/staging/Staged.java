package org.rapport.transfer.staging;

import org.jspecify.annotations.Nullable;

/**
 * A value that a load has read, in memory or in the file. Whoever gets it does not change
 * it.
 *
 * @param <T> the type of the value
 */
public final class Staged<T> {

	private final @Nullable T held;

	private final @Nullable Shelf<T> shelf;

	private final long at;

	private Staged(@Nullable T held, @Nullable Shelf<T> shelf, long at) {
		this.held = held;
		this.shelf = shelf;
		this.at = at;
	}

	/** A value in memory. */
	public static <T> Staged<T> held(T value) {
		return new Staged<>(value, null, 0);
	}

	static <T> Staged<T> in(Shelf<T> shelf, long at) {
		return new Staged<>(null, shelf, at);
	}

	/** The value. */
	public T get() {
		if (this.shelf != null) {
			return this.shelf.read(this.at);
		}
		if (this.held == null) {
			throw new IllegalStateException("A value is in memory or in the file");
		}
		return this.held;
	}

}
