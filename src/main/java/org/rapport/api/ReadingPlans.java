package org.rapport.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.SelectedField;
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
		return this.asked.of(field);
	}

	/**
	 * The tree of a list and the lists below it.
	 * @param field the field that asks for the list
	 */
	<T> ReadingPlan<T> of(DataFetchingEnvironment field, PageKey<T> key) {
		List<Below> below = List.of();
		if (!key.listing().ends().isEmpty()) {
			below = new Asking(field).below(key.listing(), Below.ROW,
					rows(field.getSelectionSet(), field.getFieldType()));
		}
		return plan(key, this.asked.of(field, this.asked.source(field)), below);
	}

	/**
	 * The tree of a record that a computed field shows, with the lists that the field
	 * needs of it.
	 * @param key the list with the record only
	 * @param path the name of the field that shows the record
	 */
	<T> ReadingPlan<T> of(DataFetchingEnvironment field, PageKey<T> key, String path, List<ListBelow<?>> lists) {
		Set<String> fields = this.asked.of(field, this.asked.source(field));
		Asking asking = new Asking(field);
		List<Below> below = new ArrayList<>(
				asking.below(key.listing(), Below.ROW, selected(field.getSelectionSet(), path)));
		for (ListBelow<?> list : lists) {
			below.add(new Below(Below.ROW, plan(list.key(Parent.ROOT), fields,
					asking.below(list.listing(), Below.ROW, selected(field.getSelectionSet(), list.path())))));
		}
		return plan(key, fields, below);
	}

	/** The fields that are selected below one with this name. */
	private static List<SelectedField> selected(DataFetchingFieldSelectionSet selection, String name) {
		return selection.getImmediateFields()
			.stream()
			.filter((field) -> field.getName().equals(name))
			.flatMap((field) -> field.getSelectionSet().getImmediateFields().stream())
			.toList();
	}

	private <T> ReadingPlan<T> plan(PageKey<T> key, @Nullable Set<String> fields, List<Below> below) {
		return new ReadingPlan<>(key.listing(), key.filter(), key.page(), key.counted(),
				this.fields.isComputedFrom(key.listing()) ? null : fields, below);
	}

	/** The fields that are selected of each listed value. */
	private static List<SelectedField> rows(DataFetchingFieldSelectionSet selection, GraphQLType type) {
		if (!GraphQLTypeUtil.unwrapAll(type).getName().endsWith("Connection")) {
			return selection.getImmediateFields();
		}
		List<SelectedField> rows = new ArrayList<>();
		for (SelectedField part : selection.getImmediateFields()) {
			if (part.getName().equals("nodes")) {
				rows.addAll(part.getSelectionSet().getImmediateFields());
			}
			else if (part.getName().equals("edges")) {
				part.getSelectionSet()
					.getImmediateFields()
					.stream()
					.filter((inside) -> inside.getName().equals("node"))
					.forEach((node) -> rows.addAll(node.getSelectionSet().getImmediateFields()));
			}
		}
		return rows;
	}

	/** Collects the lists of one tree. */
	private final class Asking {

		private final DataFetchingEnvironment field;

		private final Lens lens;

		private final NodeLookup lookup;

		private int lists = 1;

		Asking(DataFetchingEnvironment field) {
			this.field = field;
			this.lens = Lenses.of(field.getGraphQlContext());
			this.lookup = ReadingPlans.this.references.of(field);
		}

		/**
		 * The lists below each row of a list.
		 * @param end the end of the row that the selected fields belong to
		 */
		List<Below> below(Listing<?> list, String end, List<SelectedField> selected) {
			List<Below> below = new ArrayList<>();
			for (SelectedField each : selected) {
				ListField<?> described = described(each);
				if (described != null) {
					Below found = list.ends().contains(end) ? below(end, described, each) : null;
					if (found != null && !below.contains(found)) {
						below.add(found);
					}
				}
				else if (end.equals(Below.ROW) && list.ends().contains(each.getName())) {
					below.addAll(below(list, each.getName(), each.getSelectionSet().getImmediateFields()));
				}
			}
			return below;
		}

		private @Nullable ListField<?> described(SelectedField selected) {
			for (String type : selected.getObjectTypeNames()) {
				ListField<?> described = ReadingPlans.this.fields.of(type, selected.getName());
				if (described != null) {
					return described;
				}
			}
			return null;
		}

		private <T> @Nullable Below below(String end, ListField<T> field, SelectedField selected) {
			Map<String, Object> arguments = selected.getArguments();
			PageKey<T> key;
			try {
				key = field.key(Parent.ROOT, arguments, new ListArguments(arguments, this.lens, this.lookup),
						selected.getSelectionSet().contains("totalCount"));
			}
			catch (RapportException ex) {
				// The field itself will say what is wrong.
				return null;
			}
			if (!key.listing().isReadBelow() || this.lists == MOST_LISTS) {
				return null;
			}
			this.lists++;
			return new Below(end, plan(key, ReadingPlans.this.asked.of(this.field, field.source()),
					below(key.listing(), Below.ROW, rows(selected.getSelectionSet(), selected.getType()))));
		}

	}

}
