package org.rapport.limits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

import org.rapport.api.Errors;
import org.rapport.kernel.Deadline;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Workplace;

/**
 * An operation that came in from outside: what is known of it so far, and what it holds
 * until it is answered.
 */
public final class BoundedOperation {

	/** Under which name a client is told the cost of what it asked. */
	public static final String REQUESTED = "requested";

	private final Limits limits;

	private final Deadline deadline;

	private @Nullable DocumentShape shape;

	private @Nullable Integer cost;

	private @Nullable Disposable alarm;

	BoundedOperation(Limits limits) {
		this.limits = limits;
		this.deadline = Deadline.in(limits.time());
	}

	/** The operation of a context; null if it did not come in from outside. */
	public static @Nullable BoundedOperation of(GraphQLContext context) {
		return context.get(BoundedOperation.class);
	}

	Limits limits() {
		return this.limits;
	}

	Deadline deadline() {
		return this.deadline;
	}

	/** It has this shape. */
	void shaped(DocumentShape shape) {
		this.shape = shape;
	}

	/** It costs so much. */
	void costs(int cost) {
		this.cost = cost;
	}

	/**
	 * It is begun, and the engine stops when its time is over.
	 * @param wideFields how many of its fields may read far more than they return
	 * @throws Workplace.PutOff if it is expensive and has to wait for a place
	 */
	void begin(ExecutionInput input, int cost, int wideFields) {
		if (cost > this.limits.expensive() || (long) wideFields * this.limits.wideField() > this.limits.expensive()) {
			Workplace.beginExpensiveWork();
		}
		this.alarm = Schedulers.parallel()
			.schedule(input::cancel, this.deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Whether what was found for it came too late to be its answer. */
	public boolean isLate(ExecutionResult result) {
		return (this.deadline.hasPassed() && !result.isDataPresent()) || result.getErrors()
			.stream()
			.anyMatch((error) -> Errors.code(error.getExtensions()) == ErrorCode.TIMEOUT);
	}

	/** It is answered. */
	void end() {
		if (this.alarm != null) {
			this.alarm.dispose();
		}
	}

	/** What its client is told about its cost. */
	Map<String, Object> told() {
		Map<String, Object> told = new LinkedHashMap<>();
		if (this.cost != null) {
			told.put(REQUESTED, this.cost);
		}
		told.put("limit", this.limits.cost());
		if (this.shape != null) {
			told.put("depth", this.shape.depth());
		}
		told.put("depthLimit", this.limits.depth());
		return told;
	}

}
