package org.rapport.graph;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import org.rapport.kernel.ReadingPlan;
import org.springframework.context.ApplicationContext;

/**
 * Chooses where trees of lists are cut: elsewhere in the tests each list is read by
 * itself. The class is in this package because only the package may read a tree as a
 * whole.
 */
public final class Cuts {

	private final WholeReadings readings;

	private final StatementPlanner planner;

	/** The cuts of an application. */
	public Cuts(ApplicationContext application) {
		this.readings = application.getBean(WholeReadings.class);
		this.planner = application.getBean(StatementPlanner.class);
	}

	/** What is answered where no tree is cut. */
	public <T> T nowhere(Supplier<T> answer) {
		return cut(ReadingProperties.Whole.ALWAYS, answer, null);
	}

	/** What is answered where trees are cut until their statements are planned. */
	public <T> T untilPlanned(Supplier<T> answer) {
		return cut(ReadingProperties.Whole.PLANNED, answer, null);
	}

	/** What is answered where each list below another is cut off by chance. */
	public <T> T anywhere(Random random, Supplier<T> answer) {
		return cut(ReadingProperties.Whole.ALWAYS, answer, random);
	}

	private <T> T cut(ReadingProperties.Whole whole, Supplier<T> answer, Random random) {
		this.planner.read(whole);
		this.readings.cut((tree) -> (random != null) ? pruned(tree, random) : tree);
		try {
			return answer.get();
		}
		finally {
			this.planner.read(ReadingProperties.Whole.NEVER);
			this.readings.cut((tree) -> tree);
		}
	}

	private static <T> ReadingPlan<T> pruned(ReadingPlan<T> tree, Random random) {
		List<ReadingPlan.Below> kept = tree.below()
			.stream()
			.filter((below) -> random.nextBoolean())
			.map((below) -> new ReadingPlan.Below(below.end(), pruned(below.plan(), random)))
			.toList();
		return new ReadingPlan<>(tree.list(), tree.filter(), tree.page(), tree.counted(), tree.fields(), kept);
	}

}
