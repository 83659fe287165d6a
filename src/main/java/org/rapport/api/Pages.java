package org.rapport.api;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Slice;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;

/**
 * Reads the lists of one level of a query together: all parents with the same list and
 * page share one statement.
 */
@Component
public class Pages {

	/** The most rows of a list without pages. */
	private static final int LONGEST_LIST = 1000;

	private static final String PAGES = "pages";

	private static final String ELEMENTS = "elements";

	Pages(BatchLoaderRegistry registry, NodeLookup lookup) {
		registry.<Key<?>, Connection<?>>forName(PAGES)
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
		Map<String, Object> given = new HashMap<>();
		filter.forEach((name, value) -> {
			if (value != null) {
				given.put(name, value);
			}
		});
		Key<T> key = new Key<>(listing, parent, PageArguments.of(field, listing), given,
				field.getSelectionSet().contains("totalCount"));
		return load(field, key);
	}

	/** Reads the whole of a parent's short list, at most 1000 rows. */
	public <T> CompletableFuture<List<T>> all(DataFetchingEnvironment field, Listing<T> listing, Element parent) {
		String order = listing.orders().get(0);
		Page page = new Page(order, listing.descends(order), LONGEST_LIST, false, null, null);
		CompletableFuture<Connection<T>> all = load(field,
				new Key<>(listing, Parent.of(parent), page, Map.of(), false));
		return all.thenApply(Connection::nodes);
	}

	/** Whether a parent's list has any row. */
	public <T> CompletableFuture<Boolean> any(DataFetchingEnvironment field, Listing<T> listing, Element parent) {
		String order = listing.orders().get(0);
		Page page = new Page(order, listing.descends(order), 1, false, null, null);
		CompletableFuture<Connection<T>> first = load(field,
				new Key<>(listing, Parent.of(parent), page, Map.of(), false));
		return first.thenApply((found) -> !found.edges().isEmpty());
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

	private static <T> CompletableFuture<Connection<T>> load(DataFetchingEnvironment field, Key<T> key) {
		DataLoader<Key<T>, Connection<T>> pages = loader(field, PAGES);
		return pages.load(key);
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

	private static Map<Key<?>, Connection<?>> load(Set<Key<?>> keys, BatchLoaderEnvironment batch) {
		Lens lens = Lenses.of(context(batch));
		Map<Key<?>, Connection<?>> pages = new HashMap<>();
		keys.stream()
			.collect(Collectors.groupingBy((key) -> key.withParent(Parent.ROOT)))
			.forEach((together, same) -> load(together, same, lens, pages));
		return pages;
	}

	private static <T> void load(Key<T> key, Collection<Key<?>> same, Lens lens, Map<Key<?>, Connection<?>> pages) {
		List<Parent> parents = same.stream().map(Key::parent).toList();
		Listing<T> listing = key.listing().prepared(lens, parents);
		Map<Parent, Slice<T>> slices = listing.page(lens, parents, key.filter(), key.page());
		Map<Parent, Long> totals = key.total() ? listing.count(lens, parents, key.filter()) : Map.of();
		for (Parent parent : parents) {
			long total = key.total() ? totals.getOrDefault(parent, 0L) : Connection.NOT_ASKED;
			pages.put(key.withParent(parent), Connection.of(slices.getOrDefault(parent, Slice.empty()), total,
					(position) -> PageArguments.cursor(key.listing(), key.page(), position)));
		}
	}

	private record Key<T>(Listing<T> listing, Parent parent, Page page, Map<String, Object> filter, boolean total) {

		Key<T> withParent(Parent other) {
			return new Key<>(this.listing, other, this.page, this.filter, this.total);
		}

	}

}
