package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.rapport.graph.Sealing;
import org.rapport.kernel.Kind;
import org.rapport.transfer.ImportGraph.Directed;
import org.rapport.transfer.ImportReport.Counts;

import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings data sets in the interchange format into the graph. */
public class Imports {

	private static final int ATTEMPTS = 10;

	private static final long LONGEST_PAUSE_MILLIS = 2_000;

	private static final String TAKEN_MEANWHILE = "Neo.ClientError.Schema.ConstraintValidationFailed";

	private final InterchangeReader reader = new InterchangeReader();

	private final ImportGraph graph;

	private final TransactionTemplate transaction;

	private final Sealing sealing;

	private final Clock clock;

	/**
	 * Imports into the graph of a client.
	 * @param client the graph
	 * @param transactions the transactions of that client
	 * @param clock tells when something is recorded
	 */
	public Imports(Neo4jClient client, PlatformTransactionManager transactions, Sealing sealing, Clock clock) {
		this.graph = new ImportGraph(client);
		this.transaction = new TransactionTemplate(transactions);
		this.sealing = sealing;
		this.clock = clock;
	}

	/**
	 * Reads and checks the whole of an interchange file, and then writes it in one
	 * transaction: all of it is there afterwards, or, after any failure, none. Loading it
	 * again changes nothing. A line that has changed replaces what the line with its key
	 * said before, citations included. What the file does not mention stays: a line that
	 * is gone from the file is not gone from the graph.
	 * @param interchange the file, in UTF-8; the caller closes it
	 * @return what was done
	 * @throws BadInterchange if anything is wrong with the file, in itself or together
	 * with what the graph holds
	 * @throws IOException if the stream cannot be read
	 */
	public ImportReport load(InputStream interchange) throws IOException {
		Interchange file = this.reader.read(interchange);
		Dataset dataset = file.dataset();
		if (dataset == null) {
			Rules.check(file, Earlier.NOTHING);
			throw new IllegalStateException("A file without a data set is refused");
		}
		return retried(() -> Objects.requireNonNull(this.transaction.execute((status) -> load(file, dataset))));
	}

	boolean isGraphEmpty() {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> this.graph.isEmpty()));
	}

	private ImportReport load(Interchange file, Dataset dataset) {
		// Checked under the lock, so that what the checks find still holds when this is
		// written.
		Earlier earlier = this.graph.lock(dataset.name());
		Map<String, Kind> kinds = Rules.check(file, earlier);
		ImportReport report = new Writing(file, dataset, kinds, earlier.hasDataset()).write();
		this.sealing.seal();
		this.graph.unlock(dataset);
		return report;
	}

	private interface Attempt {

		ImportReport make();

	}

	private static ImportReport retried(Attempt attempt) {
		for (int i = 1;; i++) {
			try {
				return attempt.make();
			}
			catch (RuntimeException ex) {
				if (i == ATTEMPTS || !canPass(ex)) {
					throw ex;
				}
				pause(i);
			}
		}
	}

	/**
	 * Whether the next attempt can go better: after a deadlock or a lost connection, and
	 * after a slug that another load took meanwhile, which the checks then find.
	 */
	private static boolean canPass(RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof RetryableException
					|| (cause instanceof Neo4jException neo4j && TAKEN_MEANWHILE.equals(neo4j.code()))) {
				return true;
			}
		}
		return false;
	}

	private static void pause(int attempt) {
		long longest = Math.min(LONGEST_PAUSE_MILLIS, 50L << attempt);
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for another load", ex);
		}
	}

	/** One load, from what the file says to what the graph lacks. */
	private final class Writing {

		private final Dataset dataset;

		private final ZonedDateTime at = ZonedDateTime.now(Imports.this.clock).withZoneSameInstant(ZoneOffset.UTC);

		private final String by;

		private final boolean again;

		private final List<Stored> wanted = new ArrayList<>();

		private final List<Stored> created = new ArrayList<>();

		private final List<Stored> changed = new ArrayList<>();

		private final Set<String> newSlugs = new HashSet<>();

		private final List<Directed> ties = new ArrayList<>();

		private final List<Directed> looseTies = new ArrayList<>();

		Writing(Interchange file, Dataset dataset, Map<String, Kind> kinds, boolean again) {
			this.dataset = dataset;
			this.again = again;
			this.by = "import:" + dataset.name();
			for (Line line : file.lines()) {
				this.wanted.addAll(Stored.of(line, dataset.name(), kinds));
			}
		}

		ImportReport write() {
			compare();
			Set<String> looseCitations = looseCitations();
			Imports.this.graph.releaseSlugs(this.newSlugs);
			Imports.this.graph.change(this.changed, this.at, this.by);
			Imports.this.graph.create(this.created, this.at, this.by);
			Imports.this.graph.untie(this.looseTies);
			Imports.this.graph.tie(this.ties);
			Imports.this.graph.removeCitations(looseCitations);
			return report(looseCitations.size());
		}

		private void compare() {
			Map<String, Stored> present = Imports.this.graph.stored(this.wanted);
			for (Stored element : this.wanted) {
				Stored before = present.get(element.id());
				if (before == null) {
					this.created.add(element);
					element.bonds().forEach((bond) -> this.ties.add(Directed.of(element, bond)));
				}
				else if (!before.equals(element)) {
					this.changed.add(element);
					compare(before, element);
				}
			}
		}

		private void compare(Stored before, Stored element) {
			if (!Objects.equals(before.properties().get("slug"), element.properties().get("slug"))) {
				this.newSlugs.add(element.id());
			}
			element.bonds()
				.stream()
				.filter((bond) -> !before.bonds().contains(bond))
				.forEach((bond) -> this.ties.add(Directed.of(element, bond)));
			before.bonds()
				.stream()
				.filter((bond) -> !element.bonds().contains(bond))
				.forEach((bond) -> this.looseTies.add(Directed.of(element, bond)));
		}

		/** What was imported for a line before and is no longer among its citations. */
		private Set<String> looseCitations() {
			if (!this.again) {
				return Set.of();
			}
			Map<Boolean, Set<String>> ids = this.wanted.stream()
				.collect(Collectors.partitioningBy((element) -> element.kind() == Kind.CITATION,
						Collectors.mapping(Stored::id, Collectors.toSet())));
			Set<String> loose = new HashSet<>(Imports.this.graph.citations(ids.getOrDefault(false, Set.of()), this.by));
			loose.removeAll(ids.getOrDefault(true, Set.of()));
			return loose;
		}

		private ImportReport report(int removed) {
			Map<Kind, Counts> counts = new EnumMap<>(Kind.class);
			this.wanted.forEach((element) -> count(counts, element.kind(), new Counts(0, 0, 1, 0)));
			this.created.forEach((element) -> count(counts, element.kind(), new Counts(1, 0, -1, 0)));
			this.changed.forEach((element) -> count(counts, element.kind(), new Counts(0, 1, -1, 0)));
			if (removed > 0) {
				count(counts, Kind.CITATION, new Counts(0, 0, 0, removed));
			}
			return new ImportReport(this.dataset, Collections.unmodifiableMap(counts));
		}

		private static void count(Map<Kind, Counts> counts, Kind kind, Counts more) {
			counts.merge(kind, more, Counts::plus);
		}

	}

}
