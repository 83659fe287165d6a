package org.rapport.api;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ErrorCode;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses an operation whose variable is null where the schema allows no null. GraphQL
 * allows a nullable variable in such a place if the place or the variable has a default.
 * The engine notices the null too late, or reports it as an internal error.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NullVariables extends SimplePerformantInstrumentation {

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		ExecutionContext operation = parameters.getExecutionContext();
		Map<String, Object> variables = operation.getCoercedVariables().toMap();
		Set<String> nulls = variables.keySet()
			.stream()
			.filter((name) -> variables.get(name) == null)
			.collect(Collectors.toSet());
		GraphQLObjectType root = root(operation);
		if (!nulls.isEmpty() && root != null) {
			new Search(operation, nulls).selections(operation.getOperationDefinition().getSelectionSet(), root, "");
		}
		return super.beginExecuteOperation(parameters, state);
	}

	private static @Nullable GraphQLObjectType root(ExecutionContext operation) {
		GraphQLSchema schema = operation.getGraphQLSchema();
		return switch (operation.getOperationDefinition().getOperation()) {
			case QUERY -> schema.getQueryType();
			case MUTATION -> schema.getMutationType();
			case SUBSCRIPTION -> schema.getSubscriptionType();
		};
	}

	/** Searches the executed part of a document, each fragment once. */
	private static final class Search {

		private final GraphQLSchema schema;

		private final Map<String, Object> variables;

		private final Map<String, FragmentDefinition> fragments;

		private final Set<String> nulls;

		private final Set<String> searched = new HashSet<>();

		Search(ExecutionContext operation, Set<String> nulls) {
			this.schema = operation.getGraphQLSchema();
			this.variables = operation.getCoercedVariables().toMap();
			this.fragments = operation.getFragmentsByName();
			this.nulls = nulls;
		}

		void selections(@Nullable SelectionSet selections, GraphQLType type, String path) {
			if (selections == null || !(type instanceof GraphQLCompositeType parent)) {
				return;
			}
			for (Selection<?> selection : selections.getSelections()) {
				if (selection instanceof Field field && isExecuted(field, inside(path, field.getName()))) {
					field(field, parent, inside(path, field.getName()));
				}
				else if (selection instanceof InlineFragment fragment && isExecuted(fragment, path)) {
					selections(fragment.getSelectionSet(), narrowed(fragment.getTypeCondition(), parent), path);
				}
				else if (selection instanceof FragmentSpread spread && isExecuted(spread, path)
						&& this.searched.add(spread.getName())) {
					FragmentDefinition fragment = Objects.requireNonNull(this.fragments.get(spread.getName()));
					selections(fragment.getSelectionSet(), narrowed(fragment.getTypeCondition(), parent), path);
				}
			}
		}

		private void field(Field field, GraphQLCompositeType parent, String path) {
			GraphQLFieldDefinition definition = Introspection.getFieldDef(this.schema, parent, field.getName());
			arguments(field.getArguments(), definition.getArguments(), path);
			selections(field.getSelectionSet(), GraphQLTypeUtil.unwrapAll(definition.getType()), path);
		}

		private GraphQLType narrowed(@Nullable TypeName condition, GraphQLCompositeType parent) {
			GraphQLType type = (condition != null) ? this.schema.getType(condition.getName()) : parent;
			return (type != null) ? type : parent;
		}

		/** A skipped selection may have a null, because it is not executed. */
		private boolean isExecuted(DirectivesContainer<?> selection, String path) {
			boolean isExecuted = true;
			for (Directive directive : selection.getDirectives()) {
				GraphQLDirective definition = this.schema.getDirective(directive.getName());
				if (definition != null) {
					arguments(directive.getArguments(), definition.getArguments(), path);
				}
				isExecuted &= switch (directive.getName()) {
					case "skip" -> !condition(directive);
					case "include" -> condition(directive);
					default -> true;
				};
			}
			return isExecuted;
		}

		private boolean condition(Directive directive) {
			Value<?> condition = directive.getArgument("if").getValue();
			return (condition instanceof VariableReference variable)
					? Boolean.TRUE.equals(this.variables.get(variable.getName()))
					: condition instanceof BooleanValue value && value.isValue();
		}

		private void arguments(List<Argument> given, List<GraphQLArgument> definitions, String path) {
			for (Argument argument : given) {
				definitions.stream()
					.filter((definition) -> definition.getName().equals(argument.getName()))
					.forEach(
							(definition) -> value(argument.getValue(), definition.getType(), argument.getName(), path));
			}
		}

		private void value(Value<?> value, GraphQLType type, String place, String path) {
			if (value instanceof VariableReference variable) {
				if (GraphQLTypeUtil.isNonNull(type) && this.nulls.contains(variable.getName())) {
					throw refused(variable, place, path);
				}
				return;
			}
			GraphQLType nullable = GraphQLTypeUtil.unwrapNonNull(type);
			if (GraphQLTypeUtil.isList(nullable)) {
				// A single value may stand for a list of one.
				List<? extends Value<?>> entries = (value instanceof ArrayValue list) ? entries(list) : List.of(value);
				entries.forEach((entry) -> value(entry, GraphQLTypeUtil.unwrapOne(nullable), place, path));
			}
			else if (value instanceof ObjectValue object && nullable instanceof GraphQLInputObjectType definition) {
				for (ObjectField field : object.getObjectFields()) {
					GraphQLInputObjectField defined = definition.getField(field.getName());
					value(field.getValue(), defined.getType(), inside(place, field.getName()), path);
				}
			}
		}

		@SuppressWarnings("unchecked")
		private static List<? extends Value<?>> entries(ArrayValue list) {
			return (List<? extends Value<?>>) (List<?>) list.getValues();
		}

		private static String inside(String outer, String name) {
			return outer.isEmpty() ? name : outer + "." + name;
		}

		private static AbortExecutionException refused(VariableReference variable, String place, String path) {
			SourceLocation location = variable.getSourceLocation();
			return new AbortExecutionException(List.of(GraphqlErrorBuilder.newError()
				.message("The value of \"%s\" must not be null, but the variable $%s is null%s", place,
						variable.getName(), path.isEmpty() ? "" : " (in " + path + ")")
				.locations((location != null) ? List.of(location) : List.of())
				.errorType(ErrorType.ValidationError)
				.extensions(Errors.extensions(ErrorCode.INVALID_QUERY))
				.build()));
		}

	}

}
