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
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.rapport.command.ShownGraph.Shown;
import org.rapport.command.ShownGraph.ShownTie;
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

	private static final String ABOUT = """
			CREATE (copy:ResearchCopy)
			SET copy = $properties""";

	private final ShownGraph shown;

	private final ElementStore source;

	private final Writing writing;

	private final Clock clock;

	ResearchCopies(ShownGraph shown, ElementStore source, Writing writing, Clock clock) {
		this.shown = shown;
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
		FreshStore.requireServer();
		Path folder = target.toAbsolutePath().normalize();
		try {
			requireFree(folder);
			Path parent = folder.getParent();
			if (parent == null) {
				throw new IOException("No folder to be in");
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
			throw new StartRefused("The copy cannot be written to %s.".formatted(folder),
					"Name a folder that can be made there, on a disk with room, with rapport.copy.to.", ex);
		}
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
		throw new StartRefused("There is something in %s already.".formatted(folder),
				"Name a folder that is not there yet with rapport.copy.to; a copy is never written over.");
	}

	private Copied fill(Path draft, Path folder, Lens lens) throws IOException {
		AtomicLong elements = new AtomicLong();
		AtomicLong ties = new AtomicLong();
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
					store.write(ELEMENTS, Map.of("rows", lot.stream().map(ResearchCopies::row).toList()));
				}, (lot) -> {
					ties.addAndGet(lot.size());
					byEnds(lot).forEach((statement, rows) -> store.write(statement, Map.of("rows", rows)));
				});
				return elements;
			});
			if (elements.get() == 0) {
				throw new StartRefused("There is nothing to copy: the lens shows no record of this graph.",
						"See that rapport.data, or spring.neo4j.uri, names the graph that is meant.");
			}
			store.write(ABOUT, Map.of("properties", about(lens, madeAt)));
			store.seal();
		}
		FreshStore.writeStyleAndQueries(draft);
		Files.writeString(draft.resolve(NOTE), note(lens, madeAt, elements.get(), ties.get()));
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

	private static String note(Lens lens, ZonedDateTime madeAt, long elements, long ties) {
		String circles = String.join(", ", new TreeSet<>(lens.clearance().circles()));
		String day = (lens.asOf() == null) ? "all of time" : "%s, %s".formatted(lens.asOf(), switch (lens.certainty()) {
			case POSSIBLE -> "what may have been so by then (POSSIBLE)";
			case CERTAIN -> "what must have been so by then (CERTAIN)";
		});
		return """
				A copy of a record kept with Rapport, for researchers

				  Made at     %s
				  Clearance   %s: what is above it is not in here
				  Circles     %s
				  As of       %s
				  Holds       %d records and facts, %d ties

				The node (:ResearchCopy) in the graph says the same. The visibility of each element stands on it: pass
				the copy on to those only who may see all that is in it. Not in here: the history, who recorded what,
				and what was retracted.

				To look at it with Rapport's Neo4j Browser, style and saved queries included, in Rapport's source:

				  mvn spring-boot:run -Dspring-boot.run.arguments="--rapport.data=/path/to/this/folder --rapport.embedded.read-only=true"

				and open http://127.0.0.1:8080/browser/ (user neo4j; the password is in the file that is named at the
				start). Its API at /graphiql answers from the copy, too. A later version of Rapport may have to start
				once without read-only, to bring the copy up to date.

				With a Neo4j 5.26 of your own: stop it, copy neo4j/data/databases/neo4j and neo4j/data/transactions/neo4j
				from here to where it has the folders of these names (back yours up first), let its user own them, and
				start. In its Browser, drop rapport.grass onto the page for the style; the saved queries are in queries/.
				"""
			.formatted(madeAt, lens.clearance().upTo(), circles.isEmpty() ? "none" : circles, day, elements, ties);
	}

}
