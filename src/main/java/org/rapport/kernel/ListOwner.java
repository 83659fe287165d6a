package org.rapport.kernel;

/** Something that has lists without being an element, for example a step of a chain. */
public interface ListOwner {

	/** The parent of its lists. */
	Parent owner();

}
