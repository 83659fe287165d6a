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

/** An operation of an HTTP request, with its deadline, its shape and its cost. */
public final class BoundedOperation {

	/** The name of the cost in the extension of the answer. */
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

	/** The operation of a context; null if it did not come over HTTP. */
	public static @Nullable BoundedOperation of(GraphQLContext context) {
		return context.get(BoundedOperation.class);
	}

	Limits limits() {
		return this.limits;
	}

	Deadline deadline() {
		return this.deadline;
	}

	boolean isShaped() {
		return this.shape != null;
	}

	/** Sets the shape of its document. */
	void shaped(DocumentShape shape) {
		this.shape = shape;
	}

	/** Sets its cost. */
	void costs(int cost) {
		this.cost = cost;
	}

	/**
	 * Starts the execution, and cancels it at the deadline.
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

	/** Whether a result came too late to be the answer. */
	public boolean isLate(ExecutionResult result) {
		return (this.deadline.hasPassed() && !result.isDataPresent()) || result.getErrors()
			.stream()
			.anyMatch((error) -> Errors.code(error.getExtensions()) == ErrorCode.TIMEOUT);
	}

	/** Ends the operation, because it is answered. */
	void end() {
		if (this.alarm != null) {
			this.alarm.dispose();
		}
	}

	/** The cost and the limits, for the extension of the answer. */
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
