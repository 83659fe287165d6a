package org.rapport.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds records and facts of any kind. */
public interface NodeLookup {

	/**
	 * Finds elements by their ids, and leaves out those that the lens does not show.
	 * @throws RapportException with the code BAD_ID if a text does not have the form of
	 * an id
	 */
	Map<String, Element> byId(Lens lens, Collection<String> ids);

	/**
	 * Finds the records that references name, and leaves out those of other kinds and
	 * those that the lens does not show.
	 * @throws RapportException with the code BAD_ID if the id in a reference does not
	 * have the form of an id
	 */
	Map<Reference, Element> find(Lens lens, Collection<Reference> references, Set<Kind> kinds);

	/**
	 * The list of the records with the id or slug that is the id of its parent: one, or
	 * none. Its ids and slugs are those of today; {@link #find} also knows former ones.
	 * @param bySlug whether by slug
	 */
	Listing<Element> named(boolean bySlug);

	/** Finds the record that one reference names. */
	default Optional<Element> find(Lens lens, Reference reference, Set<Kind> kinds) {
		return Optional.ofNullable(find(lens, List.of(reference), kinds).get(reference));
	}

	/**
	 * The id of the record that a reference names. Returns the empty text, which is never
	 * an id, if the lens does not show the record. A filter by that id then finds
	 * nothing.
	 */
	default String idOf(Lens lens, Reference reference, Set<Kind> kinds) {
		return find(lens, reference, kinds).map(Element::id).orElse("");
	}

}
