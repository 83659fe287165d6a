package org.rapport.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Kind;
import org.rapport.start.PrivateFile;
import org.rapport.start.StartRefused;
import org.rapport.store.ElementStore;
import org.rapport.store.Retraction;
import org.rapport.store.RowValues;
import org.rapport.store.Sealing;
import org.rapport.store.Writing;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Writes the whole graph to a backup file, and restores it from one. Seals are not in the
 * file; a restore makes them again.
 */
public class Backups {

	private static final int BATCH = 2_000;

	private final BackupGraph graph;

	private final ElementStore store;

	private final Sealing sealing;

	private final Writing writing;

	private final Clock clock;

	Backups(Neo4jClient client, ElementStore store, Sealing sealing, Writing writing, Clock clock) {
		this.graph = new BackupGraph(client);
		this.store = store;
		this.sealing = sealing;
		this.writing = writing;
		this.clock = clock;
	}

	/**
	 * The size of a backup.
	 *
	 * @param nodes the number of nodes
	 * @param ties the number of ties
	 */
	public record BackupCounts(long nodes, long ties) {
	}

	/**
	 * Writes a backup. The file has another name until it is complete, and only its owner
	 * can read it. It is compressed with gzip if its name ends in .gz. Other writers
	 * wait, so the backup shows the graph at one moment.
	 * @throws StartRefused if the file exists or cannot be written, or if the graph is
	 * empty
	 */
	public BackupCounts write(Path target) {
		requireNew(target);
		Path file = target.toAbsolutePath().normalize();
		try {
			return PrivateFile.write(file, (channel) -> write(channel, isCompressed(file)));
		}
		catch (FileAlreadyExistsException ex) {
			throw exists(file, ex);
		}
		catch (IOException | UncheckedIOException ex) {
			throw new StartRefused("The backup cannot be written to %s.".formatted(file),
					"Name a file that Rapport can create, on a disk with enough space.", ex);
		}
	}

	/**
	 * Refuses to write over a file.
	 * @throws StartRefused if the file exists
	 */
	static void requireNew(Path target) {
		Path file = target.toAbsolutePath().normalize();
		if (Files.exists(file)) {
			throw exists(file, null);
		}
	}

	private static StartRefused exists(Path file, @Nullable Throwable cause) {
		return new StartRefused("The file %s already exists.".formatted(file),
				"Name a new file; Rapport does not overwrite this one.", cause);
	}

	private static boolean isCompressed(Path file) {
		return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
	}

	private BackupCounts write(FileChannel file, boolean isCompressed) {
		return this.writing.run((status) -> {
			this.store.lock();
			if (this.graph.isEmpty()) {
				throw new StartRefused("There is nothing to back up: the graph is empty.",
						"Check that rapport.data, or spring.neo4j.uri, names the right graph.");
			}
			try {
				ZonedDateTime now = ZonedDateTime.now(this.clock)
					.withZoneSameInstant(ZoneOffset.UTC)
					.truncatedTo(ChronoUnit.SECONDS);
				// The transaction may run again after a failure, so it starts the file
				// over.
				file.truncate(0);
				OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
				OutputStream out = isCompressed ? new GZIPOutputStream(plain, 1 << 16) : plain;
				BackupFile.Writer writer = new BackupFile.Writer(out, now);
				Map<String, Long> numbers = new HashMap<>();
				this.graph.eachNode((row) -> unchecked(() -> numbers.put(RowValues.text(row.get("at")),
						writer.node(RowValues.texts(row.get("labels")), own(row)))));
				this.graph.eachTie((row) -> unchecked(() -> {
					writer.tie(RowValues.text(row.get("type")), number(numbers, row.get("from")),
							number(numbers, row.get("to")), own(row));
					return true;
				}));
				BackupCounts counts = writer.end();
				if (out instanceof GZIPOutputStream compressed) {
					compressed.finish();
				}
				out.flush();
				return counts;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static long number(Map<String, Long> numbers, @Nullable Object at) {
		return Objects.requireNonNull(numbers.get(RowValues.text(at)));
	}

	private static Map<String, Object> own(Map<String, Object> row) {
		Map<String, Object> own = new HashMap<>(RowValues.map(row.get("properties")));
		own.keySet().removeIf((name) -> name.startsWith(Sealing.PREFIX));
		return own;
	}

	private interface Step<T> {

		T take() throws IOException;

	}

	private static <T> void unchecked(Step<T> step) {
		try {
			step.take();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads a backup to its end, so that a damaged file is refused before anything is
	 * written.
	 * @throws StartRefused if the file is not a complete backup
	 */
	static void check(Path source) {
		read(source.toAbsolutePath().normalize(), Nothing.INSTANCE);
	}

	/**
	 * Restores a backup into an empty graph and seals it by the rules of this version.
	 * After a failure, nothing of it is in the graph.
	 * @throws StartRefused if the file is not a complete backup, or if the graph is not
	 * empty
	 */
	public BackupCounts restore(Path source) {
		check(source);
		Path file = source.toAbsolutePath().normalize();
		return this.writing.run((status) -> {
			this.store.lock();
			if (!this.graph.isEmpty()) {
				throw new StartRefused("The graph is not empty. Rapport restores a backup only into an empty graph.",
						"Set rapport.data to a new folder, or use an empty database.");
			}
			GraphFiller filling = new GraphFiller();
			BackupCounts counts = read(file, filling);
			filling.writeNodes();
			filling.writeTies();
			this.graph.hideDatasets();
			this.sealing.seal();
			return counts;
		});
	}

	private static BackupCounts read(Path file, BackupFile.Sink sink) {
		try (InputStream in = Files.newInputStream(file)) {
			return BackupFile.read(in, sink);
		}
		catch (BadBackup ex) {
			throw new StartRefused("The backup %s cannot be restored. %s".formatted(file, ex.getMessage()),
					"Rapport wrote nothing to the graph. Use another backup, or an undamaged copy of this one.", ex);
		}
		catch (IOException | UncheckedIOException ex) {
			throw new StartRefused("The backup %s cannot be read.".formatted(file),
					"Name a file that the user who runs Rapport can read.", ex);
		}
	}

	/** Ignores everything; used to verify a file. */
	private enum Nothing implements BackupFile.Sink {

		INSTANCE;

		@Override
		public void node(BackupFile.NodeLine node) {
		}

		@Override
		public void tie(BackupFile.TieLine tie) {
		}

	}

	/** Writes nodes and ties to the graph in batches. */
	private final class GraphFiller implements BackupFile.Sink {

		private final Map<Long, String> places = new HashMap<>();

		private final List<Map<String, Object>> nodes = new ArrayList<>();

		private final List<Map<String, Object>> ties = new ArrayList<>();

		@Override
		public void node(BackupFile.NodeLine node) {
			this.nodes.add(asStoredNow(node));
			if (this.nodes.size() == BATCH) {
				writeNodes();
			}
		}

		/**
		 * Earlier backups have retracted elements with the labels of live ones and the
		 * label of retracted ones besides.
		 */
		private static Map<String, Object> asStoredNow(BackupFile.NodeLine node) {
			Optional<Kind> kind = node.labels().contains(Retraction.LABEL)
					? node.labels().stream().flatMap((label) -> Kind.ofLabel(label).stream()).findFirst()
					: Optional.empty();
			return Map.of("number", node.number(), "labels",
					kind.isPresent() ? List.of(Retraction.LABEL) : node.labels(), "properties",
					kind.isPresent() ? Retraction.stored(kind.get(), node.properties()) : node.properties());
		}

		@Override
		public void tie(BackupFile.TieLine tie) {
			writeNodes();
			this.ties.add(Map.of("type", tie.type(), "from", place(tie.from()), "to", place(tie.to()), "properties",
					tie.properties()));
			if (this.ties.size() == BATCH) {
				writeTies();
			}
		}

		private String place(long number) {
			return Objects.requireNonNull(this.places.get(number));
		}

		void writeNodes() {
			if (!this.nodes.isEmpty()) {
				Backups.this.graph.create(this.nodes, this.places);
				this.nodes.clear();
			}
		}

		void writeTies() {
			if (!this.ties.isEmpty()) {
				Backups.this.graph.tie(this.ties);
				this.ties.clear();
			}
		}

	}

}
