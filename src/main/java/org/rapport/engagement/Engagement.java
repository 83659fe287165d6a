package org.rapport.engagement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.kernel.ApproximateDate;

/**
 * Two actors and the meetings that they shared; a conference and its sessions count once.
 *
 * @param actor the actor of the asking side
 * @param counterpart whom that actor engaged with
 * @param meetingCount how many meetings they shared
 * @param first the date of the first whose date is known, or null
 * @param last the date of the last whose date is known, or null
 * @param meetingIds the ids of the meetings
 */
public record Engagement(Actor actor, Actor counterpart, int meetingCount, @Nullable ApproximateDate first,
		@Nullable ApproximateDate last, List<String> meetingIds) {
}
