package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Content;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Paragraph;
import org.rapport.kernel.Quote;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.ChangeWriter;
import org.rapport.recording.ChangeWriter.Aside;
import org.rapport.recording.ChangeWriter.Reported;
import org.rapport.recording.Form;
import org.rapport.recording.Proposal;
import org.rapport.recording.Rule;
import org.rapport.store.ElementStore;
import org.rapport.store.Stored;
import org.rapport.store.Writing;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Loads data sets in the interchange format into the graph. */
public class Imports {

	private final InterchangeReader reader = new InterchangeReader();

	private final ImportGraph graph;

	private final ElementStore store;

	private final ChangeWriter changeWriter;

	private final Writing writing;

	private final ObjectProvider<Rule> rules;

	private final Clock clock;

	/**
	 * Creates an import into a graph.
	 * @param client the graph
	 * @param rules what acts and imports have to keep
	 * @param clock gives the time of recording, and decides what lies in the future
	 */
	public Imports(Neo4jClient client, ElementStore store, ChangeWriter changeWriter, Writing writing,
			ObjectProvider<Rule> rules, Clock clock) {
		this.graph = new ImportGraph(client, store);
		this.store = store;
		this.changeWriter = changeWriter;
		this.writing = writing;
		this.rules = rules;
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
		Dataset dataset = dataset(file);
		return this.writing.run((status) -> load(file, dataset));
	}

	/**
	 * Loads a file like {@link #load}, but only into an empty graph. If several instances
	 * call this at once, one of them loads the file.
	 * @return the counts of what was done; empty if the graph is not empty
	 */
	public Optional<ImportReport> loadIfEmpty(InputStream interchange) throws IOException {
		Interchange file = this.reader.read(interchange);
		Dataset dataset = dataset(file);
		return this.writing.run((status) -> {
			this.store.lock();
			return this.graph.isEmpty() ? Optional.of(load(file, dataset)) : Optional.empty();
		});
	}

	private static Dataset dataset(Interchange file) {
		Dataset dataset = file.dataset();
		if (dataset == null) {
			Rules.check(file, StoredElements.NOTHING).problems().throwIfAny();
			throw new IllegalStateException("A file without a data set is refused");
		}
		return dataset;
	}

	boolean isGraphEmpty() {
		return this.writing.run((status) -> this.graph.isEmpty());
	}

	private ImportReport load(Interchange file, Dataset dataset) {
		// Checked under the lock, so that the results still hold when the file is
		// written.
		StoredElements earlier = this.graph.lock(dataset.name());
		Load load = new Load(dataset, Rules.check(file, earlier), earlier.hasDataset(), file.cleaned());
		this.rules.orderedStream().forEach((rule) -> rule.judge(load));
		load.problems().throwIfAny();
		ImportReport report = load.write();
		this.graph.unlock(dataset);
		return report;
	}

	/** One load: it compares the file with the graph and writes the differences. */
	private final class Load implements Proposal {

		private final Dataset dataset;

		private final Problems problems;

		private final Problems cleaned;

		private final OffsetDateTime at = OffsetDateTime.now(Imports.this.clock).withOffsetSameInstant(ZoneOffset.UTC);

		private final String by;

		private final boolean again;

		private final List<Content> wanted;

		private final Map<String, Line> lines = new HashMap<>();

		private final Map<String, Change> changes = new LinkedHashMap<>();

		/** The place of each element that follows from lines of the file. */
		private final Map<String, List<String>> followed = new HashMap<>();

		/** The elements that were read. Null stands for an unknown id. */
		private final Map<String, @Nullable Stored> present = new HashMap<>();

		/** The texts to write, by the ids of their documents. */
		private final Map<String, List<Paragraph>> texts = new HashMap<>();

		Load(Dataset dataset, Rules rules, boolean again, Problems cleaned) {
			this.dataset = dataset;
			this.cleaned = cleaned;
			this.problems = rules.problems();
			this.again = again;
			this.by = "import:" + dataset.name();
			Map<Content, Line> contents = rules.contents();
			this.wanted = List.copyOf(contents.keySet());
			contents.forEach((content, line) -> this.lines.put(content.id(), line));
			compare();
			retractLooseCitations();
		}

		Problems problems() {
			return this.problems;
		}

		/** An import sees everything that is recorded. */
		@Override
		public Lens lens() {
			return Lens.of(Clearance.FULL);
		}

		@Override
		public Clock clock() {
			return Imports.this.clock;
		}

		@Override
		public List<Change> changes() {
			return List.copyOf(this.changes.values());
		}

		@Override
		public @Nullable Change change(String id) {
			return this.changes.get(id);
		}

		/** The number of the line, followed by the fields. */
		@Override
		public List<String> place(String id, String... fields) {
			List<String> followed = this.followed.get(id);
			if (followed != null) {
				return followed;
			}
			List<String> place = new ArrayList<>();
			Line line = this.lines.get(id);
			place.add(String.valueOf((line != null) ? line.number() : 1));
			place.addAll(List.of(fields));
			return place;
		}

		@Override
		public void refuse(List<String> place, UserErrorCode code, String message) {
			this.problems.add(Integer.parseInt(place.get(0)), String.join(".", place.subList(1, place.size())),
					message);
		}

		ImportReport write() {
			Set<String> retired = this.changes.values()
				.stream()
				.filter(Load::staysRetracted)
				.map(Change::id)
				.collect(Collectors.toSet());
			Imports.this.changeWriter.write(changes(),
					new Aside(retired, List.of(() -> Imports.this.store.writeTexts(this.texts)), Set.of()),
					new Reported(Ids.random("act"), "import", null, this.at, this.by));
			return report();
		}

		private void add(ChangeKind kind, @Nullable Stored before, Content after) {
			this.changes.put(after.id(), new Change(kind, before, after));
		}

		private void compare() {
			Map<String, Stored> present = stored(this.wanted.stream().map(Content::id).toList());
			for (Content wanted : this.wanted) {
				Stored now = present.get(wanted.id());
				Content element = withText(wanted, now);
				if (now == null) {
					add(ChangeKind.RECORDED, null, element);
				}
				else if (now.retracted() && now.recordedBy().equals(this.by)) {
					add(ChangeKind.RESTORED, now, element);
				}
				else if (!now.content().equals(element)) {
					add(ChangeKind.CHANGED, now, element);
				}
			}
		}

		/**
		 * A line that does not say what the text of its document is leaves it as it is.
		 */
		private Content withText(Content element, @Nullable Stored before) {
			Line line = this.lines.get(element.id());
			if (element.kind() != Kind.DOCUMENT || line == null) {
				return element;
			}
			if (!Form.hasText(line.json())) {
				return (before != null) ? Form.withStoredText(element, before.content()) : element;
			}
			if (before == null || !Form.withStoredText(element, before.content()).equals(element)) {
				this.texts.put(element.id(), Form.paragraphs(line.json()));
			}
			return element;
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
			stored(loose).values().stream().filter((citation) -> !citation.retracted()).forEach((citation) -> {
				citation.content()
					.needed()
					.stream()
					.filter(this.lines::containsKey)
					.forEach((id) -> this.lines.put(citation.content().id(), this.lines.get(id)));
				retract(citation);
			});
		}

		@Override
		public Map<String, Stored> stored(Collection<String> ids) {
			List<String> unread = ids.stream().distinct().filter((id) -> !this.present.containsKey(id)).toList();
			Map<String, Stored> read = unread.isEmpty() ? Map.of() : Imports.this.store.stored(unread);
			unread.forEach((id) -> this.present.put(id, read.get(id)));
			Map<String, Stored> stored = new HashMap<>();
			for (String id : ids) {
				Stored known = this.present.get(id);
				if (known != null) {
					stored.put(id, known);
				}
			}
			return stored;
		}

		/** A retraction by somebody else stands, whatever the file says meanwhile. */
		@Override
		public boolean takesAway(String id) {
			Change change = this.changes.get(id);
			return change != null && (change.kind() == ChangeKind.RETRACTED || staysRetracted(change));
		}

		private static boolean staysRetracted(Change change) {
			return change.kind() == ChangeKind.CHANGED && change.before() != null && change.before().retracted();
		}

		@Override
		public Set<String> erased() {
			return Set.of();
		}

		@Override
		public void follow(Content added, List<String> place) {
			this.followed.put(added.id(), place);
			add(ChangeKind.RECORDED, null, added);
		}

		@Override
		public void retract(Stored before) {
			add(ChangeKind.RETRACTED, before, before.content());
		}

		@Override
		public boolean isCorrection(String id) {
			Line line = this.lines.get(id);
			return line != null && line.isCorrection();
		}

		@Override
		public @Nullable String formerName(String id) {
			return null;
		}

		@Override
		public void refuseUncitedName(String id, String former) {
			refuse(place(id, "name"), UserErrorCode.CITATION_NEEDED, ("the former name \"%s\" would have no citation; "
					+ "add a line of the type Name with the kind FORMER, or \"correction\": true if the record never had this name")
				.formatted(Quote.of(former)));
		}

		private ImportReport report() {
			Map<Kind, ImportCounts> counts = new EnumMap<>(Kind.class);
			Set<String> stated = new HashSet<>();
			this.wanted.forEach((element) -> {
				stated.add(element.id());
				count(counts, element.kind(), new ImportCounts(0, 0, 1, 0));
			});
			for (Change change : this.changes.values()) {
				Kind kind = change.after().kind();
				switch (change.kind()) {
					case RECORDED ->
						count(counts, kind, new ImportCounts(1, 0, stated.contains(change.id()) ? -1 : 0, 0));
					case RETRACTED -> count(counts, kind, new ImportCounts(0, 0, 0, 1));
					default -> count(counts, kind, new ImportCounts(0, 1, -1, 0));
				}
			}
			return new ImportReport(this.dataset, Collections.unmodifiableMap(counts), this.cleaned.first(),
					this.cleaned.count());
		}

		private static void count(Map<Kind, ImportCounts> counts, Kind kind, ImportCounts more) {
			counts.merge(kind, more, ImportCounts::plus);
		}

	}

}
