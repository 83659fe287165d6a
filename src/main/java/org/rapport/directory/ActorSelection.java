package org.rapport.directory;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.api.NodeRefInput;

/**
 * Some actors, as the API's input of that name says them: exactly one of the three is
 * given.
 *
 * @param actors these
 * @param membersOf the members of this network or group
 * @param bodiesOf the bodies of this government, at any depth
 */
public record ActorSelection(@Nullable List<NodeRefInput> actors, @Nullable NodeRefInput membersOf,
		@Nullable NodeRefInput bodiesOf) {
}
