package org.rapport.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import graphql.language.ImplementingTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeDefinitionRegistry;
import org.jspecify.annotations.Nullable;

import org.rapport.api.ListField.Extent;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Listing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The fields that list something of an element, those of {@code Query} that give
 * elements, and those whose value follows from their object alone or from its lists.
 * Features describe them in their {@link FieldLists}.
 */
@Component
public class ListFields implements RuntimeWiringConfigurer {

	private final ObjectProvider<FieldLists> features;

	/** They need this class, so they are looked up with the first field. */
	private final SingletonSupplier<Pages> pages;

	private final SingletonSupplier<Roots> records;

	private final List<Described> described = new ArrayList<>();

	private final Map<FieldCoordinates, ListField<?>> fields = new HashMap<>();

	private final Map<FieldCoordinates, ValueField<?>> values = new HashMap<>();

	private final Map<FieldCoordinates, ComputedField<?>> computed = new HashMap<>();

	/** The fields of {@code Query}, by name. */
	private final Map<String, RootField> roots = new HashMap<>();

	private final Set<Listing<?>> computedFrom = new HashSet<>();

	private @Nullable TypeDefinitionRegistry types;

	private record Described(String type, String name, ListField<?> field) {
	}

	ListFields(ObjectProvider<FieldLists> features, ObjectProvider<Pages> pages, ObjectProvider<Roots> records) {
		this.features = features;
		this.pages = SingletonSupplier.of(pages::getObject);
		this.records = SingletonSupplier.of(records::getObject);
	}

	/** A field of {@code Query} that gives pages of all elements of a kind. */
	public void root(RootList<?> list) {
		this.roots.put(list.field(), list);
	}

	/**
	 * A field of {@code Query} that gives the record which its argument {@code by} names.
	 * @param kinds the kinds of records that it can give
	 */
	public void root(String field, Set<Kind> kinds) {
		this.roots.put(field, new RootRecord(field, kinds));
	}

	/**
	 * A field that gives pages.
	 * @param type the type that the field belongs to; an interface stands for all its
	 * types
	 */
	public <T> void page(String type, String field, Listing<T> listing) {
		page(type, field, listing, (asked) -> new Filters());
	}

	/**
	 * A field that gives pages and has filters.
	 * @param filters makes the filters of the list from the arguments of the field
	 */
	public <T> void page(String type, String field, Listing<T> listing, Function<ListArguments, Filters> filters) {
		describe(type, field, new ListField<T>(listing, (asked) -> listing, filters, Extent.PAGE, (page) -> page));
	}

	/** A field that gives pages of a list that its arguments choose. */
	public <T> void page(String type, String field, Function<ListArguments, Listing<T>> listing,
			Function<ListArguments, Filters> filters) {
		describe(type, field, new ListField<T>(listing, listing, filters, Extent.PAGE, (page) -> page));
	}

	/** A field that gives a whole short list, at most 1000 rows. */
	public <T> void all(String type, String field, Listing<T> listing) {
		add(type, field, listing, Extent.ALL, Connection::nodes);
	}

	/** A field that gives the only row of a list, null if there is none. */
	public <T> void one(String type, String field, Listing<T> listing) {
		add(type, field, listing, Extent.ALL, ListFields::first);
	}

	private static <T> @Nullable Object first(Connection<T> found) {
		return found.edges().isEmpty() ? null : found.edges().get(0).node();
	}

	/**
	 * A field that follows from a whole short list.
	 * @param answer makes its value of the list
	 */
	public <T> void all(String type, String field, Listing<T> listing, Answer<List<T>> answer) {
		this.computedFrom.add(listing);
		add(type, field, listing, Extent.ALL, (found) -> answer.of(found.nodes()));
	}

	/** A field that says whether a list has any row. */
	public <T> void any(String type, String field, Listing<T> listing) {
		add(type, field, listing, Extent.FIRST, (found) -> !found.edges().isEmpty());
	}

	/**
	 * A field whose value follows from its object and its arguments. Objects with such
	 * fields are answered without the engine.
	 */
	public <S> void value(String type, String field, ValueField<S> value) {
		this.values.put(FieldCoordinates.coordinates(type, field), value);
	}

	/**
	 * A field that follows from lists of its element. A controller must give it too.
	 * @param type the type of the element; an interface stands for all its types
	 */
	public <S extends Element> void computed(String type, String field, ComputedField<S> computed) {
		objectTypes(type).forEach((own) -> this.computed.put(FieldCoordinates.coordinates(own, field), computed));
	}

	private <T> void add(String type, String field, Listing<T> listing, Extent extent, Answer<Connection<T>> answer) {
		describe(type, field, new ListField<T>(listing, (asked) -> listing, (asked) -> new Filters(), extent, answer));
	}

	private void describe(String type, String field, ListField<?> described) {
		this.described.add(new Described(type, field, described));
	}

	/**
	 * Whether the value of a field follows from the elements of a list, and so may need
	 * any of their properties.
	 */
	boolean isComputedFrom(Listing<?> listing) {
		return this.computedFrom.contains(listing);
	}

	/** The description of a field of an object type; null if it lists nothing. */
	@Nullable ListField<?> of(String type, String field) {
		return this.fields.get(FieldCoordinates.coordinates(type, field));
	}

	/** How the value of a field follows from its object; null if it does not. */
	@Nullable ValueField<?> value(String type, String field) {
		return this.values.get(FieldCoordinates.coordinates(type, field));
	}

	/** How a field follows from lists of its element; null if it does not. */
	@Nullable ComputedField<?> computed(String type, String field) {
		return this.computed.get(FieldCoordinates.coordinates(type, field));
	}

	/** The description of a field of {@code Query}; null if it is computed. */
	@Nullable RootField root(String field) {
		return this.roots.get(field);
	}

	@Override
	public void setTypeDefinitionRegistry(TypeDefinitionRegistry registry) {
		this.types = registry;
	}

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		this.described.clear();
		this.roots.clear();
		this.values.clear();
		this.computed.clear();
		this.features.orderedStream().forEach((feature) -> feature.describe(this));
		for (Described each : this.described) {
			for (String type : objectTypes(each.type())) {
				this.fields.put(FieldCoordinates.coordinates(type, each.name()), each.field());
				wiring.type(type, (builder) -> builder.dataFetcher(each.name(), fetcher(each.field())));
			}
		}
		this.values.forEach((place, value) -> wiring.type(place.getTypeName(),
				(builder) -> builder.dataFetcher(place.getFieldName(), fetcher(value))));
		this.roots.forEach((name, root) -> wiring.type("Query", (builder) -> builder.dataFetcher(name, fetcher(root))));
	}

	private DataFetcher<?> fetcher(RootField root) {
		return (DataFetchingEnvironment asked) -> (root instanceof RootList<?> list)
				? this.pages.obtain().page(asked, list) : this.records.obtain().find(asked, (RootRecord) root);
	}

	private DataFetcher<?> fetcher(ListField<?> field) {
		return (DataFetchingEnvironment asked) -> this.pages.obtain().fetch(asked, field);
	}

	private static <S> DataFetcher<?> fetcher(ValueField<S> value) {
		return (DataFetchingEnvironment asked) -> value.of(Objects.requireNonNull(asked.<S>getSource()),
				asked.getArguments());
	}

	private List<String> objectTypes(String type) {
		TypeDefinitionRegistry registry = Objects.requireNonNull(this.types, "The schema is read before its wiring");
		InterfaceTypeDefinition common = registry.getTypeOrNull(type, InterfaceTypeDefinition.class);
		return (common != null)
				? registry.getImplementationsOf(common).stream().map(ImplementingTypeDefinition::getName).toList()
				: List.of(type);
	}

}
