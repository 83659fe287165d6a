package org.rapport.kernel;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What one reading may see: a clearance and, optionally, a day as of which the world is
 * read. Every reading goes through a lens.
 *
 * @param clearance what the viewer may see
 * @param asOf the day; null for all of time
 * @param certainty how approximate dates are compared; without a day it has no effect
 */
public record Lens(Clearance clearance, @Nullable LocalDate asOf, Certainty certainty) {

	/** A lens over all of time with this clearance. */
	public static Lens of(Clearance clearance) {
		return new Lens(clearance, null, Certainty.POSSIBLE);
	}

	public Lens asOf(LocalDate day, Certainty certainty) {
		return new Lens(this.clearance, day, certainty);
	}

	/**
	 * Whether an event of this date may have begun by the day of this lens or, if
	 * CERTAIN, must have. Always true without a day.
	 */
	public boolean shows(ApproximateDate event) {
		if (this.asOf == null) {
			return true;
		}
		LocalDate begun = (this.certainty == Certainty.CERTAIN) ? event.begunBy() : event.earliest();
		return !begun.isAfter(this.asOf);
	}

}
