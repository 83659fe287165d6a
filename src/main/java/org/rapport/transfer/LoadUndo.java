package org.rapport.transfer;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.kernel.Entry;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.recording.Form;
import org.rapport.store.Stored;
import org.rapport.transfer.ImportGraph.DoneChange;
import org.rapport.transfer.ImportGraph.TiedElement;
import org.rapport.transfer.KeptElement.Why;
import org.rapport.transfer.Load.Tools;
import org.rapport.transfer.Withdrawal.Leaving;

/**
 * Takes back what a load wrote: elements that it made are retracted, and elements that it
 * changed or retracted are again what they were before. What others changed since stays,
 * and so does what they refer to. The history tells of it as of any act of the data set.
 * <p>
 * What the load changed and retracted is taken back in one transaction, because rules
 * compare these elements with each other. What it made follows in batches. If an undo
 * stops, the next one goes on.
 */
final class LoadUndo {

	private final Tools tools;

	private final String name;

	private final String by;

	private final String id = Ids.random("act");

	private final Map<String, KeptElement> kept = new TreeMap<>();

	private final Set<String> retracted = new HashSet<>();

	private long restored;

	LoadUndo(Tools tools, String name) {
		this.tools = tools;
		this.name = name;
		this.by = Entry.loadOf(name);
	}

	UndoReport run(boolean dryRun) {
		Plan plan = this.tools.writing().run((status) -> plan(dataset(), acts()));
		List<String> left = new ArrayList<>(plan.made());
		boolean isFirst = true;
		boolean hasRows = true;
		while (isFirst || !left.isEmpty() || hasRows) {
			boolean first = isFirst;
			List<String> batch = List.copyOf(left.subList(0, Math.min(room(plan, first, dryRun), left.size())));
			left.subList(0, batch.size()).clear();
			long[] removed = new long[1];
			count(this.tools.writing().run((status) -> {
				this.tools.graph().lock();
				if (!acts().equals(plan.acts())) {
					throw new ImportRefused("Another load of the data set has begun. The rest was not taken back.",
							List.of());
				}
				Comparison written = write(plan, batch, first);
				// No history keeps what a row was before.
				removed[0] = this.tools.rows().removeLoaded(this.name, plan.acts(), this.tools.most());
				if (left.isEmpty() && removed[0] < this.tools.most()) {
					LoadState state = this.tools.graph().state(this.name);
					this.tools.graph().takenBack(plan.dataset(), state.isUnfinished() ? state.lastActs() : List.of());
				}
				if (dryRun) {
					status.setRollbackOnly();
				}
				return written;
			}));
			isFirst = false;
			hasRows = !dryRun && removed[0] == this.tools.most();
		}
		Set<String> citations = new HashSet<>();
		this.retracted.forEach((id) -> citations
			.addAll((Ids.kindOf(id) == Kind.CITATION) ? Set.of(id) : plan.citing().getOrDefault(id, Set.of())));
		return new UndoReport(plan.dataset(), plan.loadedAt(),
				this.retracted.stream().filter((id) -> Ids.kindOf(id) != Kind.CITATION).count(), citations.size(),
				this.restored, List.copyOf(this.kept.values()), dryRun);
	}

	private void count(Comparison written) {
		for (Change change : written.changes()) {
			if (change.kind() == ChangeKind.RETRACTED) {
				this.retracted.add(change.id());
			}
			else {
				this.restored++;
			}
		}
		written.kept().forEach((element) -> this.kept.put(element.id(), element));
	}

	/** How many made elements fit into a batch. A dry run has one for all. */
	private int room(Plan plan, boolean first, boolean dryRun) {
		if (dryRun) {
			return Integer.MAX_VALUE;
		}
		return first ? Math.max(0, this.tools.most() - plan.before().size() - plan.citations().size())
				: this.tools.most();
	}

	private Dataset dataset() {
		return this.tools.graph()
			.datasets()
			.stream()
			.map(LoadedDataset::dataset)
			.filter((dataset) -> dataset.name().equals(this.name))
			.findFirst()
			.orElseThrow(
					() -> new ImportRefused("There is no data set with the name %s.".formatted(this.name), List.of()));
	}

	private List<String> acts() {
		LoadState state = this.tools.graph().state(this.name);
		if (state.isTaken(this.id)) {
			throw new ImportRefused("A load of the data set is running. Wait until it has ended.", List.of());
		}
		if (state.undoable().isEmpty()) {
			throw new ImportRefused("There is no load of the data set %s to take back.".formatted(this.name),
					List.of());
		}
		return state.undoable();
	}

	/**
	 * What is to be done.
	 *
	 * @param dataset the data set
	 * @param acts the acts to take back
	 * @param loadedAt when they wrote last
	 * @param before what elements were before, by id
	 * @param citations the citations that the load gave to elements that it did not make
	 * @param made the elements to retract, or to leave without citations of the load:
	 * facts first, documents last
	 * @param going those of them that are retracted
	 * @param madeCitations all citations that the load made
	 * @param citing the citations of the elements to retract
	 * @param merged the ids of merged records, each with the one that it became
	 * @param formerNames the ids of former names that go with their actors, each with the
	 * id of its actor
	 */
	private record Plan(Dataset dataset, List<String> acts, @Nullable OffsetDateTime loadedAt,
			Map<String, Content> before, Set<String> citations, List<String> made, Set<String> going,
			Set<String> madeCitations, Map<String, Set<String>> citing, Map<String, String> merged,
			Map<String, String> formerNames) {
	}

	private Plan plan(Dataset dataset, List<String> acts) {
		Map<String, String> merged = this.tools.graph().merged();
		Map<String, String> formerNames = this.tools.graph().made(this.by).formerNames();
		OffsetDateTime loadedAt = this.tools.graph().lastDone(acts).orElse(null);
		Map<String, DoneChange> done = this.tools.graph().done(acts, merged);
		Map<String, Stored> now = this.tools.store().stored(done.keySet());
		Map<String, Content> before = new TreeMap<>();
		Set<String> made = new TreeSet<>();
		Set<String> citations = new TreeSet<>();
		done.forEach((id, change) -> {
			Stored element = now.get(id);
			Content former = change.before();
			if (element == null) {
				return;
			}
			if (former == null || change.change() == ChangeKind.RESTORED) {
				if (!element.retracted()) {
					((Ids.kindOf(id) == Kind.CITATION) ? citations : made).add(id);
				}
				return;
			}
			Content content = (former.kind() == Kind.DOCUMENT) ? Form.withStoredText(former, element.content())
					: former;
			if (!element.recordedBy().equals(this.by)) {
				keep(id, element.retracted() ? Why.RETRACTED : Why.CHANGED);
			}
			else if (element.retracted() || !element.content().equals(content)) {
				before.put(id, content);
			}
		});
		removeWhatLostAnEnd(before);
		Set<String> others = new TreeSet<>(citations);
		others.removeIf((id) -> made.containsAll(supported(Objects.requireNonNull(now.get(id)))));
		Map<String, Set<String>> citing = new HashMap<>();
		this.tools.graph()
			.referring(made)
			.stream()
			.filter(TiedElement::cites)
			.forEach((tied) -> citing.computeIfAbsent(tied.element(), (none) -> new HashSet<>()).add(tied.other()));
		Plan all = new Plan(dataset, acts, loadedAt, before, others, List.copyOf(made), made, citations, citing, merged,
				formerNames);
		Comparison whole = comparison(all);
		whole.withdraw(made, leaving(all), Set.of());
		whole.kept().forEach((element) -> this.kept.put(element.id(), element));
		List<String> going = new ArrayList<>(whole.uncited());
		going.addAll(whole.withdrawn());
		return new Plan(dataset, acts, loadedAt, before, others, going, new TreeSet<>(whole.withdrawn()), citations,
				citing, merged, formerNames);
	}

	private Comparison comparison(Plan plan) {
		return new Comparison(this.tools.graph(), this.tools.store(), this.tools.clock(), this.name,
				StatedElements.of(List.of()), Map.of(), new Comparison.Earlier(false, null, plan.merged()),
				new Problems());
	}

	private static Set<String> supported(Stored citation) {
		Set<String> supported = new HashSet<>(citation.content().needed());
		supported.removeIf((id) -> citation.content()
			.bonds()
			.stream()
			.noneMatch((bond) -> bond.type().equals("SUPPORTS") && bond.other().equals(id)));
		return supported;
	}

	/** What an element referred to may be erased by now. */
	private void removeWhatLostAnEnd(Map<String, Content> before) {
		Set<String> ends = new TreeSet<>();
		before.values().forEach((content) -> content.bonds().forEach((bond) -> ends.add(bond.other())));
		ends.removeAll(this.tools.graph().stored(true).present(ends));
		before.values().removeIf((content) -> {
			boolean isIncomplete = content.bonds().stream().anyMatch((bond) -> ends.contains(bond.other()));
			if (isIncomplete) {
				keep(content.id(), Why.CHANGED);
			}
			return isIncomplete;
		});
	}

	private void keep(String id, Why why) {
		this.kept.put(id, new KeptElement(id, why, 0));
	}

	private Comparison write(Plan plan, Collection<String> made, boolean first) {
		Comparison comparison = comparison(plan);
		if (first) {
			comparison.restore(plan.before().values());
			comparison.retractAll(plan.citations());
		}
		comparison.withdraw(made, leaving(plan), Set.of());
		this.tools.rules().orderedStream().forEach((rule) -> rule.judge(comparison));
		Problems problems = comparison.problems();
		if (problems.count() > 0) {
			throw new ImportRefused("The load cannot be taken back. The first reasons are:",
					problems.first()
						.stream()
						.map((problem) -> (problem.field() + " " + problem.message()).strip())
						.toList());
		}
		comparison.write(this.tools.writer(), this.id, "undoImport");
		return comparison;
	}

	private Leaving leaving(Plan plan) {
		Set<String> gone = new HashSet<>(plan.going());
		gone.addAll(plan.citations());
		gone.removeAll(this.kept.keySet());
		Set<String> needed = new HashSet<>();
		plan.before().values().forEach((content) -> content.bonds().forEach((bond) -> needed.add(bond.other())));
		return new Leaving(plan.madeCitations(), plan.formerNames(), gone, plan.before().keySet(), needed);
	}

}
