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
		if (this.held < this.staging.held()) {
			this.held++;
			return Staged.held(value);
		}
		return Staged.in(this, append(value));
	}

	long append(T value) {
		return this.staging.append(this.encoding.encode(value));
	}

	T read(long at) {
		return this.staging.read(at, this.encoding);
	}

}
