package org.rapport.directory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.rapport.api.NodeRefInput;
import org.rapport.directory.ActingGraph.Selecting;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.RapportException;
import org.springframework.stereotype.Component;

/**
 * Finds the actors that a selection means; whether one belongs to it on a given day is
 * for the question to say.
 */
@Component
public class Selections {

	private static final int MOST = 100;

	private final NodeLookup lookup;

	Selections(NodeLookup lookup) {
		this.lookup = lookup;
	}

	/**
	 * The selection with its references found.
	 *
	 * @param selecting in which way actors are selected
	 * @param ids the ids of those named one by one, or only that of the network or
	 * government; none if the lens shows none
	 */
	public record Selected(Selecting selecting, List<String> ids) {
	}

	/**
	 * What a selection means; what is unknown or hidden is passed over.
	 * @throws RapportException with the code PAGE_TOO_LARGE if it names more than 100
	 * actors, with BAD_ID if one of its ids is none
	 */
	public Selected find(Lens lens, ActorSelection selection) {
		if (selection.membersOf() != null) {
			return of(Selecting.MEMBERS, lens, selection.membersOf());
		}
		if (selection.bodiesOf() != null) {
			return of(Selecting.BODIES, lens, selection.bodiesOf());
		}
		List<NodeRefInput> actors = (selection.actors() != null) ? selection.actors() : List.of();
		if (actors.size() > MOST) {
			throw new RapportException("PAGE_TOO_LARGE",
					"\"actors\" names " + actors.size() + " actors; at most " + MOST + " can be selected one by one");
		}
		Set<String> ids = new LinkedHashSet<>();
		this.lookup.find(lens, actors.stream().map(NodeRefInput::reference).toList(), Kind.ACTORS)
			.values()
			.forEach((actor) -> ids.add(actor.id()));
		return new Selected(Selecting.ACTORS, List.copyOf(ids));
	}

	private Selected of(Selecting selecting, Lens lens, NodeRefInput whole) {
		return new Selected(selecting,
				this.lookup.find(lens, whole.reference(), Kind.ACTORS).map(Element::id).stream().toList());
	}

}
