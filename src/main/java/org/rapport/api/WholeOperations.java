package org.rapport.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.execution.MergedField;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import io.micrometer.context.ContextSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.graphql.execution.ContextPropagationHelper;
import org.springframework.stereotype.Component;

/**
 * Answers queries for records and lists without the steps that the engine takes for each
 * field: each field of the root is read with one statement, and its rows are written as
 * JSON. The engine answers all other operations, those whose statements the database has
 * not planned, and those with any error: it then says what is wrong, and where.
 */
@Component
class WholeOperations {

	private static final Logger log = LoggerFactory.getLogger(WholeOperations.class);

	/** The codes with which the database could not be read. */
	private static final Set<ErrorCode> UNREAD = EnumSet.of(ErrorCode.UNAVAILABLE, ErrorCode.BUSY, ErrorCode.TIMEOUT);

	private final ListFields fields;

	private final Roots roots;

	private final Pages pages;

	WholeOperations(ListFields fields, Roots roots, Pages pages) {
		this.fields = fields;
		this.roots = roots;
		this.pages = pages;
	}

	/**
	 * The answer to an operation; null if it is left to the engine.
	 * @param root the fields of its root
	 */
	@Nullable Map<String, @Nullable Object> answer(ReadOperation operation, Collection<MergedField> root, DirectObjects objects) {
		if (operation.execution().getOperationDefinition().getOperation() != Operation.QUERY || !areDescribed(root)) {
			return null;
		}
		try (ContextSnapshot.Scope scope = ContextPropagationHelper.captureFrom(operation.context())
			.setThreadLocals()) {
			Map<String, @Nullable Object> answer = new LinkedHashMap<>();
			for (MergedField field : root) {
				Object value = value(operation, field, objects);
				if (value == null) {
					return null;
				}
				answer.put(field.getResultKey(), value);
			}
			return answer;
		}
		catch (RapportException ex) {
			if (UNREAD.contains(ex.code())) {
				ReadAhead.of(operation.context()).failed(ex);
			}
			return null;
		}
		catch (RuntimeException ex) {
			// The engine fails in the same way and says where.
			log.debug("An operation is left to the engine", ex);
			return null;
		}
	}

	/** The engine reads several lists together, with one statement. */
	private boolean areDescribed(Collection<MergedField> root) {
		List<@Nullable RootField> described = new ArrayList<>();
		root.forEach((field) -> described.add(this.fields.root(field.getName())));
		return !described.contains(null)
				&& described.stream().filter((field) -> field instanceof RootList<?>).count() <= 1;
	}

	private @Nullable WrittenObject value(ReadOperation operation, MergedField asked, DirectObjects objects) {
		GraphQLObjectType query = operation.execution().getGraphQLSchema().getQueryType();
		GraphQLFieldDefinition definition = query.getFieldDefinition(asked.getName());
		AskedField field = operation.field(asked, definition, query);
		if (!objects.areWhole(field)) {
			return null;
		}
		RootField described = this.fields.root(asked.getName());
		Object found = (described instanceof RootList<?> list) ? this.pages.whole(operation, field, list)
				: (described instanceof RootRecord record) ? this.roots.whole(operation, field, record) : null;
		return (found != null) ? objects.answer(asked,
				(GraphQLCompositeType) GraphQLTypeUtil.unwrapNonNull(definition.getType()), found) : null;
	}

}
