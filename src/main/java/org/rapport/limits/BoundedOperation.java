package org.rapport.limits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.execution.ExecutionContext;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

import org.rapport.api.Errors;
import org.rapport.kernel.Deadline;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Workplace;

/** An operation of an HTTP request, with its deadline, its shape and its cost. */
public final class BoundedOperation {

	/** The name of the cost in the extension of the answer. */
	public static final String REQUESTED = "requested";

	private final Limits limits;

	private final Deadline deadline;

	private @Nullable DocumentShape shape;

	private @Nullable Integer cost;

	/** Whether it is a mutation. */
	private boolean writes;

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
	void begin(ExecutionContext execution, int cost, int wideFields) {
		this.writes = execution.getOperationDefinition().getOperation() == Operation.MUTATION;
		if (cost > this.limits.expensive() || (long) wideFields * this.limits.wideField() > this.limits.expensive()) {
			Workplace.beginExpensiveWork();
		}
		this.alarm = Schedulers.parallel()
			.schedule(execution.getExecutionInput()::cancel, this.deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Whether a result came too late to be the answer. */
	public boolean isLate(ExecutionResult result) {
		return (this.deadline.hasPassed() && !result.isDataPresent()) || timeouts(result).findAny().isPresent();
	}

	/** What to say in place of a result that came too late. */
	RapportException lateness(ExecutionResult result) {
		if (!this.writes) {
			return late("The answer took longer than allowed; ask for less at a time");
		}
		String perhaps = "This took longer than allowed, and may have been recorded; look it up, or send it again with "
				+ "the same idempotency key";
		// An act knows whether it was recorded, but nothing of those before it.
		boolean isOneAct = this.shape != null && this.shape.rootFields() == 1;
		return late(isOneAct ? timeouts(result).findFirst().map(GraphQLError::getMessage).orElse(perhaps) : perhaps);
	}

	private static RapportException late(String said) {
		return new RapportException(ErrorCode.TIMEOUT, said);
	}

	private static Stream<GraphQLError> timeouts(ExecutionResult result) {
		return result.getErrors().stream().filter((error) -> Errors.code(error.getExtensions()) == ErrorCode.TIMEOUT);
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
