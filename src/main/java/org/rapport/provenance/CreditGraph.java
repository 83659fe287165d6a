package org.rapport.provenance;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.graph.Database;
import org.rapport.graph.Rows;
import org.springframework.stereotype.Component;

/**
 * Reads the titles and licences of data sets. A data set is under no lens: whoever sees
 * something that was loaded with it has to know whom to credit. So ask only for the data
 * sets of what the lens shows.
 */
@Component
public class CreditGraph {

	private static final String CREDITS = """
			MATCH (dataset:Dataset)
			WHERE dataset.name IN $names
			RETURN dataset.name AS name, dataset.title AS title, dataset.licence AS licence
			ORDER BY title, licence""";

	private static final Duration TIME = Duration.ofSeconds(10);

	private final Database database;

	CreditGraph(Database database) {
		this.database = database;
	}

	/**
	 * Whom to credit for what was loaded.
	 *
	 * @param name the name of the data set
	 * @param title its title
	 * @param licence its licence, or null if it states none
	 */
	public record Credit(String name, String title, @Nullable String licence) {

		private String line() {
			return this.title + ((this.licence != null) ? " (" + this.licence + ")" : "");
		}

	}

	/** For each data set its title, and its licence if it states one. */
	public List<String> lines(Collection<String> names) {
		return of(names).values().stream().map(Credit::line).toList();
	}

	/** The data sets with these names, by name, sorted by title. */
	Map<String, Credit> of(Collection<String> names) {
		Map<String, Credit> credits = new LinkedHashMap<>();
		if (!names.isEmpty()) {
			this.database
				.read(CREDITS, Map.of("names", List.copyOf(names)), TIME,
						(row) -> new Credit(row.get("name").asString(), row.get("title").asString(),
								Rows.text(row, "licence")))
				.forEach((credit) -> credits.put(credit.name(), credit));
		}
		return credits;
	}

}
