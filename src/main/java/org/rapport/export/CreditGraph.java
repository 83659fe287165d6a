package org.rapport.export;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.rapport.graph.Database;
import org.rapport.graph.Rows;
import org.springframework.stereotype.Component;

/**
 * Reads the titles and licences of data sets. A data set is under no lens: whoever sees
 * something that was loaded with it has to know whom to credit. So ask only for the data
 * sets of rows that the lens shows.
 */
@Component
class CreditGraph {

	private static final String CREDITS = """
			MATCH (dataset:Dataset)
			WHERE dataset.name IN $names
			RETURN dataset.title AS title, dataset.licence AS licence
			ORDER BY title, licence""";

	private static final Duration TIME = Duration.ofSeconds(10);

	private final Database database;

	CreditGraph(Database database) {
		this.database = database;
	}

	/** For each data set its title, and its licence if it states one. */
	List<String> of(Collection<String> names) {
		return names.isEmpty() ? List.of()
				: this.database.read(CREDITS, Map.of("names", List.copyOf(names)), TIME, (row) -> {
					String licence = Rows.text(row, "licence");
					return row.get("title").asString() + ((licence != null) ? " (" + licence + ")" : "");
				});
	}

}
