package org.rapport.api;

import java.util.concurrent.atomic.AtomicInteger;

import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;

/** Counts the fields for which the engine takes its steps. */
final class EngineSteps extends SimplePerformantInstrumentation {

	private final AtomicInteger taken = new AtomicInteger();

	/** The number of fields so far. */
	AtomicInteger taken() {
		return this.taken;
	}

	@Override
	public InstrumentationContext<Object> beginFieldExecution(InstrumentationFieldParameters parameters,
			InstrumentationState state) {
		this.taken.incrementAndGet();
		return super.beginFieldExecution(parameters, state);
	}

}
