package org.rapport.api;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Lens;

/**
 * Keeps the lens of an operation, and whose it is, in its context, where every field of
 * it finds them.
 */
public final class Lenses {

	/** The name under which a controller's {@code @ContextValue Lens lens} finds it. */
	public static final String LENS = "lens";

	/**
	 * The name under which a controller's {@code @ContextValue Viewer viewer} finds it.
	 */
	public static final String VIEWER = "viewer";

	private Lenses() {
	}

	/**
	 * The lens of an operation.
	 * @throws IllegalStateException if the operation was let in without one
	 */
	public static Lens of(GraphQLContext operation) {
		@Nullable Lens lens = operation.get(LENS);
		if (lens == null) {
			throw new IllegalStateException("An operation without a lens");
		}
		return lens;
	}

}
