package org.rapport.provenance;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A fact: a figure that a source states, for example over 160 members.
 *
 * @param entry what every record and fact carries
 * @param about the record that the figure is about
 * @param measure what is counted or measured
 * @param value the figure
 * @param bound EXACT, AT_LEAST or AT_MOST
 * @param unit the unit, or null
 * @param date the day it is stated for, or null
 */
public record Claim(Entry entry, Element about, String measure, double value, String bound, @Nullable String unit,
		@Nullable ApproximateDate date) implements Element {
}
