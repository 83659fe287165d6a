package org.rapport.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds records and facts of whatever kind. */
public interface NodeLookup {

	/**
	 * Those of these ids that the lens shows, by id.
	 * @throws RapportException with the code BAD_ID if one of the texts is no id
	 */
	Map<String, Element> byId(Lens lens, Collection<String> ids);

	/**
	 * The records that references name, if they are of one of these kinds and the lens
	 * shows them, by reference.
	 * @throws RapportException with the code BAD_ID if one names an id that is none
	 */
	Map<Reference, Element> find(Lens lens, Collection<Reference> references, Set<Kind> kinds);

	/** The same for one reference. */
	default Optional<Element> find(Lens lens, Reference reference, Set<Kind> kinds) {
		return Optional.ofNullable(find(lens, List.of(reference), kinds).get(reference));
	}

	/**
	 * The id of what a reference names, or the empty text, which is no id, so that what
	 * the lens does not show is tied to nothing.
	 */
	default String idOf(Lens lens, Reference reference, Set<Kind> kinds) {
		return find(lens, reference, kinds).map(Element::id).orElse("");
	}

}
