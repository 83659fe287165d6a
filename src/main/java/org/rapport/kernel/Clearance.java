package org.rapport.kernel;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a viewer may see: every element up to a visibility that is in no circle, or in one
 * of the viewer's circles.
 *
 * @param upTo the highest visibility that the viewer may see
 * @param circles the need-to-know groups that the viewer belongs to
 * @param everyCircle whether the viewer belongs to every circle, whatever {@code circles}
 * holds
 */
public record Clearance(Visibility upTo, Set<String> circles, boolean everyCircle) {

	/** What everybody may see, without signing in. */
	public static final Clearance PUBLIC = new Clearance(Visibility.PUBLIC, Set.of(), false);

	/** Everything, in every circle. */
	public static final Clearance FULL = new Clearance(Visibility.CONFIDENTIAL, Set.of(), true);

	public Clearance {
		circles = Set.copyOf(circles);
	}

	/**
	 * Whether the viewer may see an element of this visibility and circle.
	 * @param circle the circle of the element; null if it is in none
	 */
	public boolean covers(Visibility visibility, @Nullable String circle) {
		return visibility.compareTo(this.upTo) <= 0
				&& (circle == null || this.everyCircle || this.circles.contains(circle));
	}

}
