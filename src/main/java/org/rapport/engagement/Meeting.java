package org.rapport.engagement;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * Any encounter, for example a briefing, a conference, one of its sessions, or a call.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param title what a reader would call it
 * @param description one sentence about it, or null
 * @param kind the form of the encounter
 * @param date when it was, or null
 * @param multiplicity ONE, or SEVERAL if the record stands for several meetings
 * @param attendanceMode IN_PERSON, ONLINE or MIXED; null if the source does not say
 */
public record Meeting(Entry entry, String slug, String title, @Nullable String description, String kind,
		@Nullable ApproximateDate date, String multiplicity, @Nullable String attendanceMode) implements Element {
}
