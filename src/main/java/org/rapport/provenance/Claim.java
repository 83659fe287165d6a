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
 * @param value the figure, or null if the source gives only words
 * @param bound EXACT, AT_LEAST or AT_MOST; null if there is no figure
 * @param wording the source's words for the figure, or null
 * @param unit the unit, or null
 * @param date the day it is stated for, or null
 */
public record Claim(Entry entry, Element about, String measure, @Nullable Double value, @Nullable String bound,
		@Nullable String wording, @Nullable String unit, @Nullable ApproximateDate date) implements Element {
}
