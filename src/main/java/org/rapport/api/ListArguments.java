package org.rapport.api;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;

/**
 * The arguments of a field that lists something, and what is needed to understand them.
 */
public final class ListArguments {

	private final Map<String, Object> given;

	private final Lens lens;

	private final NodeLookup lookup;

	/**
	 * Creates arguments.
	 * @param given the values, as the engine has read them
	 * @param lookup finds the records that they name
	 */
	ListArguments(Map<String, Object> given, Lens lens, NodeLookup lookup) {
		this.given = given;
		this.lens = lens;
		this.lookup = lookup;
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

	/** The fields of an input object; none if it was not given. */
	public ListArguments inside(String name) {
		Map<String, Object> fields = get(name);
		return new ListArguments((fields != null) ? fields : Map.of(), this.lens, this.lookup);
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

	/** Adds a filter by the record that an argument names. */
	public Filters record(Filters filters, String name) {
		Map<String, Object> reference = get(name);
		return filters.record(name, (reference != null) ? NodeRefInput.of(reference) : null, this.lookup, this.lens);
	}

}
