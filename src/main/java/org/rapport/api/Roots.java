package org.rapport.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.ReadingPlan;
import org.rapport.kernel.Reference;
import org.rapport.kernel.WholeReading;
import org.springframework.stereotype.Component;

/**
 * Finds the records with which operations begin, together with the lists that they ask
 * for below them.
 */
@Component
public class Roots {

	private final References references;

	private final NodeLookup lookup;

	private final ReadingPlans plans;

	private final WholeReading whole;

	Roots(References references, NodeLookup lookup, ReadingPlans plans, WholeReading whole) {
		this.references = references;
		this.lookup = lookup;
		this.plans = plans;
		this.whole = whole;
	}

	/**
	 * The record that an argument names; null if the lens shows none of these kinds.
	 * @param field the field that gives it
	 */
	@Nullable Element find(DataFetchingEnvironment field, RootRecord record) {
		return find(field, by(field.getArguments()), record.kinds(),
				(operation, key) -> this.plans.of(operation, operation.field(field), key));
	}

	/**
	 * The record that an argument of a computed field names. The field shows it below
	 * itself and needs lists of it.
	 * @param path the name of the field that shows the record
	 * @param lists the lists; {@link Pages#ahead} has them if they were read
	 */
	public @Nullable Element find(DataFetchingEnvironment field, NodeRefInput by, Set<Kind> kinds, String path,
			List<ListBelow<?>> lists) {
		return find(field, by, kinds,
				(operation, key) -> this.plans.of(operation, operation.field(field), key, path, lists));
	}

	private @Nullable Element find(DataFetchingEnvironment field, NodeRefInput by, Set<Kind> kinds,
			BiFunction<ReadOperation, PageKey<Element>, ReadingPlan<Element>> plans) {
		Element found = null;
		if (field.getOperationDefinition().getOperation() == Operation.QUERY) {
			ReadOperation operation = ReadOperation.of(field.getGraphQlContext());
			PageKey<Element> key = key(by.reference(), kinds);
			found = (key != null) ? readAhead(operation, kinds, plans.apply(operation, key), key) : null;
		}
		return (found != null) ? found
				: this.references.of(field)
					.find(Lenses.of(field.getGraphQlContext()), by.reference(), kinds)
					.orElse(null);
	}

	/**
	 * Reads the record that a query names, and the lists that the query asks for below
	 * it.
	 * @param field the field that gives the record
	 * @return null if the database has not planned a statement for all of that, or the
	 * lens shows no such record
	 */
	@Nullable Element whole(ReadOperation operation, AskedField field, RootRecord record) {
		Reference reference = by(field.arguments(operation.execution())).reference();
		PageKey<Element> key = key(reference, record.kinds());
		if (key == null) {
			return null;
		}
		ReadingPlan<Element> plan = this.plans.of(operation, field, key);
		return plan.below().isEmpty() ? this.references.of(operation.context())
			.find(Lenses.of(operation.context()), reference, record.kinds())
			.orElse(null) : readAhead(operation, record.kinds(), plan, key);
	}

	@SuppressWarnings("unchecked")
	private static NodeRefInput by(Map<String, Object> arguments) {
		return NodeRefInput.of((Map<String, Object>) Objects.requireNonNull(arguments.get("by")));
	}

	/** The list with a record only; null if its name is not one of these kinds. */
	private @Nullable PageKey<Element> key(Reference reference, Set<Kind> kinds) {
		String name = (reference.id() != null) ? reference.id() : reference.slug();
		if (name == null || (reference.id() != null && !kinds.contains(Ids.kindOf(name)))) {
			return null;
		}
		Listing<Element> list = this.lookup.named(reference.id() == null);
		String order = list.orders().get(0);
		return new PageKey<>(list, Parent.of(name), new Page(order, list.descends(order), 1, false, null, null),
				Map.of(), false);
	}

	private @Nullable Element readAhead(ReadOperation operation, Set<Kind> kinds, ReadingPlan<Element> plan,
			PageKey<Element> key) {
		if (plan.below().isEmpty()) {
			return null;
		}
		ReadAhead ahead = ReadAhead.of(operation.context());
		Connection<?> found = ahead.get(key);
		if (found == null) {
			ahead.requireRead();
			this.whole.read(Lenses.of(operation.context()), List.of(key.parent()), List.of(plan)).forEach(ahead::put);
			found = ahead.get(key);
		}
		if (found == null || found.edges().isEmpty()) {
			return null;
		}
		Element element = (Element) found.nodes().get(0);
		return kinds.contains(Ids.kindOf(element.id())) ? element : null;
	}

}
