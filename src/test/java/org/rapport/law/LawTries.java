package org.rapport.law;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How often the law is tried: {@code rapport.law.tries} says it, few by default so that
 * it can be tried with every build.
 */
class LawTries implements AroundPropertyHook {

	private static final int DEFAULT = 15;

	@Override
	public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
		context.attributes().setTries(tries(Integer.getInteger("rapport.law.tries", DEFAULT)));
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

	/** A few for walks through lists, which are tried with every build. */
	static class Walks extends LawTries {

		private static final int EACH_BUILD = 2;

		@Override
		int tries(int all) {
			return (Integer.getInteger("rapport.law.tries") != null) ? all : EACH_BUILD;
		}

	}

}
