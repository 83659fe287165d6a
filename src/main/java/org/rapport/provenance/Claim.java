package org.rapport.provenance;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A figure that a source states.
 *
 * @param entry what every record and fact carries
 * @param about what it is about
 * @param measure what is counted or measured
 * @param value the figure
 * @param bound EXACT, AT_LEAST or AT_MOST
 * @param unit the unit, or null
 * @param date the day it is stated for, or null
 */
public record Claim(Entry entry, Element about, String measure, double value, String bound, @Nullable String unit,
		@Nullable ApproximateDate date) implements Element {
}
