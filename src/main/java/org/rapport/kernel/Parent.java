package org.rapport.kernel;

import java.util.List;
import java.util.Map;

/** What a list belongs to. Two lists of equal parents are equal. */
public sealed interface Parent {

	/** The parent of a list that belongs to no element, for example all meetings. */
	Parent ROOT = new Owner("");

	/** An element, as the parent of one of its lists. */
	static Parent of(Element element) {
		return new Owner(element.id());
	}

	/** An element, or something else that has lists, as the parent of one of them. */
	static Parent ofLists(Object owner) {
		return (owner instanceof ListOwner other) ? other.owner() : of((Element) owner);
	}

	/** The element with this id, as the parent of one of its lists. */
	static Parent of(String id) {
		return new Owner(id);
	}

	/**
	 * A parent that is an element.
	 *
	 * @param id its id; empty for {@link #ROOT}
	 */
	record Owner(String id) implements Parent {
	}

	/**
	 * A parent that is not stored, for example the link between two members, and has its
	 * entries itself.
	 *
	 * @param entries for each entry the values that the statement of the list reads
	 */
	record Composed(List<Map<String, Object>> entries) implements Parent {

		public Composed {
			entries = List.copyOf(entries);
		}

	}

}
