package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A fact: a person holds a role in an organisation, a government or a post.
 *
 * @param entry what every record and fact carries
 * @param person the person
 * @param heldIn the organisation, government or post
 * @param title the role as the source names it, or null
 * @param startDate when it began, or null
 * @param endDate when it ended, or null
 */
public record Role(Entry entry, Person person, Actor heldIn, @Nullable String title,
		@Nullable ApproximateDate startDate, @Nullable ApproximateDate endDate) implements Element {
}
