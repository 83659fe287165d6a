package org.rapport.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import graphql.GraphQLContext;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetchingEnvironment;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Parent;
import org.rapport.kernel.ReadingPlan;
import org.rapport.kernel.Slice;
import org.rapport.kernel.WholeReading;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/**
 * Reads the lists of one level of a query together: all parents with the same list and
 * page share one statement. Where the database has planned it, that statement also reads
 * the lists that the query asks for below each row, and later levels take their pages
 * from what was read ahead.
 */
@Component
public class Pages {

	private static final String PAGES = "pages";

	private static final String ELEMENTS = "elements";

	private final ReadingPlans plans;

	private final WholeReading whole;

	private final References references;

	Pages(BatchLoaderRegistry registry, NodeLookup lookup, ReadingPlans plans, WholeReading whole,
			References references) {
		this.plans = plans;
		this.whole = whole;
		this.references = references;
		registry.<PageKey<?>, Connection<?>>forName(PAGES)
			.registerMappedBatchLoader((keys, batch) -> Mono.fromCallable(() -> load(keys, batch)));
		registry.<String, Element>forName(ELEMENTS)
			.registerMappedBatchLoader(
					(ids, batch) -> Mono.fromCallable(() -> lookup.byId(Lenses.of(context(batch)), ids)));
	}

	/** The page of a parent's list that a connection field asks for. */
	public <T> CompletableFuture<Connection<T>> page(DataFetchingEnvironment field, Listing<T> listing,
			Element parent) {
		return page(field, listing, parent, Map.of());
	}

	/**
	 * The page of a parent's list that a connection field asks for.
	 * @param filter the filters of the list; a null value means not given
	 */
	public <T> CompletableFuture<Connection<T>> page(DataFetchingEnvironment field, Listing<T> listing, Element parent,
			Map<String, ? extends @Nullable Object> filter) {
		return page(field, listing, Parent.of(parent), filter);
	}

	/** The page of a list that belongs to the root, or to a parent that is not stored. */
	public <T> CompletableFuture<Connection<T>> page(DataFetchingEnvironment field, Listing<T> listing, Parent parent,
			Map<String, ? extends @Nullable Object> filter) {
		return load(field, PageKey.of(listing, parent, PageArguments.of(field.getArguments(), listing), filter,
				field.getSelectionSet().contains("totalCount")));
	}

	/** The page of a list of {@code Query}, with the filters that its arguments give. */
	public <T> CompletableFuture<Connection<T>> page(DataFetchingEnvironment field, RootList<T> list) {
		PageKey<T> key = key(list, field.getArguments(), field.getGraphQlContext(),
				field.getSelectionSet().contains("totalCount"));
		ReadAhead ahead = ReadAhead.of(field.getGraphQlContext());
		@SuppressWarnings("unchecked")
		Connection<T> read = (Connection<T>) ahead.get(key);
		if (read != null) {
			return CompletableFuture.completedFuture(read);
		}
		ahead.requireRead();
		return load(field, key);
	}

	/**
	 * Reads the page of a root list, and the lists that a query asks for below its rows.
	 * @param field the field that asks for it
	 * @return null if the database has not planned a statement for all of that
	 */
	@Nullable Connection<?> whole(ReadOperation operation, AskedField field, RootList<?> list) {
		PageKey<?> key = key(list, field.arguments(operation.execution()), operation.context(),
				field.isCounted(operation.execution()));
		Lens lens = Lenses.of(operation.context());
		ReadingPlan<?> plan = this.plans.of(operation, field, key);
		ReadAhead ahead = ReadAhead.of(operation.context());
		this.whole.read(lens, List.of(Parent.ROOT), List.of(plan)).forEach(ahead::put);
		if (ahead.get(key) == null && plan.below().isEmpty()) {
			load(key, List.of(key), lens, ahead);
		}
		return ahead.get(key);
	}

	private <T> PageKey<T> key(RootList<T> list, Map<String, Object> arguments, GraphQLContext query, boolean counted) {
		return list.key(arguments, new ListArguments(arguments, Lenses.of(query), this.references.of(query), query),
				counted);
	}

	/** What a described field gives of its parent: its value, or a future. */
	@Nullable Object fetch(DataFetchingEnvironment field, ListField<?> described) {
		Parent parent = Parent.ofLists(Objects.requireNonNull((Object) field.getSource()));
		ListArguments asked = new ListArguments(field.getArguments(), Lenses.of(field.getGraphQlContext()),
				this.references.of(field));
		PageKey<?> key = described.key(parent, field.getArguments(), asked,
				field.getSelectionSet().contains("totalCount"));
		Connection<?> ahead = ReadAhead.of(field.getGraphQlContext()).get(key);
		return (ahead != null) ? described.answered(ahead) : load(field, key).thenApply(described::answered);
	}

	/**
	 * The page of a list that an operation has read ahead; null if it has not.
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable Connection<T> ahead(DataFetchingEnvironment field, ListBelow<T> list, Element parent) {
		return (Connection<T>) ReadAhead.of(field.getGraphQlContext()).get(list.key(Parent.of(parent)));
	}

	/**
	 * The names of all fields that an operation asks for anywhere; null if it needs
	 * elements with all their properties.
	 */
	public @Nullable Set<String> asked(DataFetchingEnvironment field) {
		return this.plans.asked(field);
	}

	/**
	 * The records and facts with these ids that the lens shows, in the order of the ids.
	 */
	public CompletableFuture<List<Element>> elements(DataFetchingEnvironment field, List<String> ids) {
		DataLoader<String, @Nullable Element> elements = loader(field, ELEMENTS);
		CompletableFuture<List<@Nullable Element>> all = elements.loadMany(ids);
		return all.thenApply((found) -> found.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList());
	}

	/** The record or fact with an id; null if the lens shows none. */
	public CompletableFuture<@Nullable Element> element(DataFetchingEnvironment field, String id) {
		DataLoader<String, @Nullable Element> elements = loader(field, ELEMENTS);
		return elements.load(id);
	}

	private static <T> CompletableFuture<Connection<T>> load(DataFetchingEnvironment field, PageKey<T> key) {
		DataLoader<PageKey<T>, Connection<T>> pages = loader(field, PAGES);
		return pages.load(key, field);
	}

	private static <K, V extends @Nullable Object> DataLoader<K, V> loader(DataFetchingEnvironment field, String name) {
		DataLoader<K, V> loader = field.getDataLoader(name);
		if (loader == null) {
			throw new IllegalStateException("No loader " + name);
		}
		return loader;
	}

	private static GraphQLContext context(BatchLoaderEnvironment batch) {
		GraphQLContext context = batch.getContext();
		if (context == null) {
			throw new IllegalStateException("A batch without its operation");
		}
		return context;
	}

	private Map<PageKey<?>, Connection<?>> load(Set<PageKey<?>> keys, BatchLoaderEnvironment batch) {
		Lens lens = Lenses.of(context(batch));
		Map<PageKey<?>, List<PageKey<?>>> lists = new LinkedHashMap<>();
		keys.forEach((key) -> lists.computeIfAbsent(key.withParent(Parent.ROOT), (list) -> new ArrayList<>()).add(key));
		ReadAhead read = new ReadAhead();
		if (field(keys.iterator().next(), batch).getOperationDefinition().getOperation() == Operation.QUERY) {
			// Acts read what they changed, one after the other. What was read for one may
			// be out of date for the next.
			readAhead(lists, lens, batch, read);
			ReadAhead.of(context(batch)).putAll(read);
		}
		lists.forEach((list, same) -> {
			if (!same.stream().allMatch((key) -> read.get(key) != null)) {
				load(list, same, lens, read);
			}
		});
		return keys.stream().collect(Collectors.toMap((key) -> key, (key) -> Objects.requireNonNull(read.get(key))));
	}

	/** Reads lists of the same parents together, with those below them. */
	private void readAhead(Map<PageKey<?>, List<PageKey<?>>> lists, Lens lens, BatchLoaderEnvironment batch,
			ReadAhead read) {
		ReadOperation operation = ReadOperation.of(context(batch));
		Map<Set<Parent>, List<ReadingPlan<?>>> trees = new LinkedHashMap<>();
		// Always in the same order, so that the same fields make the same statement.
		lists.keySet().stream().sorted(PageKey.ORDER).forEach((list) -> {
			List<PageKey<?>> same = lists.getOrDefault(list, List.of());
			Set<Parent> parents = same.stream().map(PageKey::parent).collect(Collectors.toSet());
			trees.computeIfAbsent(parents, (key) -> new ArrayList<>())
				.add(this.plans.of(operation, operation.field(field(same.get(0), batch)), same.get(0)));
		});
		trees.forEach((parents, together) -> this.whole.read(lens, parents, together).forEach(read::put));
	}

	/** A field that asks for a page. */
	private static DataFetchingEnvironment field(PageKey<?> key, BatchLoaderEnvironment batch) {
		return (DataFetchingEnvironment) Objects.requireNonNull(batch.getKeyContexts().get(key));
	}

	/**
	 * Reads pages of one list by itself.
	 * @param key the list, with the parent {@link Parent#ROOT}
	 * @param same the same with each parent
	 * @param read gets the pages
	 */
	static <T> void load(PageKey<T> key, Collection<? extends PageKey<?>> same, Lens lens, ReadAhead read) {
		List<Parent> parents = same.stream().map(PageKey::parent).toList();
		Listing<T> listing = key.listing().prepared(lens, parents);
		Map<Parent, Slice<T>> slices = listing.page(lens, parents, key.filter(), key.page());
		Map<Parent, Long> totals = key.counted() ? listing.count(lens, parents, key.filter()) : Map.of();
		Map<Parent, ReadingPlan.ReadPage<T>> pages = new HashMap<>();
		parents.forEach(
				(parent) -> pages.put(parent, new ReadingPlan.ReadPage<>(slices.getOrDefault(parent, Slice.empty()),
						totals.getOrDefault(parent, 0L))));
		read.put(key, pages);
	}

}
