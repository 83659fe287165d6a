package org.rapport.api;

import java.util.Map;

import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;

/**
 * A list that a computed field needs of its record. It is read together with the record,
 * and so are the lists that the operation asks for below its rows.
 *
 * @param <T> the type of the listed values
 * @param listing the list
 * @param page the part of it that is needed
 * @param filter its filters, by name
 * @param path the name of the field below the computed one that shows its rows
 */
public record ListBelow<T>(Listing<T> listing, Page page, Map<String, Object> filter, String path) {

	PageKey<T> key(Parent parent) {
		return new PageKey<>(this.listing, parent, this.page, this.filter, false);
	}

}
