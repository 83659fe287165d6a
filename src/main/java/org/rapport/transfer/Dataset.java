package org.rapport.transfer;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Hiding;

/**
 * The data set that the first line of an interchange file, or a mapping, describes.
 *
 * @param name the name; ids are derived from it and the keys
 * @param title the title
 * @param licence the licence, or null if the file names none
 * @param hiding from whom the file says that the data set is hidden; null if it says
 * nothing
 */
public record Dataset(String name, String title, @Nullable String licence, @Nullable Hiding hiding) {

	/** Creates a data set of which the file does not say who may know of it. */
	public Dataset(String name, String title, @Nullable String licence) {
		this(name, title, licence, null);
	}

	/** The same data set, hidden so. */
	Dataset hidden(@Nullable Hiding other) {
		return new Dataset(this.name, this.title, this.licence, other);
	}

}
