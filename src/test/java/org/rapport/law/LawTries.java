package org.rapport.law;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Decides how many trials each law gets. A normal build runs one trial with a few
 * queries, because Neo4j has to plan most of them for the first time. {@code
 * rapport.law.tries} sets another number of trials, with many queries each.
 */
class LawTries implements AroundPropertyHook {

	private static final int IN_EVERY_BUILD = 1;

	private static final Integer GIVEN = Integer.getInteger("rapport.law.tries");

	private static final Integer ACTS = Integer.getInteger("rapport.law.acts");

	/**
	 * The smaller number in a normal build, the larger one if {@code rapport.law.tries}
	 * is set.
	 */
	static int questions(int few, int many) {
		return (GIVEN != null) ? many : few;
	}

	/** The number of trials: {@code rapport.law.tries}, or this number. */
	static int times(int inEveryBuild) {
		return (GIVEN != null) ? GIVEN : inEveryBuild;
	}

	/** The number of acts one after another: {@code rapport.law.acts}, or this number. */
	static int acts(int otherwise) {
		return (ACTS != null) ? ACTS : otherwise;
	}

	/** The settings, besides the seed, that repeat one trial exactly. */
	static String given() {
		return ((GIVEN != null) ? " -Drapport.law.tries=1" : "")
				+ ((ACTS != null) ? " -Drapport.law.acts=" + ACTS : "");
	}

	@Override
	public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
		context.attributes().setTries(tries(times(IN_EVERY_BUILD)));
		// Our seeds decide. Otherwise jqwik would repeat the case that failed last.
		context.attributes().setAfterFailure(AfterFailureMode.RANDOM_SEED);
		context.attributes().setSeed(String.valueOf(LawSeeds.FIRST));
		PropertyExecutionResult result = property.execute();
		return (result.status() != Status.FAILED) ? result
				: result.falsifiedParameters()
					.map((parameters) -> ((LawCase) parameters.get(0)).seed())
					.map((seed) -> result.mapToFailed(LawSeeds.failure(seed, result.throwable().orElseThrow())))
					.orElse(result);
	}

	int tries(int all) {
		return all;
	}

	/** A third of the trials, for a law that follows from another law. */
	static class Third extends LawTries {

		@Override
		int tries(int all) {
			return Math.max(1, all / 3);
		}

	}

}
