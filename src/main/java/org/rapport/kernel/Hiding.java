package org.rapport.kernel;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How hidden an element is, by itself or together with the elements that it needs.
 *
 * @param level the clearance that a viewer needs, 0 to 3
 * @param circles the circles that a viewer must be in, all of them
 */
public record Hiding(long level, Set<String> circles) {

	/** Hidden from nobody. */
	public static final Hiding NONE = new Hiding(0, Set.of());

	private static final Pattern CIRCLE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	private static final int LONGEST_CIRCLE = 60;

	public Hiding {
		circles = Set.copyOf(circles);
	}

	/** Whether a text has the form of the name of a circle. */
	public static boolean isCircle(String text) {
		return text.length() <= LONGEST_CIRCLE && CIRCLE.matcher(text).matches();
	}

	/** How hidden a content is by its own visibility and circle. */
	public static Hiding of(Content content) {
		Object circle = content.properties().get("circle");
		return new Hiding(content.visibility().level(), (circle != null) ? Set.of(circle.toString()) : Set.of());
	}

	/**
	 * How hidden an element is.
	 * @param circle its circle; null or empty if it is in none
	 */
	public static Hiding of(Visibility visibility, @Nullable String circle) {
		return new Hiding(visibility.level(), (circle == null || circle.isEmpty()) ? Set.of() : Set.of(circle));
	}

	/** Hidden from everybody from whom one of the two is hidden. */
	public Hiding and(Hiding other) {
		Set<String> all = new TreeSet<>(this.circles);
		all.addAll(other.circles);
		return new Hiding(Math.max(this.level, other.level), all);
	}

	/**
	 * How hidden something is at least if it is hidden as one or the other of the two.
	 */
	public Hiding least(Hiding other) {
		Set<String> shared = new TreeSet<>(this.circles);
		shared.retainAll(other.circles);
		return new Hiding(Math.min(this.level, other.level), shared);
	}

	/** Whether every viewer who sees the other also sees this. */
	public boolean isOpenTo(Hiding other) {
		return this.level <= other.level && other.circles.containsAll(this.circles);
	}

	/** Who sees it, in words. */
	@Override
	public String toString() {
		return Visibility.of(this.level)
				+ (this.circles.isEmpty() ? "" : " in the circle " + String.join(" and ", new TreeSet<>(this.circles)));
	}

	/** Whether viewers with this clearance see it. */
	public boolean isSeenBy(Clearance clearance) {
		return this.level <= clearance.upTo().level()
				&& (clearance.everyCircle() || clearance.circles().containsAll(this.circles));
	}

}
