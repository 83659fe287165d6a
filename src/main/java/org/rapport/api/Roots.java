package org.rapport.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
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
	 * @param field the field that gives the record
	 */
	public @Nullable Element find(DataFetchingEnvironment field, NodeRefInput by, Set<Kind> kinds) {
		return find(field, by, kinds, (key) -> this.plans.of(field, key));
	}

	/**
	 * The same for a computed field, which shows the record below itself and needs lists
	 * of it.
	 * @param path the name of the field that shows the record
	 * @param lists the lists; {@link Pages#ahead} has them if they were read
	 */
	public @Nullable Element find(DataFetchingEnvironment field, NodeRefInput by, Set<Kind> kinds, String path,
			List<ListBelow<?>> lists) {
		return find(field, by, kinds, (key) -> this.plans.of(field, key, path, lists));
	}

	private @Nullable Element find(DataFetchingEnvironment field, NodeRefInput by, Set<Kind> kinds,
			Function<PageKey<Element>, ReadingPlan<Element>> plans) {
		Reference reference = by.reference();
		Element found = null;
		if (field.getOperationDefinition().getOperation() == Operation.QUERY) {
			found = readAhead(field, reference, kinds, plans);
		}
		return (found != null) ? found
				: this.references.of(field).find(Lenses.of(field.getGraphQlContext()), reference, kinds).orElse(null);
	}

	private @Nullable Element readAhead(DataFetchingEnvironment field, Reference reference, Set<Kind> kinds,
			Function<PageKey<Element>, ReadingPlan<Element>> plans) {
		String name = (reference.id() != null) ? reference.id() : reference.slug();
		if (name == null || (reference.id() != null && !kinds.contains(Ids.kindOf(name)))) {
			return null;
		}
		Listing<Element> list = this.lookup.named(reference.id() == null);
		String order = list.orders().get(0);
		PageKey<Element> key = new PageKey<>(list, Parent.of(name),
				new Page(order, list.descends(order), 1, false, null, null), Map.of(), false);
		ReadingPlan<Element> plan = plans.apply(key);
		if (plan.below().isEmpty()) {
			return null;
		}
		Lens lens = Lenses.of(field.getGraphQlContext());
		Map<PageKey<?>, Connection<?>> pages = new HashMap<>();
		this.whole.read(lens, List.of(key.parent()), List.of(plan)).forEach((page) -> Pages.put(page, pages));
		Connection<?> found = pages.get(key);
		if (found == null || found.edges().isEmpty()) {
			return null;
		}
		Element element = (Element) found.nodes().get(0);
		if (!kinds.contains(Ids.kindOf(element.id()))) {
			return null;
		}
		ReadAhead.of(field.getGraphQlContext()).putAll(pages);
		return element;
	}

}
