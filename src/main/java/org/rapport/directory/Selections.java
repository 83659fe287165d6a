package org.rapport.directory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.api.NodeRefInput;
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
	 * @param actors the ids of the actors named one by one; none if the next two name one
	 * @param membersOf the id of the network whose members are meant, or null
	 * @param bodiesOf the id of the government whose bodies are meant, or null
	 */
	public record Selected(Set<String> actors, @Nullable String membersOf, @Nullable String bodiesOf) {

		/** No actor at all: what a reference means that the lens does not show. */
		static final Selected NONE = new Selected(Set.of(), null, null);

	}

	/**
	 * What a selection means; what is unknown or hidden is passed over.
	 * @throws RapportException with the code PAGE_TOO_LARGE if it names more than 100
	 * actors, with BAD_ID if one of its ids is none
	 */
	public Selected find(Lens lens, ActorSelection selection) {
		if (selection.membersOf() != null) {
			return id(lens, selection.membersOf()).map((id) -> new Selected(Set.of(), id, null)).orElse(Selected.NONE);
		}
		if (selection.bodiesOf() != null) {
			return id(lens, selection.bodiesOf()).map((id) -> new Selected(Set.of(), null, id)).orElse(Selected.NONE);
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
		return new Selected(ids, null, null);
	}

	private Optional<String> id(Lens lens, NodeRefInput actor) {
		return this.lookup.find(lens, actor.reference(), Kind.ACTORS).map(Element::id);
	}

}
