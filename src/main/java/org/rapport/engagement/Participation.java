package org.rapport.engagement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * That an actor took part in a meeting.
 *
 * @param entry what every record and fact carries
 * @param actor who
 * @param in in what
 * @param role what the actor did there
 * @param capacity the capacity as its source states it, or null
 * @param representing on whose side, by name
 */
public record Participation(Entry entry, Actor actor, Meeting in, String role, @Nullable String capacity,
		List<Actor> representing) implements Element {
}
