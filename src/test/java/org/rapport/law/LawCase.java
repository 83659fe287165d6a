package org.rapport.law;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Lens;
import org.rapport.kernel.Visibility;
import org.rapport.law.RandomGraph.Item;

/**
 * One case for a test of the law.
 *
 * @param graph the graph
 * @param lens the lens
 * @param seed the seed of the trial
 */
record LawCase(RandomGraph graph, Lens lens, long seed) {

	/** The most smaller cases that are tried after a failure. */
	private static final int MOST_SMALLER = 1000;

	static LawCase of(long seed) {
		Random random = new Random(seed);
		return new LawCase(RandomGraphs.graph(random), RandomGraphs.lens(random), seed);
	}

	/** Decides which queries are sent. */
	Random random() {
		return new Random(LawSeeds.after(this.seed));
	}

	/**
	 * Checks a law for this case. A failure is that of the smallest case that was found
	 * to fail.
	 */
	void check(Consumer<LawCase> law) {
		Throwable failure = failure(law);
		LawCase failing = this;
		Iterator<LawCase> smaller = smaller().iterator();
		for (int tried = 0; failure != null && tried < MOST_SMALLER && smaller.hasNext(); tried++) {
			LawCase next = smaller.next();
			Throwable other = next.failure(law);
			if (other != null) {
				failure = other;
				failing = next;
				smaller = failing.smaller().iterator();
			}
		}
		if (failure != null) {
			throw new AssertionError(failure.getMessage() + "\nThe smallest case that fails: " + failing, failure);
		}
	}

	private @Nullable Throwable failure(Consumer<LawCase> law) {
		try {
			law.accept(this);
			return null;
		}
		catch (RuntimeException | AssertionError ex) {
			return ex;
		}
	}

	/**
	 * Cases that leave out elements, in ever smaller groups, and cases with one more
	 * public element.
	 */
	Stream<LawCase> smaller() {
		List<Item> items = this.graph.items();
		Stream<RandomGraph> smaller = IntStream.iterate(items.size() / 2, (lot) -> lot > 0, (lot) -> lot / 2)
			.boxed()
			.flatMap((lot) -> IntStream.iterate(0, (i) -> i < items.size(), (i) -> i + lot)
				.mapToObj((i) -> without(items.subList(i, Math.min(items.size(), i + lot)))));
		Stream<RandomGraph> plainer = items.stream()
			.filter((item) -> item.visibility() != Visibility.PUBLIC || item.circle() != null)
			.map((item) -> this.graph.with(item.seenByAll()));
		return Stream.concat(smaller, plainer)
			.filter((graph) -> !graph.actors().isEmpty() && graph.isCited())
			.map((graph) -> new LawCase(graph, this.lens, this.seed));
	}

	private RandomGraph without(List<Item> items) {
		Set<String> keys = new HashSet<>();
		items.forEach((item) -> keys.add(item.key()));
		return this.graph.without(keys);
	}

}
