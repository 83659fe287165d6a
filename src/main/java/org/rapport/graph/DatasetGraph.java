package org.rapport.graph;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Visibility;
import org.springframework.stereotype.Component;

/**
 * Reads data sets. A data set has a visibility and a circle of its own: viewers who are
 * not cleared for it do not learn that it exists. No day hides one.
 */
@Component
public class DatasetGraph {

	private static final String DATASETS = """
			MATCH (dataset:Dataset)
			WHERE $names IS NULL OR dataset.name IN $names
			RETURN dataset.name AS name, coalesce(dataset.title, dataset.name) AS title, dataset.licence AS licence,
				coalesce(dataset.visibility, 0) AS visibility, dataset.circle AS circle
			ORDER BY title, name""";

	private static final Duration TIME = Duration.ofSeconds(10);

	private final Database database;

	DatasetGraph(Database database) {
		this.database = database;
	}

	/**
	 * A data set, as its viewers see it.
	 *
	 * @param name its name
	 * @param title its title
	 * @param licence its licence, or null if it states none
	 * @param visibility who may know of it
	 * @param circle its circle, or null if it is in none
	 */
	public record ShownDataset(String name, String title, @Nullable String licence, Visibility visibility,
			@Nullable String circle) {

		/**
		 * Whom to credit for what it has: its title, and its licence if it states one.
		 */
		String credit() {
			return (this.licence != null) ? "%s (%s)".formatted(this.title, this.licence) : this.title;
		}

	}

	/** All data sets that viewers with this clearance may know of, sorted by name. */
	public List<ShownDataset> all(Clearance clearance) {
		return read(null, clearance).stream().sorted(Comparator.comparing(ShownDataset::name)).toList();
	}

	/**
	 * Those of the data sets with these names that viewers with this clearance may know
	 * of, by name, sorted by title.
	 */
	public Map<String, ShownDataset> named(Collection<String> names, Clearance clearance) {
		Map<String, ShownDataset> shown = new LinkedHashMap<>();
		if (!names.isEmpty()) {
			read(List.copyOf(names), clearance).forEach((dataset) -> shown.put(dataset.name(), dataset));
		}
		return shown;
	}

	/** Whom to credit for these data sets, as far as viewers with this clearance know. */
	public List<String> credits(Collection<String> names, Clearance clearance) {
		return named(names, clearance).values().stream().map(ShownDataset::credit).toList();
	}

	private List<ShownDataset> read(@Nullable List<String> names, Clearance clearance) {
		Map<String, Object> parameters = new LinkedHashMap<>();
		parameters.put("names", names);
		return this.database
			.read(DATASETS, parameters, TIME,
					(row) -> new ShownDataset(row.get("name").asString(), row.get("title").asString(),
							Rows.text(row, "licence"), Visibility.of(row.get("visibility").asLong()),
							Rows.text(row, "circle")))
			.stream()
			.filter((dataset) -> Hiding.of(dataset.visibility(), dataset.circle()).isSeenBy(clearance))
			.toList();
	}

}
