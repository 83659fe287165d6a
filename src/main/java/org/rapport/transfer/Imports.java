package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.graph.ElementStore;
import org.rapport.graph.Sealing;
import org.rapport.graph.Stored;
import org.rapport.graph.Writing;
import org.rapport.kernel.Content;
import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.HistoryGraph;
import org.rapport.transfer.ImportReport.Counts;

import org.springframework.data.neo4j.core.Neo4jClient;

/** Loads data sets in the interchange format into the graph. */
public class Imports {

	private static final int MOST_SEALED_ONE_BY_ONE = 5_000;

	private final InterchangeReader reader = new InterchangeReader();

	private final ImportGraph graph;

	private final ElementStore store;

	private final HistoryGraph history;

	private final Writing writing;

	private final Sealing sealing;

	private final Clock clock;

	/**
	 * Creates an import into a graph.
	 * @param client the graph
	 * @param clock gives the time of recording, and decides what lies in the future
	 */
	public Imports(Neo4jClient client, ElementStore store, HistoryGraph history, Writing writing, Sealing sealing,
			Clock clock) {
		this.graph = new ImportGraph(client, store);
		this.store = store;
		this.history = history;
		this.writing = writing;
		this.sealing = sealing;
		this.clock = clock;
	}

	/**
	 * Reads and checks a whole interchange file, and then writes it in one transaction.
	 * After a failure, nothing of it is in the graph. Loading the same file again changes
	 * nothing.
	 * <p>
	 * A changed line replaces the element with its key, citations included. Elements that
	 * the file does not mention stay: a line removed from the file does not remove
	 * anything from the graph.
	 * @param interchange the file, in UTF-8; the caller closes it
	 * @return the counts of what was done
	 * @throws BadInterchange if the file has errors, by itself or together with the graph
	 * @throws IOException if the stream cannot be read
	 */
	public ImportReport load(InputStream interchange) throws IOException {
		Interchange file = this.reader.read(interchange);
		Dataset dataset = file.dataset();
		if (dataset == null) {
			Rules.check(file, Earlier.NOTHING, this.clock);
			throw new IllegalStateException("A file without a data set is refused");
		}
		return this.writing.run((status) -> load(file, dataset));
	}

	boolean isGraphEmpty() {
		return this.writing.run((status) -> this.graph.isEmpty());
	}

	private ImportReport load(Interchange file, Dataset dataset) {
		// Checked under the lock, so that the results still hold when the file is
		// written.
		Earlier earlier = this.graph.lock(dataset.name());
		Map<String, Kind> kinds = Rules.check(file, earlier, this.clock);
		ImportReport report = new Load(file, dataset, kinds, earlier.hasDataset()).write();
		this.graph.unlock(dataset);
		return report;
	}

	/** One load: it compares the file with the graph and writes the differences. */
	private final class Load {

		private final Dataset dataset;

		private final OffsetDateTime at = OffsetDateTime.now(Imports.this.clock).withOffsetSameInstant(ZoneOffset.UTC);

		private final String by;

		private final boolean again;

		private final List<Content> wanted = new ArrayList<>();

		private final List<Change> changes = new ArrayList<>();

		private final Set<String> newSlugs = new HashSet<>();

		private final Map<String, Set<Bond>> ties = new HashMap<>();

		private final Map<String, Set<Bond>> looseTies = new HashMap<>();

		Load(Interchange file, Dataset dataset, Map<String, Kind> kinds, boolean again) {
			this.dataset = dataset;
			this.again = again;
			this.by = "import:" + dataset.name();
			for (Line line : file.lines()) {
				this.wanted.addAll(line.contents(dataset.name(), kinds));
			}
		}

		ImportReport write() {
			compare();
			retractLooseCitations();
			ElementStore store = Imports.this.store;
			store.releaseSlugs(this.newSlugs);
			store.change(after(ChangeKind.CHANGED, ChangeKind.RESTORED, ChangeKind.RETRACTED), this.at, this.by);
			store.create(after(ChangeKind.RECORDED), this.at, this.by);
			store.retract(ids(ChangeKind.RETRACTED));
			store.bringBack(ids(ChangeKind.RESTORED));
			store.untie(this.looseTies);
			store.tie(this.ties);
			seal();
			Imports.this.history.write(this.changes, Ids.random("act"), "import", null, this.at, this.by);
			return report();
		}

		/** Seals the changed elements, or the whole graph if that costs less. */
		private void seal() {
			if (this.changes.size() > MOST_SEALED_ONE_BY_ONE) {
				Imports.this.sealing.seal();
				return;
			}
			Set<String> created = ids(ChangeKind.RECORDED);
			Set<String> changed = this.changes.stream()
				.map((change) -> change.after().id())
				.collect(Collectors.toSet());
			changed.removeAll(created);
			Imports.this.sealing.seal(created, changed);
		}

		private void compare() {
			Map<String, Stored> present = Imports.this.store.stored(this.wanted.stream().map(Content::id).toList());
			for (Content element : this.wanted) {
				Stored before = present.get(element.id());
				if (before == null) {
					this.changes.add(new Change(ChangeKind.RECORDED, null, element));
					this.ties.put(element.id(), element.bonds());
				}
				else if (before.retracted() && before.recordedBy().equals(this.by)) {
					this.changes.add(new Change(ChangeKind.RESTORED, before, element));
					compare(before.content(), element);
				}
				else if (!before.content().equals(element)) {
					this.changes.add(new Change(ChangeKind.CHANGED, before, element));
					compare(before.content(), element);
				}
			}
		}

		private void compare(Content before, Content element) {
			if (!Objects.equals(before.properties().get("slug"), element.properties().get("slug"))) {
				this.newSlugs.add(element.id());
			}
			this.ties.put(element.id(), without(element.bonds(), before.bonds()));
			this.looseTies.put(element.id(), without(before.bonds(), element.bonds()));
		}

		private static Set<Bond> without(Set<Bond> bonds, Set<Bond> others) {
			Set<Bond> left = new HashSet<>(bonds);
			left.removeAll(others);
			return left;
		}

		/**
		 * Retracts citations that were imported for a line before and that the line does
		 * not have any more.
		 */
		private void retractLooseCitations() {
			if (!this.again) {
				return;
			}
			Map<Boolean, Set<String>> ids = this.wanted.stream()
				.collect(Collectors.partitioningBy((element) -> element.kind() == Kind.CITATION,
						Collectors.mapping(Content::id, Collectors.toSet())));
			Set<String> loose = new HashSet<>(Imports.this.graph.citations(ids.getOrDefault(false, Set.of()), this.by));
			loose.removeAll(ids.getOrDefault(true, Set.of()));
			Imports.this.store.stored(loose)
				.values()
				.stream()
				.filter((citation) -> !citation.retracted())
				.forEach(
						(citation) -> this.changes.add(new Change(ChangeKind.RETRACTED, citation, citation.content())));
		}

		private List<Content> after(ChangeKind... kinds) {
			Set<ChangeKind> wanted = Set.of(kinds);
			return this.changes.stream().filter((change) -> wanted.contains(change.kind())).map(Change::after).toList();
		}

		private Set<String> ids(ChangeKind kind) {
			return after(kind).stream().map(Content::id).collect(Collectors.toSet());
		}

		private ImportReport report() {
			Map<Kind, Counts> counts = new EnumMap<>(Kind.class);
			this.wanted.forEach((element) -> count(counts, element.kind(), new Counts(0, 0, 1, 0)));
			for (Change change : this.changes) {
				Kind kind = change.after().kind();
				switch (change.kind()) {
					case RECORDED -> count(counts, kind, new Counts(1, 0, -1, 0));
					case RETRACTED -> count(counts, kind, new Counts(0, 0, 0, 1));
					default -> count(counts, kind, new Counts(0, 1, -1, 0));
				}
			}
			return new ImportReport(this.dataset, Collections.unmodifiableMap(counts));
		}

		private static void count(Map<Kind, Counts> counts, Kind kind, Counts more) {
			counts.merge(kind, more, Counts::plus);
		}

	}

}
