package org.rapport.kernel;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that somebody probably meant. */
public final class NearName {

	private static final int MOST_SHOWN = 20;

	private NearName() {
	}

	/**
	 * A message about an unknown name, which gives the nearest one.
	 * @param what what is wrong, for example "has no column"
	 * @param name the unknown name
	 * @param known the names there are
	 */
	public static String unknown(String what, String name, Collection<String> known) {
		Optional<String> near = of(name, known.stream().filter((one) -> !one.isEmpty()).toList(),
				Math.max(1, name.length() / 3), NearName::folded);
		String instead = near.map((nearest) -> "; did you mean \"%s\"?".formatted(Quote.of(nearest)))
			.orElseGet(() -> "; there are: " + known.stream()
				.filter((one) -> !one.isEmpty())
				.limit(MOST_SHOWN)
				.map(Quote::of)
				.collect(Collectors.joining(", ")));
		return "%s \"%s\"%s".formatted(what, Quote.of(name), instead);
	}

	/**
	 * The name that is most like a text.
	 * @param farthest the most letters in which they may differ
	 * @param form the form in which both are compared
	 * @return the first of the names that differ least; empty if all differ more
	 */
	public static Optional<String> of(String text, Collection<String> names, int farthest, UnaryOperator<String> form) {
		LevenshteinDistance distance = new LevenshteinDistance(farthest);
		String nearest = null;
		int least = Integer.MAX_VALUE;
		for (String name : names) {
			int far = distance.apply(form.apply(text), form.apply(name));
			if (far >= 0 && far < least) {
				nearest = name;
				least = far;
			}
		}
		return Optional.ofNullable(nearest);
	}

	private static String folded(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
	}

}
