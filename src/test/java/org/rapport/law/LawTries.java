package org.rapport.law;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How often a law is tried: once with some questions in every build, because the database
 * must plan most of them for the first time; as often as {@code rapport.law.tries} says,
 * and with many questions, where that is given.
 */
class LawTries implements AroundPropertyHook {

	private static final int IN_EVERY_BUILD = 1;

	private static final Integer GIVEN = Integer.getInteger("rapport.law.tries");

	private static final Integer ACTS = Integer.getInteger("rapport.law.acts");

	/** The one number in every build, and the other where tries are given. */
	static int questions(int few, int many) {
		return (GIVEN != null) ? many : few;
	}

	/** How often something is tried. */
	static int times(int inEveryBuild) {
		return (GIVEN != null) ? GIVEN : inEveryBuild;
	}

	/**
	 * How many acts are done in a row: as many as {@code rapport.law.acts} says, or else
	 * so many.
	 */
	static int acts(int otherwise) {
		return (ACTS != null) ? ACTS : otherwise;
	}

	@Override
	public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
		context.attributes().setTries(tries((GIVEN != null) ? GIVEN : IN_EVERY_BUILD));
		return property.execute();
	}

	int tries(int all) {
		return all;
	}

	/** A third of the tries, for what is a consequence. */
	static class Third extends LawTries {

		@Override
		int tries(int all) {
			return Math.max(1, all / 3);
		}

	}

}
