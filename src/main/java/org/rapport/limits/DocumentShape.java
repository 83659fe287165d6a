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
 * How large a document is with every fragment written out where it is spread. Known
 * before the document is held against the schema, in time that grows with its text alone,
 * because a text of a few lines can unfold into billions of fields.
 *
 * @param fields how many fields
 * @param depth how deep they lie in each other; what is in {@code __schema} and
 * {@code __type} does not count, because the engine has bounds of its own for it
 * @param aliases how many fields under another name
 * @param directives how many directives
 * @param rootFields how many fields in the largest operation lie in no other
 */
record DocumentShape(long fields, int depth, long aliases, long directives, long rootFields) {

	private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

	/** Stands for everything larger. */
	private static final long COUNTLESS = Integer.MAX_VALUE;

	/**
	 * The shape of a document that was read, but not yet validated.
	 * @throws RapportException with the code INVALID_QUERY if a fragment holds itself
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
		 * All operations together, because all are validated; fragments that nobody
		 * spreads count once.
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

		/** A fragment that is not there is left for validation to complain about. */
		private DocumentShape fragment(String name) {
			DocumentShape known = this.unfolded.get(name);
			FragmentDefinition fragment = this.fragments.get(name);
			if (known != null || fragment == null) {
				return (known != null) ? known : NOTHING;
			}
			if (!this.unfolding.add(name)) {
				throw new RapportException(ErrorCode.INVALID_QUERY, "The fragment \"" + name + "\" holds itself");
			}
			DocumentShape shape = shape(fragment.getSelectionSet()).with(fragment);
			this.unfolding.remove(name);
			this.unfolded.put(name, shape);
			return shape;
		}

	}

}
