package org.rapport.kernel;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What one reading may see: a clearance and, optionally, the day as of which the world is
 * read. Every reading takes one.
 *
 * @param clearance what the viewer may see
 * @param asOf the day, or null for all of time
 * @param certainty how approximate dates are read; only matters with a day
 */
public record Lens(Clearance clearance, @Nullable LocalDate asOf, Certainty certainty) {

	/** All of time, at a clearance. */
	public static Lens of(Clearance clearance) {
		return new Lens(clearance, null, Certainty.POSSIBLE);
	}

	public Lens asOf(LocalDate day, Certainty certainty) {
		return new Lens(this.clearance, day, certainty);
	}

	/**
	 * Whether an event of this date is among what the lens shows: it has begun, or may
	 * have, by the day.
	 */
	public boolean shows(ApproximateDate event) {
		if (this.asOf == null) {
			return true;
		}
		LocalDate begun = (this.certainty == Certainty.CERTAIN) ? event.begunBy() : event.earliest();
		return !begun.isAfter(this.asOf);
	}

}
