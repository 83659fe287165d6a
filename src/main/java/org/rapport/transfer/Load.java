package org.rapport.transfer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.graph.Attempts;
import org.rapport.kernel.Content;
import org.rapport.kernel.Entry;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.recording.ChangeWriter;
import org.rapport.recording.FormSchema;
import org.rapport.recording.Rule;
import org.rapport.store.ElementStore;
import org.rapport.store.Writing;
import org.rapport.transfer.ImportGraph.MadeElements;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.KeptElement.Why;
import org.rapport.transfer.RowGraph.ToldElements;
import org.rapport.transfer.Withdrawal.Leaving;
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
	 * Whoever waits so long for the lock in the graph waits for a writer of another
	 * process.
	 */
	private static final Duration OTHERS = Duration.ofMillis(50);

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

	private final long accepted;

	private final LoadProgress progress;

	private final String id = Ids.random("act");

	private boolean resumed;

	/** Whether the file may be written in one transaction if it is small. */
	private boolean writtenAtOnce = true;

	private Retractions retractions = Retractions.NONE;

	/** The elements that stay as they are, by id. */
	private final Map<String, KeptElement> kept = new TreeMap<>();

	/** The ids of merged records, each with the one that it became. */
	private Map<String, String> merged = Map.of();

	/** The rows that are not stored yet, or not as they are now. */
	private List<LoadedRow> rows = List.of();

	/** What the data set has made of the rows of which the file is the whole. */
	private MadeElements made = MadeElements.NONE;

	/** What earlier rows told of, if the file is the whole of some of them only. */
	private @Nullable ToldElements told;

	/**
	 * The elements that no stored row tells of, if the file is a part of the data set.
	 */
	private final List<KeptElement> unplaced = new ArrayList<>();

	/**
	 * Creates a load.
	 * @param intoEmpty whether to load only into an empty graph, or to complete such a
	 * load
	 * @param accepted how many retractions somebody has accepted
	 * @param progress is told how far the load is
	 */
	Load(Tools tools, Interchange file, Dataset dataset, boolean intoEmpty, long accepted, LoadProgress progress) {
		this.tools = tools;
		this.file = file;
		this.dataset = dataset;
		this.intoEmpty = intoEmpty;
		this.accepted = accepted;
		this.progress = progress;
	}

	/**
	 * What a load works with.
	 *
	 * @param most the most elements of a batch, if no unit is larger
	 */
	record Tools(ImportGraph graph, RowGraph rows, ElementStore store, ChangeWriter writer, Writing writing,
			ObjectProvider<Rule> rules, Clock clock, int most) {
	}

	/** Another load of the same data set has begun or taken over. */
	private static final class Taken extends RuntimeException {

		Taken() {
			super("Another load of the same data set is running");
		}

	}

	/** A small file retracts more than one transaction should. */
	private static final class TooMuchAtOnce extends RuntimeException {

		TooMuchAtOnce() {
			super("The load retracts too much for one transaction");
		}

	}

	/**
	 * Loads the file.
	 * @return the counts; empty if the graph is not empty although it should be
	 */
	Optional<ImportReport> run() {
		Optional<ImportReport> report = load();
		if (report.isPresent() && !this.file.rows().isEmpty()) {
			removeUncitedRows();
		}
		return report;
	}

	/** Nobody can ask for these rows any more. */
	private void removeUncitedRows() {
		int most = this.tools.most();
		long removed;
		do {
			removed = this.tools.writing().run((status) -> {
				this.tools.graph().lock();
				return this.tools.rows().removeUncited(this.dataset.name(), most);
			});
		}
		while (removed == most);
	}

	private Optional<ImportReport> load() {
		while (true) {
			LoadState before = awaitOthers();
			if (isUnwanted(before)) {
				return Optional.empty();
			}
			try {
				return isSmall() ? this.tools.writing().run((status) -> atOnce()) : inBatches(before);
			}
			catch (TooMuchAtOnce ex) {
				this.writtenAtOnce = false;
			}
			catch (Taken ex) {
				log.info("Waiting: another load of the same data set is running");
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
		if (!this.writtenAtOnce) {
			return false;
		}
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
		if (state.known() && !Objects.equals(state.secret(), this.file.ids().secret())) {
			throw new ImportRefused(
					"Another load of the data set has begun. Nothing was written. Load the files again.", List.of());
		}
		return state;
	}

	/** From whom the data set is hidden once it is loaded. */
	private Hiding hiding(LoadState state) {
		return Objects.requireNonNullElse(this.dataset.hiding(), state.hiding());
	}

	/** The rows that are stored stay at least as hidden as their data set. */
	private void hideRows(LoadState state) {
		Hiding hiding = hiding(state);
		if (state.known() && !hiding.isOpenTo(state.hiding())) {
			this.tools.rows().hide(this.dataset.name(), hiding);
		}
	}

	private Optional<ImportReport> atOnce() {
		LoadState state = begin();
		if (isUnwanted(state)) {
			return Optional.empty();
		}
		Comparison whole = compare(state);
		requireAccepted();
		if (whole.withdrawn().size() + whole.uncited().size() > this.tools.most() * AT_ONCE) {
			throw new TooMuchAtOnce();
		}
		whole.write(this.tools.writer(), this.id);
		finish(state, whole.wanted().size(), !whole.isEmpty());
		this.tools.rows().write(this.dataset.name(), this.id, this.rows);
		hideRows(state);
		tellOfUnfinished(state);
		return Optional.of(report(whole.counts()));
	}

	private void finish(LoadState state, long elements, boolean wrote) {
		List<String> acts = state.actsWith(this.id);
		this.tools.graph()
			.finish(this.dataset, hiding(state), this.file.ids().secret(), elements,
					(wrote || state.isUnfinished()) ? acts : state.lastActs());
	}

	private void requireAccepted() {
		if (this.retractions.areTooMany(this.accepted)) {
			throw new TooManyRetractions(this.retractions);
		}
	}

	/**
	 * Checks the whole file.
	 * @throws BadInterchange if it has errors, by itself or together with the graph
	 */
	private Comparison compare(LoadState state) {
		this.merged = state.known() ? this.tools.graph().merged() : Map.of();
		this.told = (state.known() && this.file.scope().isPart())
				? this.tools.rows().told(this.dataset.name(), this.file.scope()) : null;
		Comparison whole = compareStated(state);
		if (this.file.scope().retracts() && state.known()) {
			withdraw(whole);
		}
		judge(whole);
		whole.problems().throwIfAny();
		Widening.refuse(whole.widened());
		requireHidden(whole.wanted(), hiding(state));
		this.kept.clear();
		mergedLines().forEach((element) -> this.kept.put(element.id(), element));
		this.unplaced.forEach((element) -> this.kept.put(element.id(), element));
		whole.kept().forEach((element) -> this.kept.put(element.id(), element));
		this.rows = changedRows(hiding(state));
		return whole;
	}

	/** The rules of the format hold much in memory, and are not needed any more then. */
	private Comparison compareStated(LoadState state) {
		Rules rules = Rules.check(this.file.after(this.merged), this.tools.graph().stored(state.known()));
		Problems problems = rules.problems();
		StatedElements contents = rules.contents();
		refuseLikeErased(problems);
		return comparison(contents, contents.lines(), state.known(), problems);
	}

	/**
	 * What is loaded tells of its data set, so it is at least as hidden.
	 * @throws BadInterchange if something is not
	 */
	private static void requireHidden(StatedElements contents, Hiding hiding) {
		if (hiding.isOpenTo(Hiding.NONE)) {
			return;
		}
		Problems problems = new Problems();
		for (int place = 0; place < contents.size(); place++) {
			Hiding own = (contents.kind(place) != Kind.CITATION) ? Hiding.of(contents.get(place)) : hiding;
			if (!hiding.isOpenTo(own)) {
				problems.add(contents.line(place).number(), "visibility",
						("would show it to more viewers (%s) than its data set (%s). Hide it as much, or say with the "
								+ "visibility and circle of the data set that more viewers may know of it")
							.formatted(own, hiding));
			}
		}
		problems.throwIfAny();
	}

	private List<LoadedRow> changedRows(Hiding hiding) {
		if (this.file.rows().isEmpty()) {
			return List.of();
		}
		List<LoadedRow> rows = this.file.rows();
		IntFunction<LoadedRow> asStored = (place) -> rows.get(place).after(this.merged).hidden(hiding);
		IntStream.Builder changed = IntStream.builder();
		int[] next = new int[1];
		Slices.of(new Picked<>(IntStream.range(0, rows.size()).toArray(), asStored), (slice) -> {
			Map<String, String> stored = this.tools.rows().digests(slice.stream().map(LoadedRow::id).toList());
			for (LoadedRow row : slice) {
				int place = next[0]++;
				if (!row.digest().equals(stored.get(row.id()))) {
					changed.add(place);
				}
			}
		});
		return new Picked<>(changed.build().toArray(), asStored);
	}

	/** What was erased does not come back with another source by mistake. */
	private void refuseLikeErased(Problems problems) {
		Set<String> like = this.tools.graph().likeErased(this.file.lines(), this.file.admitted(), this.file.ids());
		for (Line line : like.isEmpty() ? List.<Line>of() : this.file.lines()) {
			if (like.contains(String.valueOf(line.key())) && line.kind().isRecord()) {
				problems.add(line.number(), "key", "may belong to a record that was erased. Remove this line and all "
						+ "references to it; or, if it is another record, name its key under admit in the first line");
			}
		}
	}

	/**
	 * Retracts what the data set has made of the rows of which the file is the whole, and
	 * the file does not state any more.
	 */
	private void withdraw(Comparison whole) {
		MadeElements all = this.tools.graph().made(Entry.loadOf(this.dataset.name()));
		this.made = (this.told != null) ? all.among(this.told.within()) : all;
		keepUnplaced(whole, all);
		Set<String> vanished = this.made.stated();
		vanished.removeAll(whole.lines().keySet());
		vanished.removeAll(this.file.scope().spared());
		if (!vanished.isEmpty()) {
			// What is written refers to what the file says, and not to what it said
			// before.
			Set<String> moved = new HashSet<>(whole.looseCitations());
			Set<String> kept = whole.kept().stream().map(KeptElement::id).collect(Collectors.toSet());
			whole.wanted().ids().stream().filter((id) -> !kept.contains(id)).forEach(moved::add);
			whole.withdraw(vanished, new Leaving(this.made.citations(), this.made.formerNames(), Set.of(), moved,
					needed(whole.wanted())), represented(whole.wanted()));
		}
		this.retractions = new Retractions(whole.withdrawn().size() + whole.uncited().size(),
				this.made.stated().size());
	}

	/** Nothing tells whether the file should have elements of which no row is stored. */
	private void keepUnplaced(Comparison whole, MadeElements all) {
		this.unplaced.clear();
		ToldElements known = this.told;
		if (known != null) {
			Set<String> stated = whole.wanted().ids();
			all.stated()
				.stream()
				.filter((id) -> !known.has(id) && !stated.contains(id) && !this.merged.containsKey(id))
				.forEach((id) -> this.unplaced.add(new KeptElement(id, Why.UNPLACED, 0)));
		}
	}

	/** The ids that the file refers to, and those of records that others became. */
	private Set<String> needed(Collection<Content> wanted) {
		Set<String> needed = new HashSet<>(this.merged.values());
		wanted.forEach((content) -> content.bonds().forEach((bond) -> needed.add(bond.other())));
		return needed;
	}

	private static Set<Attendee> represented(StatedElements wanted) {
		Set<Attendee> represented = new HashSet<>();
		for (int place = 0; place < wanted.size(); place++) {
			if (wanted.kind(place) == Kind.PARTICIPATION) {
				represented.addAll(Attendee.representedBy(wanted.get(place)));
			}
		}
		return represented;
	}

	/** Those of these attendees that lines of the file say take part. */
	private static Set<Attendee> takingPart(StatedElements wanted, Set<Attendee> represented) {
		Set<Attendee> attendees = new HashSet<>();
		for (int place = 0; place < wanted.size() && !represented.isEmpty(); place++) {
			if (wanted.kind(place) == Kind.PARTICIPATION) {
				attendees.addAll(Attendee.takingPartBy(wanted.get(place)));
			}
		}
		attendees.retainAll(represented);
		return attendees;
	}

	/** The merged records that lines of the file are about. */
	private List<KeptElement> mergedLines() {
		List<KeptElement> elements = new ArrayList<>();
		for (Line line : this.merged.isEmpty() ? List.<Line>of() : this.file.lines()) {
			String own = (line.key() != null) ? this.file.ids().of(line.kind(), line.key()) : "";
			if (this.merged.containsKey(own)) {
				elements.add(new KeptElement(own, Why.MERGED, line.number()));
			}
		}
		return elements;
	}

	private Comparison comparison(StatedElements contents, Map<String, Line> lines, boolean again, Problems problems) {
		return new Comparison(this.tools.graph(), this.tools.store(), this.tools.clock(), this.dataset.name(), contents,
				lines, new Comparison.Earlier(again, (this.told != null) ? this.told.within() : null, this.merged),
				problems);
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
		requireAccepted();
		StatedElements wanted = whole.wanted();
		LoadPlan plan = LoadPlan.of(whole.changes(), whole.losing(), wanted, SCHEMA::needsCitation);
		BitSet planned = plan.planned();
		for (int place = planned.nextClearBit(0); place < wanted.size(); place = planned.nextClearBit(place + 1)) {
			add(counts, Map.of(wanted.kind(place), new ImportCounts(0, 0, 1, 0)));
		}
		List<String> withdrawn = whole.withdrawn();
		Set<String> uncited = whole.uncited();
		Set<Attendee> represented = represented(wanted);
		boolean isLeft = withdrawn.isEmpty() && uncited.isEmpty();
		Leavers leavers = new Leavers(withdrawn, uncited, isLeft ? Set.of() : needed(wanted), represented);
		return new Batches(plan, wanted, leavers, new WaitingRows(this.rows, wanted, planned),
				takingPart(wanted, represented), planned.cardinality());
	}

	private static void add(Map<Kind, ImportCounts> counts, Map<Kind, ImportCounts> more) {
		more.forEach((kind, count) -> counts.merge(kind, count, ImportCounts::plus));
	}

	private void tellOfUnfinished(LoadState state) {
		if (state.isUnfinished() && !this.id.equals(state.owner())) {
			this.resumed = true;
			log.warn("An earlier load of the same data set stopped after {} of {} elements; this load takes its place",
					state.written(), state.elements());
		}
	}

	private ImportReport report(Map<Kind, ImportCounts> counts) {
		return new ImportReport(this.dataset, Collections.unmodifiableMap(new EnumMap<>(counts)),
				this.file.cleaned().first(), this.file.cleaned().count(), this.resumed, this.retractions,
				List.copyOf(this.kept.values()));
	}

	/** What goes because the file does not state it any more. */
	private static final class Leavers {

		/**
		 * The elements that can go, in order: to retract, or to leave without citations.
		 */
		private final List<String> left;

		/**
		 * Those of them that go, unless somebody has referred to them since the check.
		 */
		private final Set<String> going;

		private final Set<String> needed;

		private final Set<Attendee> represented;

		Leavers(List<String> withdrawn, Set<String> uncited, Set<String> needed, Set<Attendee> represented) {
			this.left = new ArrayList<>(uncited);
			this.left.addAll(withdrawn);
			this.going = new HashSet<>(withdrawn);
			this.needed = needed;
			this.represented = represented;
		}

		/** The next elements, and not more than these. */
		List<String> next(int most) {
			List<String> first = this.left.subList(0, Math.min(most, this.left.size()));
			List<String> next = List.copyOf(first);
			first.clear();
			return next;
		}

	}

	/**
	 * What is written in one transaction.
	 *
	 * @param stated elements that the file states
	 * @param corrects whether they are those of the corrections
	 * @param leaving the ids of elements that it does not state any more
	 * @param rows the rows that tell of nothing that is not written yet
	 */
	private record Batch(List<Content> stated, boolean corrects, List<String> leaving, List<LoadedRow> rows) {

		int size() {
			return this.stated.size() + this.leaving.size();
		}

	}

	/** The batches of a checked file. */
	private final class Batches {

		private final LoadPlan plan;

		/** The elements that the file states. */
		private final StatedElements whole;

		/** The number of the next unit. */
		private int next;

		private final Leavers leavers;

		private final WaitingRows rows;

		private final Set<Attendee> attendees;

		/** The number of elements to write. */
		private final int elements;

		private final LoadPace pace = new LoadPace(Load.this.tools.most());

		private int written;

		/** When the last batch got the write lock, in nanoseconds. */
		private long begun;

		/**
		 * Whether another writer waited for the end of the last batch, or this load for
		 * the lock.
		 */
		private boolean awaited;

		Batches(LoadPlan plan, StatedElements whole, Leavers leavers, WaitingRows rows, Set<Attendee> attendees,
				int elements) {
			this.plan = plan;
			this.whole = whole;
			this.rows = rows;
			this.leavers = leavers;
			this.attendees = attendees;
			this.elements = elements + leavers.left.size();
		}

		/**
		 * Writes all batches.
		 * @return whether it did, because the graph was empty if it should be
		 */
		boolean write(Map<Kind, ImportCounts> counts) {
			try {
				do {
					Batch batch = next();
					Optional<Map<Kind, ImportCounts>> more = Load.this.tools.writing().run((status) -> write(batch));
					if (more.isEmpty()) {
						return false;
					}
					Duration time = Duration.ofNanos(System.nanoTime() - this.begun);
					this.pace.took(batch.size(), time, this.awaited);
					this.written += batch.size();
					Load.this.progress.wrote(this.written, this.elements);
					log.debug("Wrote {} elements in {} ms; {} of {} are written", batch.size(), time.toMillis(),
							this.written, this.elements);
					add(counts, more.get());
				}
				while (!isDone());
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

		/** Whether everything is written that the file states. */
		private boolean isWritten() {
			return this.next == this.plan.units();
		}

		private boolean isDone() {
			return isWritten() && this.leavers.left.isEmpty() && !this.rows.areReady();
		}

		/**
		 * As many units as fit, but at least one. Corrections have a batch of their own.
		 * What goes follows them: new elements may take the place of others.
		 */
		private Batch next() {
			boolean corrects = !isWritten() && this.plan.corrects(this.next);
			if (!corrects && !this.leavers.left.isEmpty()) {
				return new Batch(List.of(), false, this.leavers.next(this.pace.size()), List.of());
			}
			if (isWritten()) {
				return new Batch(List.of(), false, List.of(), this.rows.takeReady(this.pace.size()));
			}
			int[] places = this.plan.places(this.next++);
			while (!isWritten() && !corrects) {
				int[] more = this.plan.places(this.next);
				if (places.length + more.length > this.pace.size()) {
					break;
				}
				int[] both = Arrays.copyOf(places, places.length + more.length);
				System.arraycopy(more, 0, both, places.length, more.length);
				places = both;
				this.next++;
			}
			return new Batch(Arrays.stream(places).mapToObj(this.whole::get).toList(), corrects, List.of(),
					this.rows.takeWith(places));
		}

		private Optional<Map<Kind, ImportCounts>> write(Batch batch) {
			long start = System.nanoTime();
			LoadState state = begin();
			this.begun = System.nanoTime();
			if (this.written == 0) {
				if (isUnwanted(state)) {
					return Optional.empty();
				}
				tellOfUnfinished(state);
				hideRows(state);
			}
			else if (!Load.this.id.equals(state.owner())) {
				throw new Taken();
			}
			Map<Kind, ImportCounts> counts = (batch.size() > 0) ? compareAndWrite(batch) : Map.of();
			if (isDone()) {
				finish(state, this.whole.size(), this.elements > 0);
			}
			else {
				Load.this.tools.graph()
					.goOn(Load.this.dataset, hiding(state), Load.this.file.ids().secret(), state.actsWith(Load.this.id),
							state.lastActs(), this.written + batch.size(), this.elements, Load.this.intoEmpty);
			}
			Load.this.tools.rows().write(Load.this.dataset.name(), Load.this.id, batch.rows());
			this.awaited = Load.this.tools.writing().isAwaited() || this.begun - start > OTHERS.toNanos();
			return Optional.of(counts);
		}

		private Map<Kind, ImportCounts> compareAndWrite(Batch batch) {
			Comparison comparison = comparison(StatedElements.of(batch.stated()), this.whole.lines(), batch.corrects(),
					new Problems());
			if (!batch.leaving().isEmpty()) {
				comparison.withdraw(batch.leaving(), new Leaving(Load.this.made.citations(),
						Load.this.made.formerNames(), this.leavers.going, Set.of(), this.leavers.needed),
						this.leavers.represented);
			}
			judge(comparison);
			comparison.refuseWhatWasTakenAway(this.attendees);
			comparison.problems().throwIfAny();
			comparison.write(Load.this.tools.writer(), Load.this.id);
			comparison.kept().forEach((element) -> {
				Load.this.kept.put(element.id(), element);
				this.leavers.going.remove(element.id());
			});
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
				log.warn("The next load of the same data set will wait some seconds before it goes on");
			}
		}

	}

}
