package org.rapport.directory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.rapport.api.NodeRefInput;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Reference;
import org.springframework.stereotype.Component;

/**
 * Finds the actors or the group that a selection names. The caller decides who belongs to
 * the group on a given day.
 */
@Component
public class Selections {

	private static final int MOST = 100;

	/**
	 * A selection with its references resolved.
	 *
	 * @param selecting how the actors are selected
	 * @param ids the ids of the named actors, or the one id of the network or government;
	 * empty if the lens shows none of them
	 */
	public record Selected(Selecting selecting, List<String> ids) {
	}

	/**
	 * Resolves a selection. Unknown and hidden references are left out.
	 * @param lookup resolves the references
	 * @throws RapportException with the code PAGE_TOO_LARGE if the selection names more
	 * than 100 actors, or BAD_ID if an id is malformed
	 */
	public Selected find(Lens lens, ActorSelection selection, NodeLookup lookup) {
		if (selection.membersOf() != null) {
			return of(Selecting.MEMBERS, lens, selection.membersOf(), lookup);
		}
		if (selection.bodiesOf() != null) {
			return of(Selecting.BODIES, lens, selection.bodiesOf(), lookup);
		}
		List<Reference> actors = references(selection);
		Set<String> ids = new LinkedHashSet<>();
		lookup.find(lens, actors, Kind.ACTORS).values().forEach((actor) -> ids.add(actor.id()));
		return new Selected(Selecting.ACTORS, List.copyOf(ids));
	}

	/**
	 * The same, but ids of actors are not looked up. They may be former ids, or of actors
	 * that the lens does not show.
	 */
	public Selected named(Lens lens, ActorSelection selection, NodeLookup lookup) {
		if (selection.actors() == null) {
			return find(lens, selection, lookup);
		}
		Set<String> ids = new LinkedHashSet<>();
		List<Reference> others = new ArrayList<>();
		for (Reference reference : references(selection)) {
			if (reference.id() == null) {
				others.add(reference);
			}
			else if (Kind.ACTORS.contains(Ids.kindOf(reference.id()))) {
				ids.add(reference.id());
			}
		}
		if (!others.isEmpty()) {
			lookup.find(lens, others, Kind.ACTORS).values().forEach((actor) -> ids.add(actor.id()));
		}
		return new Selected(Selecting.ACTORS, List.copyOf(ids));
	}

	private static List<Reference> references(ActorSelection selection) {
		List<NodeRefInput> actors = (selection.actors() != null) ? selection.actors() : List.of();
		if (actors.size() > MOST) {
			throw new RapportException(ErrorCode.PAGE_TOO_LARGE,
					"\"actors\" has " + actors.size() + " entries; at most " + MOST + " are allowed");
		}
		return actors.stream().map(NodeRefInput::reference).toList();
	}

	private static Selected of(Selecting selecting, Lens lens, NodeRefInput whole, NodeLookup lookup) {
		return new Selected(selecting,
				lookup.find(lens, whole.reference(), Kind.ACTORS).map(Element::id).stream().toList());
	}

}
