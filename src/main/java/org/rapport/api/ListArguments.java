package org.rapport.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Parent;

/**
 * The arguments of a field that lists something, and what is needed to understand them.
 */
public final class ListArguments {

	private final Map<String, Object> given;

	private final Lens lens;

	private final NodeLookup lookup;

	/** Holds what the fields of an operation share. */
	private final GraphQLContext shared;

	/**
	 * Creates arguments.
	 * @param given the values, as the engine has read them
	 * @param lookup finds the records that they name
	 */
	ListArguments(Map<String, Object> given, Lens lens, NodeLookup lookup) {
		this(given, lens, lookup, GraphQLContext.getDefault());
	}

	ListArguments(Map<String, Object> given, Lens lens, NodeLookup lookup, GraphQLContext shared) {
		this.given = given;
		this.lens = lens;
		this.lookup = lookup;
		this.shared = shared;
	}

	/** The lens through which the field reads. */
	public Lens lens() {
		return this.lens;
	}

	/** Finds the records that the arguments name. */
	public NodeLookup lookup() {
		return this.lookup;
	}

	/** The value of an argument; null if it was not given. */
	@SuppressWarnings("unchecked")
	public <V> @Nullable V get(String name) {
		return (V) this.given.get(name);
	}

	/** The value of an argument that has a default. */
	public <V> V always(String name) {
		V value = get(name);
		return Objects.requireNonNull(value);
	}

	/** The record that an argument names; null if it was not given. */
	public @Nullable NodeRefInput reference(String name) {
		Map<String, Object> reference = get(name);
		return (reference != null) ? NodeRefInput.of(reference) : null;
	}

	/** The records that an argument lists; empty if it was not given. */
	public List<NodeRefInput> references(String name) {
		List<Map<String, Object>> references = get(name);
		return (references != null) ? references.stream().map(NodeRefInput::of).toList() : List.of();
	}

	/**
	 * The id of the record that an argument names; null if it was not given. Empty if the
	 * lens does not show the record.
	 */
	public @Nullable String id(String name) {
		NodeRefInput reference = reference(name);
		return (reference != null) ? this.lookup.idOf(this.lens, reference.reference(), Kind.RECORDS) : null;
	}

	/** The fields of an input object; none if it was not given. */
	public ListArguments inside(String name) {
		Map<String, Object> fields = get(name);
		return new ListArguments((fields != null) ? fields : Map.of(), this.lens, this.lookup, this.shared);
	}

	/** The arguments with these names as filters. {@code during} becomes its bounds. */
	public Filters filters(String... names) {
		Filters filters = new Filters();
		for (String name : names) {
			Object value = get(name);
			if (value instanceof ApproximateDate during) {
				filters.during(during);
			}
			else {
				filters.with(name, value);
			}
		}
		return filters;
	}

	/** Adds filters by the records that arguments name. */
	public Filters record(Filters filters, String... names) {
		for (String name : names) {
			filters.record(name, reference(name), this.lookup, this.lens);
		}
		return filters;
	}

	/**
	 * The page that the arguments ask for of a list that needs no statement, with the
	 * number of its rows.
	 */
	@SuppressWarnings("unchecked")
	public <T> Connection<T> page(Listing<T> list, Parent parent) {
		PageKey<T> key = PageKey.of(list, parent, PageArguments.of(this.given, list), Map.of(), true);
		ReadAhead read = new ReadAhead();
		Pages.load(key.withParent(Parent.ROOT), List.of(key), this.lens, read);
		return (Connection<T>) Objects.requireNonNull(read.get(key));
	}

	/**
	 * A value that all fields of an operation share. It is computed for the first field
	 * that needs it.
	 * @param key what the value depends on; equal keys share one value
	 */
	public <V> V shared(Object key, Supplier<V> value) {
		return References.shared(this.shared, key, value);
	}

}
