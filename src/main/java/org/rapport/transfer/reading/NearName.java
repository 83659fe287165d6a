package org.rapport.transfer.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.commons.text.similarity.LevenshteinDistance;

import org.rapport.kernel.Quote;

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
		Optional<String> near = near(name, known);
		String instead = near.map((nearest) -> "; did you mean \"%s\"?".formatted(Quote.of(nearest)))
			.orElseGet(() -> "; there are: " + known.stream()
				.filter((one) -> !one.isEmpty())
				.limit(MOST_SHOWN)
				.map(Quote::of)
				.collect(Collectors.joining(", ")));
		return "%s \"%s\"%s".formatted(what, Quote.of(name), instead);
	}

	private static Optional<String> near(String name, Collection<String> known) {
		int most = Math.max(1, name.length() / 3);
		LevenshteinDistance distance = new LevenshteinDistance(most);
		return known.stream()
			.filter((one) -> !one.isEmpty() && distance.apply(folded(name), folded(one)) >= 0)
			.min(Comparator.comparing((one) -> distance.apply(folded(name), folded(one))));
	}

	private static String folded(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
	}

}
