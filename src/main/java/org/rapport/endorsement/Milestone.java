package org.rapport.endorsement;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A step or a condition of an initiative.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param kind STEP or CONDITION
 * @param position its place among those of its kind, from 1
 * @param title what is to happen
 * @param date when it is due, or null
 * @param output the planned result, or null
 */
public record Milestone(Entry entry, String slug, String kind, int position, String title,
		@Nullable ApproximateDate date, @Nullable String output) implements Element {
}
