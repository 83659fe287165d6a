package org.rapport.transfer;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.rapport.kernel.Content;
import org.rapport.kernel.Visibility;
import org.rapport.recording.Change;

/**
 * Finds elements that a load would show to more viewers than now. That must be said in
 * the mapping or in the line: who forgets to say that a data set is confidential must not
 * publish it.
 */
final class Widening {

	private static final String VISIBILITY = "visibility";

	private static final String CIRCLE = "circle";

	private Widening() {
	}

	/**
	 * Whether more viewers would see an element, and the file does not say so.
	 * @param said those of the fields visibility and circle about which the file says
	 * something
	 */
	static boolean isUnsaid(Content before, Content after, Set<String> said) {
		boolean isLower = level(after) < level(before);
		Object circle = before.properties().get(CIRCLE);
		boolean isOpened = circle != null && !circle.equals(after.properties().get(CIRCLE));
		return (isLower && !said.contains(VISIBILITY)) || (isOpened && !said.contains(CIRCLE));
	}

	private static long level(Content content) {
		return (Long) Objects.requireNonNullElse(content.properties().get(VISIBILITY), 0L);
	}

	/**
	 * Refuses a load that would show elements to more viewers.
	 * @throws ImportRefused if there is such an element
	 */
	static void refuse(List<Change> widened) {
		if (widened.isEmpty()) {
			return;
		}
		Change first = widened.get(0);
		Content before = Objects.requireNonNull(first.before()).content();
		throw new ImportRefused(
				("The load would show %d elements to more viewers than now, for example %s: it is %s, and would be %s. "
						+ "Nothing was written. If that is right, say so at the top of the mapping, with visibility and "
						+ "circle (circle: null for no circle), or with the visibility in each line of an interchange file. "
						+ "If it is not, load with the same visibility and circle as before")
					.formatted(widened.size(), first.id(), audience(before), audience(first.after())),
				List.of());
	}

	private static String audience(Content content) {
		Object circle = content.properties().get(CIRCLE);
		return Visibility.of(level(content)) + ((circle != null) ? " in the circle " + circle : " without a circle");
	}

}
