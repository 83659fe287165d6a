package org.rapport.api;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;

/**
 * Collects the filters of a list. A null value means that the client did not give the
 * filter.
 */
public final class Filters {

	private final Map<String, @Nullable Object> given = new HashMap<>();

	/** Filters by a plain value. */
	public Filters with(String name, @Nullable Object value) {
		this.given.put(name, value);
		return this;
	}

	/** Filters by {@code during}, a first and a last day, and the parts of a set. */
	public Filters during(@Nullable ApproximateDate during) {
		return with("during", (during != null) ? during.bounds() : null);
	}

	/**
	 * Filters by the id of a record. A record that the lens does not show gives an empty
	 * list.
	 */
	public Filters record(String name, @Nullable NodeRefInput record, NodeLookup lookup, Lens lens) {
		return with(name, (record != null) ? lookup.idOf(lens, record.reference(), Kind.RECORDS) : null);
	}

	/** The filters that were given, by name. */
	public Map<String, Object> known() {
		Map<String, Object> known = new HashMap<>();
		this.given.forEach((name, value) -> {
			if (value != null) {
				known.put(name, value);
			}
		});
		return known;
	}

	/** The collected filters, by name; a null value means not given. */
	public Map<String, @Nullable Object> given() {
		return new HashMap<>(this.given);
	}

}
