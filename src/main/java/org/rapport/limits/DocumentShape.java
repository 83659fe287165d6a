package org.rapport.limits;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.language.Definition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

/**
 * The size of a document with every fragment expanded where it is used. It is computed
 * before validation, in time proportional to the length of the text, because a few lines
 * can expand to billions of fields.
 *
 * @param fields the number of fields
 * @param depth the depth of nested fields; the content of {@code __schema} and
 * {@code __type} does not count, because the engine limits it itself
 * @param aliases the number of fields with an alias
 * @param directives the number of directives
 * @param rootFields the largest number of top-level fields in one operation
 */
record DocumentShape(long fields, int depth, long aliases, long directives, long rootFields) {

	private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

	/** Stands for every larger number. */
	private static final long COUNTLESS = Integer.MAX_VALUE;

	/**
	 * The shape of a document that was parsed but not yet validated.
	 * @throws RapportException with the code INVALID_QUERY if a fragment contains itself
	 */
	static DocumentShape of(Document document) {
		return new Unfolding(document).shape();
	}

	private DocumentShape plus(DocumentShape other) {
		return new DocumentShape(sum(this.fields, other.fields), Math.max(this.depth, other.depth),
				sum(this.aliases, other.aliases), sum(this.directives, other.directives),
				sum(this.rootFields, other.rootFields));
	}

	private DocumentShape with(DirectivesContainer<?> directed) {
		return plus(new DocumentShape(0, 0, 0, directed.getDirectives().size(), 0));
	}

	private static long sum(long one, long other) {
		return Math.min(one + other, COUNTLESS);
	}

	private static final class Unfolding {

		private static final DocumentShape NOTHING = new DocumentShape(0, 0, 0, 0, 0);

		private final Document document;

		private final Map<String, FragmentDefinition> fragments = new HashMap<>();

		private final Map<String, DocumentShape> unfolded = new HashMap<>();

		private final Set<String> unfolding = new HashSet<>();

		private Unfolding(Document document) {
			this.document = document;
			document.getDefinitionsOfType(FragmentDefinition.class)
				.forEach((fragment) -> this.fragments.put(fragment.getName(), fragment));
		}

		/**
		 * Adds up all operations, because all are validated. Unused fragments count once.
		 */
		private DocumentShape shape() {
			DocumentShape all = NOTHING;
			long rootFields = 0;
			for (Definition<?> definition : this.document.getDefinitions()) {
				if (definition instanceof OperationDefinition operation) {
					DocumentShape shape = shape(operation.getSelectionSet()).with(operation);
					rootFields = Math.max(rootFields, shape.rootFields());
					all = all.plus(shape);
					for (DirectivesContainer<?> variable : operation.getVariableDefinitions()) {
						all = all.with(variable);
					}
				}
			}
			Set<String> spread = Set.copyOf(this.unfolded.keySet());
			for (String fragment : this.fragments.keySet()) {
				DocumentShape shape = fragment(fragment);
				all = spread.contains(fragment) ? all : all.plus(shape);
			}
			return new DocumentShape(all.fields(), all.depth(), all.aliases(), all.directives(), rootFields);
		}

		private DocumentShape shape(@Nullable SelectionSet selections) {
			DocumentShape shape = NOTHING;
			List<Selection> all = (selections != null) ? selections.getSelections() : List.of();
			for (Selection<?> selection : all) {
				shape = shape.plus(shape(selection));
			}
			return shape;
		}

		private DocumentShape shape(Selection<?> selection) {
			if (selection instanceof Field field) {
				DocumentShape inside = shape(field.getSelectionSet());
				int depth = INTROSPECTION.contains(field.getName()) ? 0 : inside.depth();
				return new DocumentShape(sum(inside.fields(), 1), depth + 1,
						sum(inside.aliases(), (field.getAlias() != null) ? 1 : 0), inside.directives(), 1)
					.with(field);
			}
			if (selection instanceof InlineFragment inline) {
				return shape(inline.getSelectionSet()).with(inline);
			}
			FragmentSpread spread = (FragmentSpread) selection;
			return fragment(spread.getName()).with(spread);
		}

		/** Validation later reports a fragment that does not exist. */
		private DocumentShape fragment(String name) {
			DocumentShape known = this.unfolded.get(name);
			FragmentDefinition fragment = this.fragments.get(name);
			if (known != null || fragment == null) {
				return (known != null) ? known : NOTHING;
			}
			if (!this.unfolding.add(name)) {
				throw new RapportException(ErrorCode.INVALID_QUERY, "The fragment \"" + name + "\" contains itself");
			}
			DocumentShape shape = shape(fragment.getSelectionSet()).with(fragment);
			this.unfolding.remove(name);
			this.unfolded.put(name, shape);
			return shape;
		}

	}

}
