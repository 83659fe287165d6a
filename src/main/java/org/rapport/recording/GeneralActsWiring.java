package org.rapport.recording;

import java.util.Map;
import java.util.Objects;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import org.jspecify.annotations.Nullable;

import org.rapport.access.Viewer;
import org.rapport.api.Lenses;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.execution.SelfDescribingDataFetcher;
import org.springframework.stereotype.Component;

/** Offers every {@link GeneralAct} as a mutation. */
@Component
class GeneralActsWiring implements RuntimeWiringConfigurer {

	private final Recording recording;

	GeneralActsWiring(Recording recording) {
		this.recording = recording;
	}

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		wiring.type("Mutation", (mutation) -> {
			for (GeneralAct act : GeneralAct.ALL) {
				String add = act.add();
				if (add != null) {
					mutation.dataFetcher(add, new Fetcher(add, act.field(),
							(viewer, input) -> this.recording.add(viewer, add, act.kind(), input)));
				}
				mutation.dataFetcher(act.update(), new Fetcher(act.update(), act.field(),
						(viewer, input) -> this.recording.update(viewer, act.update(), act.kind(), input)));
			}
			return mutation;
		});
	}

	/** Does an act. */
	@FunctionalInterface
	private interface Doing {

		Outcome act(Viewer viewer, Map<String, ? extends @Nullable Object> input);

	}

	/**
	 * Answers a mutation, and tells the schema report what it takes and returns.
	 *
	 * @param name the name of the mutation
	 * @param field the field of its payload that has the element
	 * @param doing does the act
	 */
	private record Fetcher(String name, String field,
			Doing doing) implements SelfDescribingDataFetcher<Map<String, @Nullable Object>> {

		private static final ResolvableType MAP = ResolvableType.forClassWithGenerics(Map.class, String.class,
				Object.class);

		@Override
		public Map<String, @Nullable Object> get(DataFetchingEnvironment field) {
			Viewer viewer = Objects.requireNonNull(field.getGraphQlContext().get(Lenses.VIEWER));
			Map<String, @Nullable Object> input = Objects.requireNonNull(field.getArgument("input"));
			return this.doing.act(viewer, input).as(this.field);
		}

		@Override
		public String getDescription() {
			return "the mutation " + this.name;
		}

		@Override
		public ResolvableType getReturnType() {
			return MAP;
		}

		@Override
		public Map<String, ResolvableType> getArguments() {
			return Map.of("input", MAP);
		}

	}

}
