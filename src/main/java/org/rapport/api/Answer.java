package org.rapport.api;

import org.jspecify.annotations.Nullable;

/**
 * Makes the value of a field of what was read for it.
 *
 * @param <S> the type of what was read
 */
public interface Answer<S> {

	/** The value; null if the field has none. */
	@Nullable Object of(S found);

}
