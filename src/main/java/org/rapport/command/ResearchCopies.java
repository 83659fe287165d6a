package org.rapport.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.rapport.command.ShownGraph.Shown;
import org.rapport.command.ShownGraph.ShownTie;
import org.rapport.graph.DatasetGraph;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Lens;
import org.rapport.start.StartRefused;
import org.rapport.store.ElementStore;
import org.rapport.store.Writing;
import org.springframework.util.FileSystemUtils;

/**
 * Writes copies of the graph for researchers. A copy contains only what one lens shows.
 * Hidden elements are never written to it.
 */
public class ResearchCopies {

	/** The file that says what the copy holds and how to open it. */
	static final String NOTE = "README.txt";

	private static final String ELEMENTS = """
			UNWIND $rows AS row
			CREATE (element:$(row.labels))
			SET element = row.properties""";

	private static final String TIES = """
			UNWIND $rows AS row
			MATCH (from:%s {id: row.from})
			MATCH (to:%s {id: row.to})
			CREATE (from)-[:$(row.type)]->(to)""";

	private static final String PARAGRAPHS = """
			UNWIND $rows AS row
			MATCH (document:Record {id: row.documentId})
			CREATE (paragraph:Paragraph)-[:WRITTEN_IN]->(document)
			SET paragraph = row, paragraph.visibility = 0""";

	private static final String ABOUT = """
			CREATE (copy:ResearchCopy)
			SET copy = $properties""";

	private final ShownGraph shown;

	private final DatasetGraph datasets;

	private final ElementStore source;

	private final Writing writing;

	private final Clock clock;

	ResearchCopies(ShownGraph shown, DatasetGraph datasets, ElementStore source, Writing writing, Clock clock) {
		this.shown = shown;
		this.datasets = datasets;
		this.source = source;
		this.writing = writing;
		this.clock = clock;
	}

	/**
	 * The result of a copy.
	 *
	 * @param folder the folder of the copy
	 * @param elements the number of records and facts
	 * @param ties the number of ties
	 */
	public record Copied(Path folder, long elements, long ties) {
	}

	/**
	 * Writes a copy. The folder has another name until the copy is complete. Other
	 * writers wait.
	 * @param lens decides what is in the copy
	 * @param target the folder; it must be missing or empty
	 * @throws StartRefused if the folder is not empty or cannot be written, or if the
	 * lens shows nothing
	 */
	public Copied write(Lens lens, Path target) {
		check(target);
		Path folder = target.toAbsolutePath().normalize();
		try {
			Path parent = folder.getParent();
			if (parent == null) {
				throw new IOException("The folder has no parent folder");
			}
			Files.createDirectories(parent);
			Path draft = Files.createTempDirectory(parent, "." + folder.getFileName() + "-unfinished-");
			try {
				Copied copied = fill(draft, folder, lens);
				Files.deleteIfExists(folder);
				Files.move(draft, folder);
				return copied;
			}
			finally {
				FileSystemUtils.deleteRecursively(draft);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			throw notWritable(folder, ex);
		}
	}

	/**
	 * Refuses a copy that cannot be made, before anything is read.
	 * @throws StartRefused if this build contains no Neo4j server, or the folder is not
	 * empty
	 */
	static void check(Path target) {
		FreshStore.requireServer();
		Path folder = target.toAbsolutePath().normalize();
		try {
			requireFree(folder);
		}
		catch (IOException ex) {
			throw notWritable(folder, ex);
		}
	}

	private static StartRefused notWritable(Path folder, Exception cause) {
		return new StartRefused("The copy cannot be written to %s.".formatted(folder),
				"Name a folder that Rapport can create, on a disk with enough space.", cause);
	}

	private static void requireFree(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		if (Files.isDirectory(folder)) {
			try (Stream<Path> present = Files.list(folder)) {
				if (present.findAny().isEmpty()) {
					return;
				}
			}
		}
		throw new StartRefused("%s already exists and is not an empty folder.".formatted(folder),
				"Name a new folder; Rapport never overwrites a copy.");
	}

	private Copied fill(Path draft, Path folder, Lens lens) throws IOException {
		AtomicLong elements = new AtomicLong();
		AtomicLong ties = new AtomicLong();
		Set<String> loaded = new TreeSet<>();
		ZonedDateTime madeAt = ZonedDateTime.now(this.clock)
			.withZoneSameInstant(ZoneOffset.UTC)
			.truncatedTo(ChronoUnit.SECONDS);
		try (FreshStore store = FreshStore.create(draft.resolve("neo4j"))) {
			// Runs once: a second attempt would add everything again to what the first
			// has copied.
			this.writing.runOnce((status) -> {
				this.source.lock();
				this.shown.read(lens, (lot) -> {
					elements.addAndGet(lot.size());
					lot.stream().map(Shown::dataset).filter(Objects::nonNull).forEach(loaded::add);
					store.write(ELEMENTS, Map.of("rows", lot.stream().map(ResearchCopies::row).toList()));
				}, (lot) -> {
					ties.addAndGet(lot.size());
					byEnds(lot).forEach((statement, rows) -> store.write(statement, Map.of("rows", rows)));
				}, (lot) -> store.write(PARAGRAPHS, Map.of("rows", List.copyOf(lot))));
				return elements;
			});
			if (elements.get() == 0) {
				throw new StartRefused("There is nothing to copy: the lens shows no record of this graph.",
						"Check that rapport.data, or spring.neo4j.uri, names the right graph.");
			}
			store.write(ABOUT, Map.of("properties", about(lens, madeAt)));
			store.seal();
		}
		FreshStore.writeStyleAndQueries(draft);
		Files.writeString(draft.resolve(NOTE),
				note(lens, madeAt, elements.get(), ties.get(), this.datasets.credits(loaded, lens.clearance())));
		return new Copied(folder, elements.get(), ties.get());
	}

	private static Map<String, Object> row(Shown element) {
		return Map.of("labels", List.copyOf(element.labels()), "properties", element.properties());
	}

	private static Map<String, List<Map<String, String>>> byEnds(List<ShownTie> ties) {
		Map<String, List<Map<String, String>>> rows = new HashMap<>();
		ties.forEach((tie) -> rows
			.computeIfAbsent(TIES.formatted(Ids.kindOf(tie.from()).group(), Ids.kindOf(tie.to()).group()),
					(none) -> new ArrayList<>())
			.add(Map.of("from", tie.from(), "type", tie.type(), "to", tie.to())));
		return rows;
	}

	private static Map<String, Object> about(Lens lens, ZonedDateTime madeAt) {
		Map<String, Object> about = new HashMap<>(Map.of("clearance", lens.clearance().upTo().name(), "circles",
				List.copyOf(new TreeSet<>(lens.clearance().circles())), "madeAt", madeAt));
		if (lens.asOf() != null) {
			about.put("day", lens.asOf());
			about.put("certainty", lens.certainty().name());
		}
		return about;
	}

	private static String note(Lens lens, ZonedDateTime madeAt, long elements, long ties, List<String> credits) {
		String circles = String.join(", ", new TreeSet<>(lens.clearance().circles()));
		String day = (lens.asOf() == null) ? "all of time" : "%s, %s".formatted(lens.asOf(), switch (lens.certainty()) {
			case POSSIBLE -> "what may have been true by then (POSSIBLE)";
			case CERTAIN -> "what must have been true by then (CERTAIN)";
		});
		return """
				A copy of a record kept with Rapport, for researchers

				  Made at     %s
				  Clearance   %s: the copy has nothing above it
				  Circles     %s
				  As of       %s
				  Contains    %d records and facts, %d relationships
				  Credit      %s

				The node (:ResearchCopy) in the graph says the same. Each element keeps its visibility. Give the copy
				only to people who may see everything in it. It does not contain the history, the names of those who
				recorded, or retracted elements.

				You can look at it with Rapport's Neo4j Browser, with its style and saved queries. Run this in the
				folder of Rapport's source:

				  mvn spring-boot:run -Dspring-boot.run.arguments="--rapport.data=/path/to/this/folder --rapport.embedded.read-only=true"

				Then open http://127.0.0.1:8080/browser/. The user is neo4j, and Rapport prints the file of the password
				when it starts. The API at /graphiql also answers from the copy. A later version of Rapport may have to
				start once without read-only, to update the copy.

				You can also use your own Neo4j 5.26. Back up its data and stop it. Replace its folders
				data/databases/neo4j and data/transactions/neo4j with those under neo4j/ here. Make the user of Neo4j
				their owner, and start it. For the style, drop rapport.grass onto the page of Neo4j Browser. The saved
				queries are in queries/.
				"""
			.formatted(madeAt, lens.clearance().upTo(), circles.isEmpty() ? "none" : circles, day, elements, ties,
					credits.isEmpty() ? "nobody but those who recorded" : String.join("\n" + " ".repeat(14), credits));
	}

}
