package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.rapport.recording.ChangeWriter;
import org.rapport.recording.Rule;
import org.rapport.store.ElementStore;
import org.rapport.store.Writing;
import org.rapport.transfer.Load.Tools;
import org.rapport.transfer.mapping.MadeLine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Loads data sets in the interchange format into the graph. */
public class Imports {

	private final InterchangeReader reader = new InterchangeReader();

	private final Tools tools;

	/**
	 * Creates an import into a graph.
	 * @param client the graph
	 * @param rules what acts and imports have to keep
	 * @param clock gives the time of recording, and decides what lies in the future
	 */
	public Imports(Neo4jClient client, ElementStore store, ChangeWriter changeWriter, Writing writing,
			ObjectProvider<Rule> rules, Clock clock) {
		this(client, store, changeWriter, writing, rules, clock, LoadPace.MOST);
	}

	/**
	 * Creates an import with other batches.
	 * @param most the most elements of a batch
	 */
	Imports(Neo4jClient client, ElementStore store, ChangeWriter changeWriter, Writing writing,
			ObjectProvider<Rule> rules, Clock clock, int most) {
		this.tools = new Tools(new ImportGraph(client, store), store, changeWriter, writing, rules, clock, most);
	}

	/**
	 * Reads and checks a whole interchange file, and then writes it. A small file is
	 * written in one transaction, a large one in batches. Each batch is written as a
	 * whole or not at all, and the graph keeps all rules after each. Loading the same
	 * file again changes nothing, or adds the rest if the first load stopped.
	 * <p>
	 * A changed line replaces the element with its key, citations included. Elements that
	 * the file does not mention stay: a line removed from the file does not remove
	 * anything from the graph.
	 * @param interchange the file, in UTF-8; the caller closes it
	 * @return the counts of what was done
	 * @throws BadInterchange if the file has errors, by itself or together with the
	 * graph; then nothing was written
	 * @throws LoadStopped if the load could not go on after some batches
	 * @throws IOException if the stream cannot be read
	 */
	public ImportReport load(InputStream interchange) throws IOException {
		return load(interchange, LoadProgress.NONE);
	}

	ImportReport load(InputStream interchange, LoadProgress progress) throws IOException {
		return load(this.reader.read(interchange), progress);
	}

	/**
	 * Loads a file like {@link #load}, but only into an empty graph, or if such a load of
	 * the data set did not finish. If several instances call this at once, one of them
	 * loads the file.
	 * @return the counts of what was done; empty if the graph is not empty
	 */
	public Optional<ImportReport> loadIfEmpty(InputStream interchange) throws IOException {
		Interchange file = this.reader.read(interchange);
		return new Load(this.tools, file, dataset(file), true, LoadProgress.NONE).run();
	}

	/**
	 * Checks a file like {@link #load}, and writes nothing.
	 * @return the counts of what a load would do now
	 */
	public ImportReport check(InputStream interchange) throws IOException {
		return check(this.reader.read(interchange));
	}

	ImportReport check(Interchange file) {
		return new Load(this.tools, file, dataset(file), false, LoadProgress.NONE).check();
	}

	ImportReport load(Interchange file, LoadProgress progress) {
		return new Load(this.tools, file, dataset(file), false, progress).run().orElseThrow();
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
	Matching.Matched match(String dataset, List<MadeLine> lines, Consumer<RowNote> notes) {
		return this.tools.writing()
			.run((status) -> new Matching(this.tools.graph(), this.tools.store(), dataset, notes).match(lines));
	}

	/** The data sets in the graph, sorted by name. */
	public List<LoadedDataset> datasets() {
		return this.tools.writing().run((status) -> this.tools.graph().datasets());
	}

	boolean isGraphEmpty() {
		return this.tools.writing().run((status) -> this.tools.graph().isEmpty());
	}

	/** The loads that have begun and not finished. */
	List<LoadState> unfinished() {
		return this.tools.writing().run((status) -> this.tools.graph().unfinished());
	}

}
