package org.rapport.directory;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.api.ListArguments;
import org.rapport.api.NodeRefInput;

/**
 * A selection of actors: the input {@code ActorSelection} of the API. Exactly one of the
 * three is given.
 *
 * @param actors these actors
 * @param membersOf the members of this network or group
 * @param bodiesOf the bodies of this government, at any depth
 */
public record ActorSelection(@Nullable List<NodeRefInput> actors, @Nullable NodeRefInput membersOf,
		@Nullable NodeRefInput bodiesOf) {

	/** The selection of an argument; null if it was not given. */
	public static @Nullable ActorSelection of(ListArguments asked, String name) {
		if (asked.get(name) == null) {
			return null;
		}
		ListArguments selection = asked.inside(name);
		return new ActorSelection(selection.references("actors"), selection.reference("membersOf"),
				selection.reference("bodiesOf"));
	}

}
