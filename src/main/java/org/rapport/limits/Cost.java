package org.rapport.limits;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

import org.rapport.api.PageArguments;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Page;
import org.rapport.kernel.RapportException;

/**
 * Computes the cost of an operation: the most objects that its answer can have, plus
 * extra weight for those that are slow to find. It depends only on the operation and its
 * variables, never on the graph or the viewer.
 *
 * <p>
 * A field costs its weight. If it leads to objects, add its size times one more than the
 * cost of the fields inside. The size of a page is {@code first} or {@code last}, or the
 * default size. If an object can have several types, the most expensive one counts.
 */
final class Cost {

	/** The directive that gives a field its own weight. */
	private static final String WEIGHT = "cost";

	/** The directive that gives the usual length of a list. */
	private static final String SIZE = "listSize";

	/** The assumed length of a list without pages. */
	static final int USUAL_LIST = Page.USUAL_LIST;

	/**
	 * The longest list in the input of an act. Its descriptions say which lists must be
	 * shorter; the act itself checks that.
	 */
	static final int LONGEST_RECORDED = 1000;

	/** The cost of counting a list. */
	static final int COUNT = 10;

	/** The cost of reading the schema, whatever its extent, because it is in memory. */
	static final int INTROSPECTION = 100;

	/**
	 * Reading the schema counts as this many wide fields, because its answer is among the
	 * largest.
	 */
	private static final int SCHEMA_WIDTH = 7;

	private static final String TOTAL = "totalCount";

	private static final long COUNTLESS = Integer.MAX_VALUE;

	private final GraphQLSchema schema;

	private Cost(GraphQLSchema schema) {
		this.schema = schema;
	}

	/**
	 * The cost of an operation, at most {@link Integer#MAX_VALUE}.
	 * @throws RapportException with the code PAGE_TOO_LARGE if a list in its arguments is
	 * longer than the largest page, or in the input of an act longer than
	 * {@link #LONGEST_RECORDED}
	 */
	static long of(GraphQLSchema schema, ExecutableNormalizedOperation operation) {
		return new Cost(schema).of(operation.getTopLevelFields(), null);
	}

	/**
	 * Counts the wide fields of an operation: fields whose work is not limited by their
	 * page or by the lists of single records. These are fields with a weight, and lists
	 * of a whole kind that are filtered, sorted in another order or counted. Reading the
	 * schema counts as several.
	 */
	static int wideFields(GraphQLSchema schema, ExecutableNormalizedOperation operation) {
		Cost cost = new Cost(schema);
		return cost.weighty(operation.getTopLevelFields()) + operation.getTopLevelFields()
			.stream()
			.mapToInt((field) -> field.getName().equals("__schema") ? SCHEMA_WIDTH : cost.isOfAWholeKind(field) ? 1 : 0)
			.sum();
	}

	private int weighty(Collection<ExecutableNormalizedField> fields) {
		return fields.stream()
			.filter((field) -> !field.getName().startsWith("__"))
			.mapToInt((field) -> weighty(field.getChildren()) + (isWeighty(field) ? 1 : 0))
			.sum();
	}

	private boolean isWeighty(ExecutableNormalizedField field) {
		return weight(field.getFieldDefinitions(this.schema).get(0), 0) > 0;
	}

	private boolean isOfAWholeKind(ExecutableNormalizedField field) {
		if (field.getName().startsWith("__") || isWeighty(field)) {
			return false;
		}
		Map<String, Object> arguments = field.getResolvedArguments();
		boolean hasPages = page(field.getFieldDefinitions(this.schema).get(0), arguments) != null;
		return hasPages && (arguments.entrySet()
			.stream()
			.anyMatch((given) -> given.getValue() != null && !PageArguments.PLACES.contains(given.getKey()))
				|| field.getChildren().stream().anyMatch((child) -> child.getName().equals(TOTAL)));
	}

	private long of(Collection<ExecutableNormalizedField> fields, @Nullable Integer page) {
		Map<String, Long> byType = new HashMap<>();
		for (ExecutableNormalizedField field : fields) {
			long cost = of(field, page);
			field.getObjectTypeNames().forEach((type) -> byType.merge(type, cost, Cost::sum));
		}
		return byType.values().stream().mapToLong(Long::longValue).max().orElse(0);
	}

	/**
	 * The cost of a field.
	 * @param page the size of the page that the field belongs to; null if it belongs to
	 * none
	 */
	private long of(ExecutableNormalizedField field, @Nullable Integer page) {
		Map<String, Object> arguments = field.getResolvedArguments();
		int longest = isAct(field) ? LONGEST_RECORDED : PageArguments.LARGEST_SIZE;
		arguments.forEach((argument, value) -> requireShort(argument, value, longest));
		if (field.getName().startsWith("__")) {
			return field.hasChildren() ? INTROSPECTION : 0;
		}
		GraphQLFieldDefinition definition = field.getFieldDefinitions(this.schema).get(0);
		if (!field.hasChildren()) {
			return weight(definition, (page != null && field.getName().equals(TOTAL)) ? COUNT : 0);
		}
		Integer asked = page(definition, arguments);
		return sum(weight(definition, 0),
				product(size(definition, arguments, page), sum(1, of(field.getChildren(), asked))));
	}

	/** The size of the page that a field asks for; null if it has no pages. */
	private static @Nullable Integer page(GraphQLFieldDefinition definition, Map<String, Object> arguments) {
		if (definition.getArgument("first") == null || definition.getArgument("last") == null) {
			return null;
		}
		Object size = (arguments.get("first") != null) ? arguments.get("first")
				: (arguments.get("last") != null) ? arguments.get("last") : PageArguments.DEFAULT_SIZE;
		return (size instanceof Integer number) ? Math.max(0, Math.min(number, PageArguments.LARGEST_SIZE))
				: PageArguments.LARGEST_SIZE;
	}

	private static int size(GraphQLFieldDefinition definition, Map<String, Object> arguments, @Nullable Integer page) {
		GraphQLType type = GraphQLTypeUtil.unwrapNonNull(definition.getType());
		if (!GraphQLTypeUtil.isList(type)) {
			return 1;
		}
		if (page != null) {
			return page;
		}
		return (arguments.get("ids") instanceof Collection<?> ids) ? ids.size()
				: number(definition, SIZE, "assumedSize", USUAL_LIST);
	}

	private static int weight(GraphQLFieldDefinition definition, int usual) {
		return number(definition, WEIGHT, "weight", usual);
	}

	private static int number(GraphQLFieldDefinition definition, String directive, String argument, int usual) {
		GraphQLAppliedDirective applied = definition.getAppliedDirective(directive);
		GraphQLAppliedDirectiveArgument given = (applied != null) ? applied.getArgument(argument) : null;
		Object value = (given != null) ? given.getValue() : null;
		return (value != null) ? Integer.parseInt(value.toString()) : usual;
	}

	private boolean isAct(ExecutableNormalizedField field) {
		GraphQLObjectType acts = this.schema.getMutationType();
		return acts != null && field.getObjectTypeNames().contains(acts.getName());
	}

	private static void requireShort(String argument, @Nullable Object value, int longest) {
		if (value instanceof Collection<?> list) {
			if (list.size() > longest) {
				throw new RapportException(ErrorCode.PAGE_TOO_LARGE,
						"\"" + argument + "\" has " + list.size() + " entries; at most " + longest + " are allowed");
			}
			list.forEach((entry) -> requireShort(argument, entry, longest));
		}
		else if (value instanceof Map<?, ?> members) {
			members.forEach((name, member) -> requireShort(argument + "." + name, member, longest));
		}
	}

	private static long sum(long one, long other) {
		return Math.min(one + other, COUNTLESS);
	}

	private static long product(long size, long each) {
		return Math.min(size * each, COUNTLESS);
	}

}
