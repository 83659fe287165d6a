package org.rapport.law;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

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

	static LawCase of(long seed) {
		Random random = new Random(seed);
		return new LawCase(RandomGraphs.graph(random), RandomGraphs.lens(random), seed);
	}

	static Shrinkable<LawCase> shrinkable(long seed) {
		return new Smaller(of(seed));
	}

	/** Decides which queries are sent. */
	Random random() {
		return new Random(LawSeeds.after(this.seed));
	}

	/**
	 * Shrinks a failing case: it leaves out elements, in ever smaller groups, and makes
	 * elements public.
	 */
	private record Smaller(LawCase value) implements Shrinkable<LawCase> {

		@Override
		public Stream<Shrinkable<LawCase>> shrink() {
			List<Item> items = this.value.graph().items();
			Stream<RandomGraph> smaller = IntStream.iterate(items.size() / 2, (lot) -> lot > 0, (lot) -> lot / 2)
				.boxed()
				.flatMap((lot) -> IntStream.iterate(0, (i) -> i < items.size(), (i) -> i + lot)
					.mapToObj((i) -> without(items.subList(i, Math.min(items.size(), i + lot)))));
			Stream<RandomGraph> plainer = items.stream()
				.filter((item) -> item.visibility() != Visibility.PUBLIC || item.circle() != null)
				.map((item) -> this.value.graph().with(item.seenByAll()));
			return Stream.concat(smaller, plainer)
				.filter((graph) -> !graph.actors().isEmpty() && graph.isCited())
				.map((graph) -> new Smaller(new LawCase(graph, this.value.lens(), this.value.seed())));
		}

		private RandomGraph without(List<Item> items) {
			Set<String> keys = new HashSet<>();
			items.forEach((item) -> keys.add(item.key()));
			return this.value.graph().without(keys);
		}

		@Override
		public ShrinkingDistance distance() {
			List<Item> items = this.value.graph().items();
			return ShrinkingDistance.of(items.size(),
					items.stream().filter((item) -> item.visibility() != Visibility.PUBLIC).count()
							+ items.stream().filter((item) -> item.circle() != null).count());
		}

	}

}
