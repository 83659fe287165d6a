package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * Another name of an actor.
 *
 * @param entry what every record and fact carries
 * @param actor the actor
 * @param name the name
 * @param language the language of the name in BCP 47, or null
 * @param kind the kind of name
 * @param startDate when it began, or null
 * @param endDate when it ended, or null
 */
public record Name(Entry entry, Actor actor, String name, @Nullable String language, String kind,
		@Nullable ApproximateDate startDate, @Nullable ApproximateDate endDate) implements Element {
}
