package org.rapport.transfer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.graph.Attempts;
import org.rapport.kernel.Content;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.recording.ChangeWriter;
import org.rapport.recording.FormSchema;
import org.rapport.recording.Rule;
import org.rapport.store.ElementStore;
import org.rapport.store.Writing;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.LoadPlan.Unit;
import org.springframework.beans.factory.ObjectProvider;

/**
 * One load of a file. A small file is checked and written in one transaction. A large one
 * is checked as a whole without blocking anybody, and then written in batches. Each batch
 * is one transaction, checked again under the write lock, because others may have written
 * in between.
 */
final class Load {

	private static final Logger log = LoggerFactory.getLogger(Load.class);

	private static final long PAUSE_MILLIS = 100;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * A file is written at once if it would fill a batch and a quarter: a small second
	 * batch costs as much as a large one.
	 */
	private static final double AT_ONCE = 1.25;

	private static final FormSchema SCHEMA = FormSchema.read();

	private final Attempts attempts = new Attempts();

	private final Tools tools;

	private final Interchange file;

	private final Dataset dataset;

	private final boolean intoEmpty;

	private final LoadProgress progress;

	private final String id = Ids.random("act");

	private boolean resumed;

	/**
	 * Creates a load.
	 * @param intoEmpty whether to load only into an empty graph, or to complete such a
	 * load
	 * @param progress is told how far the load is
	 */
	Load(Tools tools, Interchange file, Dataset dataset, boolean intoEmpty, LoadProgress progress) {
		this.tools = tools;
		this.file = file;
		this.dataset = dataset;
		this.intoEmpty = intoEmpty;
		this.progress = progress;
	}

	/**
	 * What a load works with.
	 *
	 * @param most the most elements of a batch, if no unit is larger
	 */
	record Tools(ImportGraph graph, ElementStore store, ChangeWriter writer, Writing writing,
			ObjectProvider<Rule> rules, Clock clock, int most) {
	}

	/** Another load of the same data set has begun or taken over. */
	private static final class Taken extends RuntimeException {

		Taken() {
			super("Another load of the same data set is running");
		}

	}

	/**
	 * Loads the file.
	 * @return the counts; empty if the graph is not empty although it should be
	 */
	Optional<ImportReport> run() {
		while (true) {
			LoadState before = awaitOthers();
			if (isUnwanted(before)) {
				return Optional.empty();
			}
			try {
				return isSmall() ? this.tools.writing().run((status) -> atOnce()) : inBatches(before);
			}
			catch (Taken ex) {
				log.info("Waiting: another load of the data set {} is running", this.dataset.name());
			}
		}
	}

	/**
	 * Checks the file, and writes nothing.
	 * @return the counts of what a load would do now
	 */
	ImportReport check() {
		return this.attempts.run("Checking a file", PATIENCE, () -> this.tools.writing()
			.run((status) -> report(compare(this.tools.graph().state(this.dataset.name())).counts())));
	}

	private LoadState awaitOthers() {
		while (true) {
			LoadState state = this.attempts.run("Looking at a data set", PATIENCE,
					() -> this.tools.graph().state(this.dataset.name()));
			if (!state.isTaken(this.id)) {
				return state;
			}
			try {
				Thread.sleep(PAUSE_MILLIS);
			}
			catch (InterruptedException ex) {
				throw Attempts.interrupted();
			}
		}
	}

	private boolean isUnwanted(LoadState state) {
		return this.intoEmpty && !(state.isUnfinished() && state.intoEmpty()) && !this.tools.graph().isEmpty();
	}

	private boolean isSmall() {
		int elements = 0;
		for (Line line : this.file.lines()) {
			elements += 1 + line.citations().size();
			if (elements > this.tools.most() * AT_ONCE) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Takes the write lock, and decides whether the load may write.
	 * @return how far the load of the data set is
	 */
	private LoadState begin() {
		this.tools.graph().lock();
		LoadState state = this.tools.graph().state(this.dataset.name());
		if (state.isTaken(this.id)) {
			throw new Taken();
		}
		return state;
	}

	private Optional<ImportReport> atOnce() {
		LoadState state = begin();
		if (isUnwanted(state)) {
			return Optional.empty();
		}
		Comparison whole = compare(state);
		whole.write(this.tools.writer(), this.id);
		this.tools.graph().finish(this.dataset, whole.wanted().size());
		tellOfUnfinished(state);
		return Optional.of(report(whole.counts()));
	}

	/**
	 * Checks the whole file.
	 * @throws BadInterchange if it has errors, by itself or together with the graph
	 */
	private Comparison compare(LoadState state) {
		Rules rules = Rules.check(this.file, this.tools.graph().stored(state.known()));
		Map<Content, Line> contents = rules.contents();
		Map<String, Line> lines = new HashMap<>();
		contents.forEach((content, line) -> lines.put(content.id(), line));
		Comparison whole = comparison(List.copyOf(contents.keySet()), lines, state.known(), rules.problems());
		judge(whole);
		whole.problems().throwIfAny();
		return whole;
	}

	private Comparison comparison(List<Content> contents, Map<String, Line> lines, boolean again, Problems problems) {
		return new Comparison(this.tools.graph(), this.tools.store(), this.tools.clock(), this.dataset.name(), contents,
				lines, again, problems);
	}

	private void judge(Comparison comparison) {
		this.tools.rules().orderedStream().forEach((rule) -> rule.judge(comparison));
	}

	private Optional<ImportReport> inBatches(LoadState before) {
		Map<Kind, ImportCounts> counts = new EnumMap<>(Kind.class);
		return plan(before, counts).write(counts) ? Optional.of(report(counts)) : Optional.empty();
	}

	/**
	 * Checks the whole file and plans its batches. What the check has read of the graph
	 * is not kept while they are written.
	 * @param counts gets the counts of the elements that need no change
	 */
	private Batches plan(LoadState before, Map<Kind, ImportCounts> counts) {
		// Nobody has to wait for the check, so it takes no lock.
		Comparison whole = this.attempts.run("Checking a file", PATIENCE, () -> compare(before));
		List<Unit> units = LoadPlan.of(whole.changes(), whole.losing(), whole.wanted(), SCHEMA::needsCitation);
		Set<String> planned = units.stream()
			.flatMap((unit) -> unit.contents().stream())
			.map(Content::id)
			.collect(Collectors.toSet());
		whole.wanted()
			.stream()
			.filter((content) -> !planned.contains(content.id()))
			.forEach((content) -> add(counts, Map.of(content.kind(), new ImportCounts(0, 0, 1, 0))));
		Set<Attendee> attendees = new HashSet<>();
		whole.wanted().forEach((content) -> attendees.addAll(Attendee.takingPartBy(content)));
		return new Batches(units, whole.lines(), attendees, planned.size(), whole.wanted().size());
	}

	private static void add(Map<Kind, ImportCounts> counts, Map<Kind, ImportCounts> more) {
		more.forEach((kind, count) -> counts.merge(kind, count, ImportCounts::plus));
	}

	private void tellOfUnfinished(LoadState state) {
		if (state.isUnfinished() && !this.id.equals(state.owner())) {
			this.resumed = true;
			log.warn("An earlier load of the data set {} stopped after {} of {} elements; this load takes its place",
					this.dataset.name(), state.written(), state.elements());
		}
	}

	private ImportReport report(Map<Kind, ImportCounts> counts) {
		return new ImportReport(this.dataset, Collections.unmodifiableMap(new EnumMap<>(counts)),
				this.file.cleaned().first(), this.file.cleaned().count(), this.resumed);
	}

	/** The batches of a checked file. */
	private final class Batches {

		private final Deque<Unit> units;

		private final Map<String, Line> lines;

		private final Set<Attendee> attendees;

		/** The number of elements to write. */
		private final int elements;

		/** The number of elements that the file states. */
		private final int whole;

		private final LoadPace pace = new LoadPace(Load.this.tools.most());

		private int written;

		Batches(List<Unit> units, Map<String, Line> lines, Set<Attendee> attendees, int elements, int whole) {
			this.whole = whole;
			this.units = new ArrayDeque<>(units);
			this.lines = lines;
			this.attendees = attendees;
			this.elements = elements;
		}

		/**
		 * Writes all batches.
		 * @return whether it did, because the graph was empty if it should be
		 */
		boolean write(Map<Kind, ImportCounts> counts) {
			try {
				do {
					List<Unit> batch = next();
					int size = batch.stream().mapToInt((unit) -> unit.contents().size()).sum();
					long[] start = new long[1];
					Optional<Map<Kind, ImportCounts>> more = Load.this.tools.writing()
						.run((status) -> write(batch, size, start));
					if (more.isEmpty()) {
						return false;
					}
					Duration time = Duration.ofNanos(System.nanoTime() - start[0]);
					this.pace.took(size, time);
					this.written += size;
					Load.this.progress.wrote(this.written, this.elements);
					log.debug("Wrote {} elements in {} ms; {} of {} are written", size, time.toMillis(), this.written,
							this.elements);
					add(counts, more.get());
				}
				while (!this.units.isEmpty());
				return true;
			}
			catch (Taken ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				if (this.written == 0) {
					throw ex;
				}
				pause();
				throw new LoadStopped(Load.this.dataset.name(), this.written, this.elements, ex);
			}
		}

		/**
		 * As many units as fit, but at least one. Corrections have a batch of their own.
		 */
		private List<Unit> next() {
			List<Unit> batch = new ArrayList<>();
			int size = 0;
			while (!this.units.isEmpty()) {
				Unit unit = this.units.element();
				size += unit.contents().size();
				if (!batch.isEmpty() && (size > this.pace.size() || batch.get(0).corrects())) {
					break;
				}
				batch.add(this.units.remove());
			}
			return batch;
		}

		private Optional<Map<Kind, ImportCounts>> write(List<Unit> batch, int size, long[] start) {
			LoadState state = begin();
			start[0] = System.nanoTime();
			if (this.written == 0) {
				if (isUnwanted(state)) {
					return Optional.empty();
				}
				tellOfUnfinished(state);
			}
			else if (!Load.this.id.equals(state.owner())) {
				throw new Taken();
			}
			Map<Kind, ImportCounts> counts = batch.isEmpty() ? Map.of() : compareAndWrite(batch);
			if (this.units.isEmpty()) {
				Load.this.tools.graph().finish(Load.this.dataset, this.whole);
			}
			else {
				Load.this.tools.graph()
					.goOn(Load.this.dataset, Load.this.id, this.written + size, this.elements, Load.this.intoEmpty);
			}
			return Optional.of(counts);
		}

		private Map<Kind, ImportCounts> compareAndWrite(List<Unit> batch) {
			List<Content> contents = batch.stream().flatMap((unit) -> unit.contents().stream()).toList();
			Comparison comparison = comparison(contents, this.lines, batch.get(0).corrects(), new Problems());
			judge(comparison);
			comparison.refuseWhatWasTakenAway(this.attendees);
			comparison.problems().throwIfAny();
			comparison.write(Load.this.tools.writer(), Load.this.id);
			return comparison.counts();
		}

		/** So that the next load of the data set need not wait. */
		private void pause() {
			try {
				Load.this.tools.writing().run((status) -> {
					Load.this.tools.graph().lock();
					Load.this.tools.graph().pause(Load.this.dataset, Load.this.id);
					return true;
				});
			}
			catch (RuntimeException ex) {
				log.warn("The next load of the data set {} will wait some seconds before it goes on",
						Load.this.dataset.name());
			}
		}

	}

}
