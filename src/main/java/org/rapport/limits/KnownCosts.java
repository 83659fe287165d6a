package org.rapport.limits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedOperation;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/**
 * Computes what operations cost, and remembers it. To compute it, the engine unfolds all
 * fields for all types, which is much work for each request. Of the variables only
 * numbers, booleans and the lengths of lists matter: the others say which records are
 * asked for, and not how many.
 */
final class KnownCosts {

	/** How many costs of one document are kept: page sizes differ little. */
	private static final int MOST_OF_A_DOCUMENT = 50;

	/** Stands for any value that does not matter. */
	private static final String ANY = "any";

	/** Documents are the same as long as they are kept, see {@code KnownDocuments}. */
	private final Cache<Document, Cache<Sizes, OperationCost>> known = Caffeine.newBuilder().weakKeys().build();

	/**
	 * The cost of an operation.
	 *
	 * @param cost see {@link Cost#of}
	 * @param wideFields see {@link Cost#wideFields}
	 */
	record OperationCost(int cost, int wideFields) {
	}

	/** What the cost depends on. */
	private record Sizes(@Nullable String operation, @Nullable Object variables) {
	}

	/**
	 * The cost of an operation.
	 * @throws RapportException as {@link Cost#of}, and with the code QUERY_TOO_COMPLEX if
	 * the operation has too many fields of too many types
	 */
	OperationCost of(ExecutionContext execution) {
		OperationDefinition operation = execution.getOperationDefinition();
		return this.known
			.get(execution.getDocument(),
					(document) -> Caffeine.newBuilder().maximumSize(MOST_OF_A_DOCUMENT).<Sizes, OperationCost>build())
			.get(new Sizes(operation.getName(), sizes(execution.getCoercedVariables().toMap())),
					(sizes) -> computed(execution));
	}

	private static OperationCost computed(ExecutionContext execution) {
		ExecutableNormalizedOperation unfolded = unfolded(execution);
		return new OperationCost((int) Cost.of(execution.getGraphQLSchema(), unfolded),
				Cost.wideFields(execution.getGraphQLSchema(), unfolded));
	}

	private static ExecutableNormalizedOperation unfolded(ExecutionContext execution) {
		try {
			return execution.getNormalizedQueryTree().get();
		}
		catch (AbortExecutionException ex) {
			throw new RapportException(ErrorCode.QUERY_TOO_COMPLEX,
					"The query asks for too many fields of too many types; ask for less at a time");
		}
	}

	/** A value with nothing of it that does not matter to the cost. */
	private static @Nullable Object sizes(@Nullable Object value) {
		if (value == null || value instanceof Integer || value instanceof Boolean) {
			return value;
		}
		if (value instanceof Map<?, ?> members) {
			Map<Object, @Nullable Object> sizes = new HashMap<>();
			members.forEach((name, member) -> sizes.put(name, sizes(member)));
			return sizes;
		}
		if (value instanceof Collection<?> list) {
			List<@Nullable Object> sizes = new ArrayList<>();
			list.forEach((entry) -> sizes.add(sizes(entry)));
			return sizes;
		}
		return ANY;
	}

}
