package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A fact: an actor is a member, a body or a chapter of an organisation or government.
 *
 * @param entry what every record and fact carries
 * @param actor the member, body or chapter
 * @param belongsTo the organisation or government that it belongs to
 * @param kind MEMBER, BODY or CHAPTER
 * @param startDate when it began, or null
 * @param endDate when it ended, or null
 */
public record Membership(Entry entry, Actor actor, Actor belongsTo, String kind, @Nullable ApproximateDate startDate,
		@Nullable ApproximateDate endDate) implements Element {
}
