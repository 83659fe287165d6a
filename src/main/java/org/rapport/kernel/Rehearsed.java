package org.rapport.kernel;

/**
 * Something that is slow for whoever asks for it first, and is therefore tried once after
 * the start, when nobody waits.
 */
public interface Rehearsed {

	/** Tries it, and leaves everything as it is. */
	void rehearse();

}
