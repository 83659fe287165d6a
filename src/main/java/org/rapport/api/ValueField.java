package org.rapport.api;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A field whose value follows from its object and its arguments alone.
 *
 * @param <S> the type of the object
 */
@FunctionalInterface
public interface ValueField<S> {

	/**
	 * The value; null if the object has none.
	 * @param arguments the arguments of the field, by name
	 */
	@Nullable Object of(S object, Map<String, Object> arguments);

}
