package org.rapport.kernel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate.Gap;

/**
 * A stretch of days: those that an event can have had, or those on which a state can have
 * been in force.
 *
 * @param first the first day
 * @param last the last day, included; before the first if there is no day
 */
public record Days(LocalDate first, LocalDate last) {

	/** Every day. */
	public static final Days ALL = new Days(ApproximateDate.UNBOUNDED_PAST, ApproximateDate.UNBOUNDED_FUTURE);

	/** The stretches that a date with these bounds has between its gaps. */
	public static List<Days> of(LocalDate earliest, LocalDate latest, List<Gap> gaps) {
		List<Days> stretches = new ArrayList<>();
		LocalDate first = earliest;
		for (Gap gap : gaps) {
			stretches.add(new Days(first, gap.from().minusDays(1)));
			first = gap.to().plusDays(1);
		}
		stretches.add(new Days(first, latest));
		return stretches;
	}

	/**
	 * The days between two values, both included. A value that is no day leaves that side
	 * open.
	 */
	public static Days between(@Nullable Object first, @Nullable Object last) {
		return new Days((first instanceof LocalDate day) ? day : ALL.first,
				(last instanceof LocalDate day) ? day : ALL.last);
	}

	/** The days that both have in common. */
	public Days and(Days other) {
		return new Days(this.first.isAfter(other.first) ? this.first : other.first,
				this.last.isBefore(other.last) ? this.last : other.last);
	}

	/** Whether there is no day. */
	public boolean isEmpty() {
		return this.last.isBefore(this.first);
	}

	/** Whether both have a day in common. */
	public boolean meet(Days other) {
		return !and(other).isEmpty();
	}

	/** Whether a day is one of these. */
	public boolean includes(LocalDate day) {
		return !this.first.isAfter(day) && !this.last.isBefore(day);
	}

	/** The stretches of these days that the others do not have. */
	public List<Days> without(Days others) {
		if (!meet(others)) {
			return isEmpty() ? List.of() : List.of(this);
		}
		List<Days> left = new ArrayList<>();
		if (this.first.isBefore(others.first)) {
			left.add(new Days(this.first, others.first.minusDays(1)));
		}
		if (this.last.isAfter(others.last)) {
			left.add(new Days(others.last.plusDays(1), this.last));
		}
		return left;
	}

	/** Whether all of these days belong to the others too. */
	public boolean within(Days other) {
		return and(other).equals(this);
	}

}
