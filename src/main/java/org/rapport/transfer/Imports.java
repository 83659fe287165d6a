package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.rapport.kernel.Hiding;
import org.rapport.recording.ChangeWriter;
import org.rapport.recording.Rule;
import org.rapport.store.ElementStore;
import org.rapport.store.NewRows;
import org.rapport.store.Sealing;
import org.rapport.store.Writing;
import org.rapport.transfer.Load.Tools;
import org.rapport.transfer.mapping.KeptRow;
import org.rapport.transfer.mapping.MadeLine;
import org.rapport.transfer.mapping.MappedRows;
import org.rapport.transfer.staging.Staging;
import org.rapport.transfer.staging.StagingFolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Loads data sets in the interchange format into the graph. */
public class Imports {

	private final InterchangeReader reader = new InterchangeReader();

	private final Tools tools;

	private final StagingFolder folder;

	/**
	 * Creates an import into a graph.
	 * @param client the graph
	 * @param rules what acts and imports have to keep
	 * @param clock gives the time of recording, and decides what lies in the future
	 */
	public Imports(Neo4jClient client, ElementStore store, ChangeWriter changeWriter, Writing writing,
			ObjectProvider<Rule> rules, Clock clock) {
		this(client, store, changeWriter, writing, rules, clock, LoadPace.MOST, StagingFolder.temporary());
	}

	/**
	 * Creates an import with other batches.
	 * @param most the most elements of a batch
	 * @param folder the folder for what large loads have read
	 */
	Imports(Neo4jClient client, ElementStore store, ChangeWriter changeWriter, Writing writing,
			ObjectProvider<Rule> rules, Clock clock, int most, StagingFolder folder) {
		this.folder = folder;
		this.tools = new Tools(new ImportGraph(client, store),
				new RowGraph(client, new NewRows(client), new Sealing(client)), store, changeWriter, writing, rules,
				clock, most);
	}

	/**
	 * Reads and checks a whole interchange file, and then writes it. A small file is
	 * written in one transaction, a large one in batches. Each batch is written as a
	 * whole or not at all, and the graph keeps all rules after each. Loading the same
	 * file again changes nothing, or adds the rest if the first load stopped.
	 * <p>
	 * A changed line replaces the element with its key, citations included, unless
	 * somebody else changed or retracted it. Elements that the file does not mention
	 * stay, unless its first line says that it is the whole data set.
	 * @param interchange the file, in UTF-8; the caller closes it
	 * @return the counts of what was done
	 * @throws BadInterchange if the file has errors, by itself or together with the
	 * graph; then nothing was written
	 * @throws LoadStopped if the load could not go on after some batches
	 * @throws IOException if the stream cannot be read
	 */
	public ImportReport load(InputStream interchange) throws IOException {
		return load(interchange, 0, LoadProgress.NONE);
	}

	/**
	 * Reads, checks and writes a whole interchange file.
	 * @param accepted how many retractions somebody has accepted
	 * @throws TooManyRetractions if it would retract more, and more than a small part
	 */
	ImportReport load(InputStream interchange, long accepted, LoadProgress progress) throws IOException {
		try (Staging staging = staging()) {
			return load(prepared(this.reader.read(interchange, staging)), accepted, progress);
		}
	}

	/**
	 * Loads a file like {@link #load}, but only into an empty graph, or if such a load of
	 * the data set did not finish. If several instances call this at once, one of them
	 * loads the file.
	 * @return the counts of what was done; empty if the graph is not empty
	 */
	public Optional<ImportReport> loadIfEmpty(InputStream interchange) throws IOException {
		try (Staging staging = staging()) {
			Interchange file = prepared(this.reader.read(interchange, staging));
			return new Load(this.tools, file, dataset(file), true, 0, LoadProgress.NONE).run();
		}
	}

	/**
	 * Checks a file like {@link #load}, and writes nothing.
	 * @return the counts of what a load would do now
	 */
	public ImportReport check(InputStream interchange) throws IOException {
		try (Staging staging = staging()) {
			return check(prepared(this.reader.read(interchange, staging)));
		}
	}

	/** Where one load keeps what it has read. The caller closes it. */
	Staging staging() {
		return this.folder.open();
	}

	ImportReport check(Interchange file) {
		return new Load(this.tools, file, dataset(file), false, 0, LoadProgress.NONE).check();
	}

	ImportReport load(Interchange file, long accepted, LoadProgress progress) {
		return new Load(this.tools, file, dataset(file), false, accepted, progress).run().orElseThrow();
	}

	/**
	 * Takes out records that may have been erased, and what refers to them.
	 * @param admitted the keys about which somebody has decided that they are others
	 */
	ErasedRows likeErased(DatasetIds ids, List<MadeLine> lines, List<KeptRow> kept, Set<String> admitted) {
		List<Line> all = lines.stream()
			.map((line) -> new Line(1, line.kind(), line.key(), line.form(), Set.of()))
			.toList();
		Set<String> like = this.tools.writing().run((status) -> this.tools.graph().likeErased(all, admitted, ids));
		if (like.isEmpty()) {
			return ErasedRows.none(lines, kept, ids);
		}
		Set<String> theirs = lines.stream()
			.filter((line) -> like.contains(line.key()))
			.map((line) -> ids.of(line.kind(), line.key()))
			.collect(Collectors.toSet());
		return ErasedRows.in(lines, kept, ids, (asked) -> theirs);
	}

	/** How far the load of a data set is. */
	LoadState state(String dataset) {
		return this.tools.writing().run((status) -> this.tools.graph().state(dataset));
	}

	/** The file with the ids of its data set. */
	private Interchange prepared(Interchange file) {
		Dataset dataset = file.dataset();
		if (dataset == null) {
			return file;
		}
		LoadState state = state(dataset.name());
		Hiding hiding = dataset.hiding();
		Hiding first = (hiding != null) ? hiding : file.leastHiding();
		return file.of(state.known() ? dataset : dataset.hidden(first), state.ids(first));
	}

	private static Dataset dataset(Interchange file) {
		Dataset dataset = file.dataset();
		if (dataset == null) {
			Rules.check(file, StoredElements.NOTHING).problems().throwIfAny();
			throw new IllegalStateException("A file without a data set is refused");
		}
		return dataset;
	}

	/** Recognises actors that other data sets or curators have recorded. */
	Matching.Matched match(DatasetIds dataset, List<MadeLine> lines, Consumer<RowNote> notes) {
		return this.tools.writing()
			.run((status) -> new Matching(this.tools.graph(), this.tools.store(), dataset, notes).match(lines));
	}

	/** Takes out what rows say about erased elements. */
	ErasedRows erased(DatasetIds dataset, MappedRows rows) {
		return this.tools.writing().run((status) -> {
			boolean known = this.tools.graph().state(dataset.dataset()).known();
			return known
					? ErasedRows.in(rows.lines(), rows.kept(), dataset,
							(ids) -> this.tools.graph().stored(true).erased(ids))
					: ErasedRows.none(rows.lines(), rows.kept(), dataset);
		});
	}

	/**
	 * Takes back the last load of a data set that wrote anything, or one that stopped.
	 * What others changed since stays.
	 * @param name the name of the data set
	 * @param dryRun whether to write nothing, and only tell what would be done
	 * @throws ImportRefused if there is no such load, or if a rule does not allow it;
	 * then nothing was written
	 */
	public UndoReport undo(String name, boolean dryRun) {
		return new LoadUndo(this.tools, name).run(dryRun);
	}

	/** The data sets in the graph, sorted by name. */
	public List<LoadedDataset> datasets() {
		return this.tools.writing().run((status) -> this.tools.graph().datasets());
	}

	boolean isGraphEmpty() {
		return this.tools.writing().run((status) -> this.tools.graph().isEmpty());
	}

	/** When something was erased last; empty if nothing was. */
	Optional<OffsetDateTime> lastErasure() {
		return this.tools.writing().run((status) -> Optional.ofNullable(this.tools.graph().lastErasure()));
	}

	/** The loads that have begun and not finished. */
	List<LoadState> unfinished() {
		return this.tools.writing().run((status) -> this.tools.graph().unfinished());
	}

}
