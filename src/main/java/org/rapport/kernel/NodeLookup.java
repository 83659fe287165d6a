package org.rapport.kernel;

import java.util.Collection;
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
	 * The record that a reference names, if it is of one of these kinds and the lens
	 * shows it.
	 * @throws RapportException with the code BAD_ID if it names an id that is none
	 */
	Optional<Element> find(Lens lens, Reference reference, Set<Kind> kinds);

}
