package org.rapport.api;

/** A field of {@code Query} that is described, so that operations can be read whole. */
sealed interface RootField permits RootList, RootRecord {

	/** The name of the field. */
	String field();

}
