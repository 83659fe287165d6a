package org.rapport.endpoint;

import java.util.List;
import java.util.Set;

import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Directive;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLDirective;
import graphql.schema.idl.RuntimeWiring;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.validation.ValidationError;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Errors;
import org.rapport.kernel.ErrorCode;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/**
 * Blocks experimental directives that the GraphQL engine adds to every schema.
 * Introspection does not show them, and documents that use them are refused. Remove this
 * class once the engine makes them optional.
 */
@Component
class EngineDirectives extends SimplePerformantInstrumentation implements RuntimeWiringConfigurer {

	/** The blocked directives. */
	static final Set<String> NAMES = Set.of("defer", "experimental_disableErrorPropagation");

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		DataFetcher<List<GraphQLDirective>> announced = (field) -> field.getGraphQLSchema()
			.getDirectives()
			.stream()
			.filter((directive) -> !NAMES.contains(directive.getName()))
			.toList();
		wiring.codeRegistry(GraphQLCodeRegistry.newCodeRegistry()
			.dataFetcher(FieldCoordinates.coordinates("__Schema", "directives"), announced));
	}

	@Override
	public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
			InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
		new NodeTraverser().preOrder(new Refusing(), parameters.getDocument());
		return super.beginValidation(parameters, state);
	}

	private static final class Refusing extends NodeVisitorStub {

		@Override
		public TraversalControl visitDirective(Directive directive, TraverserContext<Node> context) {
			if (NAMES.contains(directive.getName())) {
				throw new AbortExecutionException(List.of(GraphqlErrorBuilder.newError()
					.message("The directive \"@%s\" is not supported", directive.getName())
					.location(directive.getSourceLocation())
					.errorType(ErrorType.BAD_REQUEST)
					.extensions(Errors.extensions(ErrorCode.INVALID_QUERY))
					.build()));
			}
			return TraversalControl.CONTINUE;
		}

	}

}
