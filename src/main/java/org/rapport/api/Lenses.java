package org.rapport.api;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Lens;

/**
 * Keeps the lens and the viewer of an operation in its context, where every field can
 * read them.
 */
public final class Lenses {

	/** The key of the lens in the context, for {@code @ContextValue Lens lens}. */
	public static final String LENS = "lens";

	/** The key of the viewer in the context, for {@code @ContextValue Viewer viewer}. */
	public static final String VIEWER = "viewer";

	private Lenses() {
	}

	/**
	 * The lens of an operation.
	 * @throws IllegalStateException if the operation has none
	 */
	public static Lens of(GraphQLContext operation) {
		@Nullable Lens lens = operation.get(LENS);
		if (lens == null) {
			throw new IllegalStateException("An operation without a lens");
		}
		return lens;
	}

}
