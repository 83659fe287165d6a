package org.rapport.kernel;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a viewer may see: everything up to a visibility that is in no circle or in one of
 * the viewer's.
 *
 * @param upTo the highest visibility that may be seen
 * @param circles the need-to-know groups that the viewer is of
 * @param everyCircle whether the viewer is of every circle, whatever {@code circles}
 * holds
 */
public record Clearance(Visibility upTo, Set<String> circles, boolean everyCircle) {

	/** What anybody may see. */
	public static final Clearance PUBLIC = new Clearance(Visibility.PUBLIC, Set.of(), false);

	/** Everything, in every circle. */
	public static final Clearance FULL = new Clearance(Visibility.CONFIDENTIAL, Set.of(), true);

	public Clearance {
		circles = Set.copyOf(circles);
	}

	/** Whether an element of this visibility, and of this circle if any, may be seen. */
	public boolean covers(Visibility visibility, @Nullable String circle) {
		return visibility.compareTo(this.upTo) <= 0
				&& (circle == null || this.everyCircle || this.circles.contains(circle));
	}

}
