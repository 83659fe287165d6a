package org.rapport.api;

import java.util.Set;

import org.rapport.kernel.Kind;

/**
 * A field of {@code Query} that gives the record which its argument {@code by} names.
 *
 * @param field the name of the field
 * @param kinds the kinds of records that it can give
 */
record RootRecord(String field, Set<Kind> kinds) implements RootField {

	RootRecord {
		kinds = Set.copyOf(kinds);
	}

}
