package org.rapport.search;

import org.rapport.api.Connection.Edge;
import org.rapport.api.Connection;
import org.rapport.api.FieldLists;
import org.rapport.api.ListFields;
import org.springframework.stereotype.Component;

/**
 * The fields of a page of search results: each row shows a record, and why it is there.
 */
@Component
class SearchFields implements FieldLists {

	@Override
	public void describe(ListFields fields) {
		fields.<Connection<SearchResult>>value("SearchConnection", "nodes",
				(page, asked) -> page.nodes().stream().map(SearchResult::record).toList());
		fields.<Edge<SearchResult>>value("SearchEdge", "node", (row, asked) -> row.node().record());
		fields.<Edge<SearchResult>>value("SearchEdge", "name", (row, asked) -> row.node().name());
		fields.<Edge<SearchResult>>value("SearchEdge", "matchClass", (row, asked) -> row.node().matchClass());
		fields.<Edge<SearchResult>>value("SearchEdge", "matchedName", (row, asked) -> row.node().matchedName());
	}

}
