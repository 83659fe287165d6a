package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;

/** Anyone or anything that can meet, join, ask or endorse. */
public sealed interface Actor extends Element permits Person, Organisation, Government, Post {

	String slug();

	/** The name as the source prints it. */
	String name();

	@Nullable String description();

}
