package org.rapport.transfer.staging;

/**
 * Values of one type. The first are kept in memory, and the others in the file.
 *
 * @param <T> the type of the values
 */
public final class Shelf<T> {

	private final Staging staging;

	private final Encoding<T> encoding;

	private int held;

	Shelf(Staging staging, Encoding<T> encoding) {
		this.staging = staging;
		this.encoding = encoding;
	}

	/** Keeps a value, which nobody changes any more. */
	public Staged<T> put(T value) {
		return holds(value) ? Staged.held(value) : Staged.in(this, append(value));
	}

	/** Whether there is room in memory for one more value. */
	boolean holds(T value) {
		boolean holds = this.staging.holds(this.held, this.encoding.characters(value));
		this.held += holds ? 1 : 0;
		return holds;
	}

	long append(T value) {
		return this.staging.append(this.encoding.encode(value));
	}

	T read(long at) {
		return this.staging.read(at, this.encoding);
	}

}
