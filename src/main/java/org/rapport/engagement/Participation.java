package org.rapport.engagement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A fact: an actor took part in a meeting.
 *
 * @param entry what every record and fact carries
 * @param actor the actor
 * @param meeting the meeting
 * @param role what the actor did there
 * @param capacity the capacity as the source states it, or null
 * @param representing the actors that it represented, sorted by name
 */
public record Participation(Entry entry, Actor actor, Meeting meeting, String role, @Nullable String capacity,
		List<Actor> representing) implements Element {
}
