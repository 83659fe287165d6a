package org.rapport.engagement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.kernel.ApproximateDate;

/**
 * Two actors and the meetings that they shared. A conference with its sessions counts
 * once.
 *
 * @param actor the actor on the asking side
 * @param counterpart the actor that it engaged with
 * @param unnamed whether one of the two is an unnamed group
 * @param meetingCount how many meetings they shared
 * @param firstDate the date of the dated meeting with the first earliest day, or null if
 * none has a date
 * @param lastDate the date of the dated meeting with the last earliest day, or null if
 * none has a date
 * @param meetingIds the ids of the meetings
 */
public record Engagement(Actor actor, Actor counterpart, boolean unnamed, int meetingCount,
		@Nullable ApproximateDate firstDate, @Nullable ApproximateDate lastDate, List<String> meetingIds) {
}
