package org.rapport.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import graphql.execution.ExecutionContext;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Parent;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.ReadingPlan.Below;
import org.rapport.kernel.ReadingPlan;
import org.springframework.stereotype.Component;

/**
 * Finds out which lists an operation asks for below a list, from its selection and the
 * descriptions in {@link ListFields}.
 */
@Component
class ReadingPlans {

	/** The most lists of a tree. */
	private static final int MOST_LISTS = 8;

	private final ListFields fields;

	private final AskedFields asked;

	private final References references;

	ReadingPlans(ListFields fields, AskedFields asked, References references) {
		this.fields = fields;
		this.asked = asked;
		this.references = references;
	}

	/** The names of all fields, see {@link AskedFields#of}. */
	@Nullable Set<String> asked(DataFetchingEnvironment field) {
		return this.asked.of(field.getDocument(), field.getGraphQLSchema());
	}

	/**
	 * The tree of a list and the lists below it.
	 * @param field the field that asks for the list
	 */
	<T> ReadingPlan<T> of(ReadOperation operation, AskedField field, PageKey<T> key) {
		Asking asking = new Asking(operation);
		if (key.listing().ends().isEmpty()) {
			return plan(key, asking.needed(field), List.of());
		}
		List<AskedField> rows = asking.rows(field);
		List<Below> below = new ArrayList<>(asking.below(key.listing(), Below.ROW, rows));
		if (key.page().size() == 1) {
			// Many rows may need the same, which their controller reads for all together.
			below.addAll(asking.computed(key.listing(), rows));
		}
		return plan(key, asking.needed(field), below);
	}

	/**
	 * The tree of a record that a computed field shows, with the lists that the field
	 * needs of it.
	 * @param key the list with the record only
	 * @param path the name of the field that shows the record
	 */
	<T> ReadingPlan<T> of(ReadOperation operation, AskedField field, PageKey<T> key, String path,
			List<ListBelow<?>> lists) {
		Asking asking = new Asking(operation);
		Set<String> fields = asking.needed(field);
		List<Below> below = new ArrayList<>(asking.below(key.listing(), Below.ROW, asking.below(field, path)));
		for (ListBelow<?> list : lists) {
			below.add(new Below(Below.ROW, plan(list.key(Parent.ROOT), fields,
					asking.below(list.listing(), Below.ROW, asking.below(field, list.path())))));
		}
		return plan(key, fields, below);
	}

	private <T> ReadingPlan<T> plan(PageKey<T> key, @Nullable Set<String> fields, List<Below> below) {
		return new ReadingPlan<>(key.listing(), key.filter(), key.page(), key.counted(),
				this.fields.isComputedFrom(key.listing()) ? null : fields, below);
	}

	/** Collects the lists of one tree. */
	private final class Asking {

		private final ExecutionContext execution;

		private final Lens lens;

		private final NodeLookup lookup;

		private int lists = 1;

		Asking(ReadOperation operation) {
			this.execution = operation.execution();
			this.lens = Lenses.of(operation.context());
			this.lookup = ReadingPlans.this.references.of(operation.context());
		}

		/** The names of the fields that the list of a field needs. */
		@Nullable Set<String> needed(AskedField field) {
			return needed(ReadingPlans.this.asked.source(field.objectTypes().iterator().next(), field.name()));
		}

		private @Nullable Set<String> needed(Object source) {
			return ReadingPlans.this.asked.of(this.execution.getDocument(), this.execution.getGraphQLSchema(), source);
		}

		/** The fields that are asked for below those with a name. */
		List<AskedField> below(AskedField field, String name) {
			return field.below(this.execution)
				.stream()
				.filter((inside) -> inside.name().equals(name))
				.flatMap((inside) -> inside.below(this.execution).stream())
				.toList();
		}

		/** The fields that are asked for of each listed value. */
		List<AskedField> rows(AskedField field) {
			if (!GraphQLTypeUtil.unwrapAll(field.definition().getType()).getName().endsWith("Connection")) {
				return field.below(this.execution);
			}
			List<AskedField> rows = new ArrayList<>(below(field, "nodes"));
			field.below(this.execution)
				.stream()
				.filter((part) -> part.name().equals("edges"))
				.forEach((edges) -> rows.addAll(below(edges, "node")));
			return rows;
		}

		/**
		 * The lists below each row of a list.
		 * @param end the end of the row that the fields belong to
		 */
		List<Below> below(Listing<?> list, String end, List<AskedField> asked) {
			List<Below> below = new ArrayList<>();
			for (AskedField each : asked) {
				ListField<?> described = described(each);
				if (described != null) {
					int before = this.lists;
					Below found = list.ends().contains(end) ? below(end, described, each) : null;
					if (found != null && below.contains(found)) {
						this.lists = before;
					}
					else if (found != null) {
						below.add(found);
					}
				}
				else if (end.equals(Below.ROW) && list.ends().contains(each.name())) {
					below.addAll(below(list, each.name(), each.below(this.execution)));
				}
			}
			return below;
		}

		private @Nullable ListField<?> described(AskedField asked) {
			for (String type : asked.objectTypes()) {
				ListField<?> described = ReadingPlans.this.fields.of(type, asked.name());
				if (described != null) {
					return described;
				}
			}
			return null;
		}

		/** The lists that computed fields need of the only row of a list. */
		List<Below> computed(Listing<?> list, List<AskedField> asked) {
			List<Below> below = new ArrayList<>();
			for (AskedField each : asked) {
				each.objectTypes()
					.stream()
					.map((type) -> ReadingPlans.this.fields.computed(type, each.name()))
					.filter((computed) -> computed != null && list.ends().contains(Below.ROW))
					.findFirst()
					.ifPresent((computed) -> below.addAll(needed(computed, each)));
			}
			return below;
		}

		private List<Below> needed(ComputedField<?> computed, AskedField field) {
			Set<String> fields = needed(field);
			try {
				List<Below> needed = new ArrayList<>();
				for (ListBelow<?> list : computed.needs(arguments(field))) {
					needed.add(new Below(Below.ROW, plan(list.key(Parent.ROOT), fields, List.of())));
				}
				if (this.lists + needed.size() > MOST_LISTS) {
					return List.of();
				}
				this.lists += needed.size();
				return needed;
			}
			catch (RapportException ex) {
				// The field itself will say what is wrong.
				return List.of();
			}
		}

		private ListArguments arguments(AskedField field) {
			return new ListArguments(field.arguments(this.execution), this.lens, this.lookup);
		}

		private <T> @Nullable Below below(String end, ListField<T> list, AskedField field) {
			PageKey<T> key;
			try {
				key = list.key(Parent.ROOT, field.arguments(this.execution), arguments(field),
						field.isCounted(this.execution));
			}
			catch (RapportException ex) {
				// The field itself will say what is wrong.
				return null;
			}
			if (!key.listing().isReadBelow() || this.lists == MOST_LISTS) {
				return null;
			}
			this.lists++;
			return new Below(end, plan(key, needed(list.source()), below(key.listing(), Below.ROW, rows(field))));
		}

	}

}
