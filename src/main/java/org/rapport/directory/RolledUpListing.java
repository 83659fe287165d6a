package org.rapport.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.ActingGraph.Acting;
import org.rapport.directory.ActingGraph.ActorPart;
import org.rapport.directory.ActingGraph.Held;
import org.rapport.directory.Selections.Selected;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Slice;

/**
 * A list of what actors did themselves or through their parts. It first reads the parts
 * of all parents, and then the list itself, whose parents have these {@link Ways} as
 * their entries.
 *
 * @param <T> the type of the listed values
 */
public final class RolledUpListing<T> implements Listing<T> {

	private final ActingGraph acting;

	private final Listing<T> list;

	private final Function<Acting, List<Map<String, Object>>> ways;

	/** The parents with their ways; null until they are read. */
	private final @Nullable Map<Parent, Parent> composed;

	/**
	 * Creates a listing.
	 * @param list the list, for parents that are {@link Parent.Composed} of ways
	 * @param ways makes the ways of one actor
	 */
	public RolledUpListing(ActingGraph acting, Listing<T> list, Function<Acting, List<Map<String, Object>>> ways) {
		this(acting, list, ways, null);
	}

	private RolledUpListing(ActingGraph acting, Listing<T> list, Function<Acting, List<Map<String, Object>>> ways,
			@Nullable Map<Parent, Parent> composed) {
		this.acting = acting;
		this.list = list;
		this.ways = ways;
		this.composed = composed;
	}

	@Override
	public String name() {
		return this.list.name();
	}

	@Override
	public List<String> orders() {
		return this.list.orders();
	}

	@Override
	public boolean descends(String order) {
		return this.list.descends(order);
	}

	@Override
	public List<Class<?>> positionTypes(String order) {
		return this.list.positionTypes(order);
	}

	@Override
	public Listing<T> prepared(Lens lens, Collection<Parent> parents) {
		return new RolledUpListing<>(this.acting, this.list, this.ways, composed(lens, parents));
	}

	@Override
	public Map<Parent, Slice<T>> page(Lens lens, Collection<Parent> parents, Map<String, Object> filter, Page page) {
		Map<Parent, Parent> entries = composed(lens, parents);
		return each(entries, this.list.page(lens, entries.values(), filter, page));
	}

	@Override
	public Map<Parent, Long> count(Lens lens, Collection<Parent> parents, Map<String, Object> filter) {
		Map<Parent, Parent> entries = composed(lens, parents);
		return each(entries, this.list.count(lens, entries.values(), filter));
	}

	private Map<Parent, Parent> composed(Lens lens, Collection<Parent> parents) {
		if (this.composed != null) {
			return this.composed;
		}
		List<String> ids = parents.stream().map((parent) -> ((Parent.Owner) parent).id()).toList();
		Acting all = this.acting.acting(lens, new Selected(Selecting.ACTORS, ids));
		Map<String, List<ActorPart>> parts = all.parts()
			.stream()
			.collect(Collectors.groupingBy((part) -> part.actor().id()));
		Map<String, List<Held>> held = all.held().stream().collect(Collectors.groupingBy(Held::personId));
		Map<Parent, Parent> entries = new LinkedHashMap<>();
		parts.forEach((id, own) -> entries.put(Parent.of(id),
				new Parent.Composed(this.ways.apply(new Acting(own, held.getOrDefault(id, List.of()))))));
		return entries;
	}

	private static <V> Map<Parent, V> each(Map<Parent, Parent> entries, Map<Parent, V> found) {
		Map<Parent, V> each = new HashMap<>();
		entries.forEach((parent, composed) -> {
			V value = found.get(composed);
			if (value != null) {
				each.put(parent, value);
			}
		});
		return each;
	}

}
