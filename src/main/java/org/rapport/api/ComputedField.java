package org.rapport.api;

import java.util.List;
import java.util.Optional;

import org.rapport.kernel.Element;

/**
 * A field that gives an element something computed of some of its lists. These are read
 * together with the element where the database has planned a statement for it. Otherwise
 * a controller answers the field, with statements of its own.
 *
 * @param <S> the type of the element
 */
public interface ComputedField<S extends Element> {

	/** The lists that it needs of its element. */
	List<ListBelow<?>> needs(ListArguments asked);

	/**
	 * Its value; empty if it does not follow from what was read.
	 * @param read what was read of the lists that it needs, in their order
	 */
	Optional<Object> of(S element, ListArguments asked, List<Connection<?>> read);

}
