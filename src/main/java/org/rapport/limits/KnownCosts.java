package org.rapport.limits;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.language.Document;
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
	private static final int MOST_OF_A_DOCUMENT = 16;

	/**
	 * Longer descriptions of variables are not kept, so that a client cannot fill the
	 * memory with them: what is kept of a document is about as large as the document.
	 */
	static final int LONGEST = 200;

	/** Documents are the same as long as they are kept, see {@code KnownDocuments}. */
	private final Cache<Document, Cache<String, OperationCost>> known = Caffeine.newBuilder().weakKeys().build();

	/**
	 * The cost of an operation.
	 *
	 * @param cost see {@link Cost#of}
	 * @param wideFields see {@link Cost#wideFields}
	 */
	record OperationCost(int cost, int wideFields) {
	}

	/**
	 * The cost of an operation.
	 * @throws RapportException as {@link Cost#of}, and with the code QUERY_TOO_COMPLEX if
	 * the operation has too many fields of too many types
	 */
	OperationCost of(ExecutionContext execution) {
		String sizes = sizes(execution);
		if (sizes == null) {
			return computed(execution);
		}
		return this.known
			.get(execution.getDocument(),
					(document) -> Caffeine.newBuilder().maximumSize(MOST_OF_A_DOCUMENT).<String, OperationCost>build())
			.get(sizes, (unknown) -> computed(execution));
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

	/** What the cost depends on; null if that is too long to keep. */
	static @Nullable String sizes(ExecutionContext execution) {
		StringBuilder sizes = new StringBuilder().append(execution.getOperationDefinition().getName()).append(' ');
		add(execution.getCoercedVariables().toMap(), sizes);
		return (sizes.length() <= LONGEST) ? sizes.toString() : null;
	}

	/** Adds a value with nothing of it that does not matter to the cost. */
	private static void add(@Nullable Object value, StringBuilder sizes) {
		if (sizes.length() > LONGEST) {
			return;
		}
		if (value == null || value instanceof Integer || value instanceof Boolean) {
			sizes.append(value);
		}
		else if (value instanceof Map<?, ?> members) {
			sizes.append('{');
			members.entrySet()
				.stream()
				.sorted(Comparator.comparing((member) -> String.valueOf(member.getKey())))
				.forEach((member) -> {
					sizes.append(member.getKey()).append(':');
					add(member.getValue(), sizes);
					sizes.append(' ');
				});
			sizes.append('}');
		}
		else if (value instanceof Collection<?> list) {
			sizes.append('[');
			list.forEach((entry) -> {
				add(entry, sizes);
				sizes.append(' ');
			});
			sizes.append(']');
		}
		else {
			sizes.append('*');
		}
	}

}
