package org.rapport.transfer;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Content;
import org.rapport.kernel.Entry;
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
import org.rapport.recording.Slugs;
import org.rapport.store.ElementStore;
import org.rapport.store.Stored;
import org.rapport.transfer.ImportGraph.TiedElement;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.KeptElement.Why;
import org.rapport.transfer.Withdrawal.Leaving;

/**
 * Compares elements that a file states with the graph as it is. The differences are the
 * changes that a load proposes. A load compares the whole file before it writes anything,
 * and each batch again when it writes it.
 */
final class Comparison implements Proposal {

	private static final String SLUG = "slug";

	private final ImportGraph graph;

	private final ElementStore store;

	private final Clock clock;

	private final OffsetDateTime at;

	private final String by;

	private final Problems problems;

	private final StatedElements wanted;

	/**
	 * The places of the wanted elements that are new, if they are very many. Their
	 * changes are made whenever somebody asks for them.
	 */
	private final BitSet added = new BitSet();

	/** The slugs of those of them whose lines give none, which take long to make. */
	private final @Nullable String[] slugs;

	/** The line of each element that the whole file states. */
	private final Map<String, Line> lines;

	private final Map<String, Change> changes = new LinkedHashMap<>();

	/** The line of each citation that a line does not have any more. */
	private final Map<String, Line> looseCitations = new HashMap<>();

	/** The elements that lose a citation that their line does not have any more. */
	private final Set<String> losing = new TreeSet<>();

	/** The place of each element that follows from lines of the file. */
	private final Map<String, List<String>> followed = new HashMap<>();

	/** The elements that were read. Null stands for an unknown id. */
	private final Map<String, @Nullable Stored> present = new HashMap<>();

	/** The elements that stay as they are although the file says something else. */
	private final Map<String, KeptElement> kept = new LinkedHashMap<>();

	/** The elements that more viewers would see, although the file does not say so. */
	private final List<Change> widened = new ArrayList<>();

	private final Earlier earlier;

	/** The elements that are retracted because the data set does not state them. */
	private final Set<String> withdrawn = new LinkedHashSet<>();

	/** The elements that lose the citations of the data set for the same reason. */
	private final Set<String> uncited = new TreeSet<>();

	/** The texts to write, by the ids of their documents. */
	private final Map<String, List<Paragraph>> texts = new HashMap<>();

	/**
	 * Compares elements with the graph.
	 * @param dataset the name of the data set
	 * @param wanted the elements to compare: all of the file, or those of a batch
	 * @param lines the line of each element that the whole file states
	 * @param earlier what earlier loads left
	 * @param problems collects the errors
	 */
	Comparison(ImportGraph graph, ElementStore store, Clock clock, String dataset, StatedElements wanted,
			Map<String, Line> lines, Earlier earlier, Problems problems) {
		this.graph = graph;
		this.store = store;
		this.clock = clock;
		this.at = OffsetDateTime.now(clock).withOffsetSameInstant(ZoneOffset.UTC);
		this.by = Entry.loadOf(dataset);
		this.wanted = wanted;
		this.slugs = new String[wanted.areHeld() ? 0 : wanted.size()];
		this.lines = lines;
		this.earlier = earlier;
		this.problems = problems;
		compare();
		if (earlier.again()) {
			retractLooseCitations();
		}
	}

	/**
	 * What earlier loads left.
	 *
	 * @param again whether the elements can have citations that their lines do not have
	 * any more
	 * @param told the ids of the citations that are loose if their lines do not have them
	 * any more; null if all of the data set are
	 * @param merged the ids of merged records, each with the one that it became
	 */
	record Earlier(boolean again, @Nullable Set<String> told, Map<String, String> merged) {

		boolean isTold(String citation) {
			return this.told == null || this.told.contains(citation);
		}

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
		return this.clock;
	}

	@Override
	public List<Change> changes() {
		return changes((kind) -> true);
	}

	@Override
	public List<Change> changes(Predicate<Kind> kinds) {
		List<Change> others = this.changes.values()
			.stream()
			.filter((change) -> kinds.test(change.after().kind()))
			.toList();
		return this.added.isEmpty() ? others : Picked.concat(new Picked<>(addedOf(kinds), this::addition), others);
	}

	@Override
	public List<Change> changesOfRecorded() {
		return this.changes.values().stream().filter((change) -> change.before() != null).toList();
	}

	@Override
	public List<Content> said(Kind kind) {
		List<Content> others = this.changes.values()
			.stream()
			.filter((change) -> change.kind() != ChangeKind.RETRACTED && change.after().kind() == kind)
			.map(Change::after)
			.toList();
		return this.added.isEmpty() ? others
				: Picked.concat(new Picked<>(addedOf(kind::equals), (place) -> addition(place).after()), others);
	}

	/** The places of the new elements of some kinds. */
	private int[] addedOf(Predicate<Kind> kinds) {
		return this.added.stream().filter((place) -> kinds.test(this.wanted.kind(place))).toArray();
	}

	@Override
	public @Nullable Change change(String id) {
		Change change = this.changes.get(id);
		if (change != null || this.added.isEmpty()) {
			return change;
		}
		int place = this.wanted.place(id);
		return (place >= 0 && this.added.get(place)) ? addition(place) : null;
	}

	@Override
	public boolean adds(String id) {
		Change change = this.changes.get(id);
		return (change != null) ? change.before() == null : isAmongAdded(id);
	}

	private boolean isAmongAdded(String id) {
		int place = this.added.isEmpty() ? -1 : this.wanted.place(id);
		return place >= 0 && this.added.get(place);
	}

	private Change addition(int place) {
		Content element = this.wanted.get(place);
		String slug = this.slugs[place];
		return new Change(ChangeKind.RECORDED, null, (slug != null) ? withSlug(element, slug) : element);
	}

	/** Whether nothing changes. */
	boolean isEmpty() {
		return this.added.isEmpty() && this.changes.isEmpty();
	}

	/** The compared elements. */
	StatedElements wanted() {
		return this.wanted;
	}

	/** The line of each element that the whole file states. */
	Map<String, Line> lines() {
		return this.lines;
	}

	/** The elements that lose a citation that their line does not have any more. */
	Set<String> losing() {
		return this.losing;
	}

	/** The number of the line, followed by the fields. */
	@Override
	public List<String> place(String id, String... fields) {
		List<String> followed = this.followed.get(id);
		if (followed != null) {
			return followed;
		}
		List<String> place = new ArrayList<>();
		Line line = line(id);
		place.add(String.valueOf((line != null) ? line.number() : 1));
		place.addAll(List.of(fields));
		return place;
	}

	private @Nullable Line line(String id) {
		Line line = this.lines.get(id);
		return (line != null) ? line : this.looseCitations.get(id);
	}

	@Override
	public void refuse(List<String> place, UserErrorCode code, String message) {
		this.problems.add(Integer.parseInt(place.get(0)), String.join(".", place.subList(1, place.size())), message);
	}

	/**
	 * Writes the changes, in the transaction of the caller.
	 * @param load the id of the load, which is that of all its batches
	 */
	void write(ChangeWriter writer, String load) {
		write(writer, load, "import");
	}

	/**
	 * Writes the changes, in the transaction of the caller.
	 * @param act the id of the act
	 * @param name its name in the history
	 */
	void write(ChangeWriter writer, String act, String name) {
		writer.write(changes(),
				new Aside(Set.of(), List.of(() -> this.store.writeTexts(this.texts)), Set.of(), Set.of()),
				new Reported(act, name, null, this.at, this.by));
	}

	private void add(ChangeKind kind, @Nullable Stored before, Content after) {
		int place = this.added.isEmpty() ? -1 : this.wanted.place(after.id());
		if (place >= 0) {
			this.added.clear(place);
		}
		this.changes.put(after.id(), new Change(kind, before, after));
	}

	private void compare() {
		Map<String, Content> differing = new LinkedHashMap<>();
		int[] next = new int[1];
		Slices.of(this.wanted, (slice) -> {
			List<String> ids = slice.stream().map(Content::id).toList();
			// Of very many elements, only those that differ are kept.
			Map<String, Stored> present = this.wanted.areHeld() ? stored(ids) : this.store.stored(ids);
			for (Content wanted : slice) {
				int place = next[0]++;
				Stored now = present.get(wanted.id());
				Content element = withSlug(withText(wanted, now), now);
				if (now == null && !this.wanted.areHeld()) {
					this.added.set(place);
					if (!wanted.properties().containsKey(SLUG)
							&& element.properties().get(SLUG) instanceof String slug) {
						this.slugs[place] = slug;
					}
				}
				else if (now == null) {
					add(ChangeKind.RECORDED, null, element);
				}
				else if (now.retracted() || !now.content().equals(element)) {
					differing.put(wanted.id(), element);
					this.present.put(wanted.id(), now);
				}
			}
		});
		Set<String> changed = changedByOthers(differing.keySet());
		differing.forEach((id, element) -> {
			Stored now = Objects.requireNonNull(this.present.get(id));
			boolean own = now.recordedBy().equals(this.by);
			if (changed.contains(id) || (now.retracted() && !own)) {
				keep(id, now.retracted() ? Why.RETRACTED : Why.CHANGED);
				this.texts.remove(id);
			}
			else {
				add(now.retracted() ? ChangeKind.RESTORED : ChangeKind.CHANGED, now, element);
				Line line = this.lines.get(id);
				if (line != null && Widening.isUnsaid(now.content(), element, line.said(element))) {
					this.widened.add(Objects.requireNonNull(this.changes.get(id)));
				}
			}
		});
	}

	/** The elements that more viewers would see, although the file does not say so. */
	List<Change> widened() {
		return this.widened;
	}

	/**
	 * Those of these live elements that are not as the data set left them, because others
	 * changed them. What only follows from a merge is no change.
	 */
	private Set<String> changedByOthers(Collection<String> ids) {
		Map<String, Stored> touched = new LinkedHashMap<>(stored(ids));
		touched.values().removeIf((now) -> now.retracted() || now.recordedBy().equals(this.by));
		Set<String> changed = new TreeSet<>(touched.keySet());
		if (!touched.isEmpty()) {
			this.graph.lastSaid(touched.keySet(), this.by, this.earlier.merged()).forEach((id, said) -> {
				if (said.equals(Objects.requireNonNull(touched.get(id)).content())) {
					changed.remove(id);
				}
			});
		}
		return changed;
	}

	private void keep(String id, Why why) {
		Line line = line(id);
		this.kept.put(id, new KeptElement(id, why, (line != null) ? line.number() : 0));
	}

	/** The elements that stay as they are although the file says something else. */
	Collection<KeptElement> kept() {
		return this.kept.values();
	}

	/**
	 * The elements that are retracted because the data set does not state them any more:
	 * facts first, documents last.
	 */
	List<String> withdrawn() {
		return inOrder(this.withdrawn);
	}

	/** These elements in an order in which they can be retracted. */
	static List<String> inOrder(Collection<String> ids) {
		return ids.stream()
			.sorted(Comparator.comparing((String id) -> Ids.kindOf(id).isRecord())
				.thenComparing((id) -> Ids.kindOf(id) == Kind.DOCUMENT))
			.toList();
	}

	/** The citations that lines do not have any more. */
	Set<String> looseCitations() {
		return this.looseCitations.keySet();
	}

	/** The elements that lose the citations of the data set, and stay. */
	Set<String> uncited() {
		return this.uncited;
	}

	/**
	 * Retracts elements if they can go.
	 * @param ids the ids of live records and facts
	 * @param leaving what is known beside the graph
	 * @param represented the attendees that the file says are represented
	 */
	void withdraw(Collection<String> ids, Leaving leaving, Set<Attendee> represented) {
		Map<String, Stored> candidates = new TreeMap<>(stored(ids));
		candidates.values().removeIf(Stored::retracted);
		changedByOthers(candidates.keySet()).forEach((id) -> {
			candidates.remove(id);
			keep(id, Why.CHANGED);
		});
		if (candidates.isEmpty()) {
			return;
		}
		List<TiedElement> referring = new ArrayList<>(this.graph.referring(candidates.keySet()));
		Set<String> needed = new HashSet<>(leaving.needed());
		addRepresentations(candidates.values(), represented, referring, needed);
		Map<String, Stored> citations = stored(
				referring.stream().map(TiedElement::other).filter((id) -> Ids.kindOf(id) == Kind.CITATION).toList());
		Set<String> ownCitations = new HashSet<>(leaving.ownCitations());
		ownCitations.removeAll(changedByOthers(citations.keySet()));
		citations.forEach((id, citation) -> {
			if (citation.recordedBy().equals(this.by) && this.earlier.isTold(id)) {
				ownCitations.add(id);
			}
		});
		Set<String> gone = new HashSet<>(leaving.gone());
		gone.removeAll(Set.copyOf(ids));
		Withdrawal withdrawal = Withdrawal.of(candidates, referring, citations,
				new Leaving(ownCitations, leaving.formerNames(), gone, leaving.moved(), needed));
		withdrawal.kept().forEach(this::keep);
		withdrawal.retracted().forEach((id) -> {
			this.withdrawn.add(id);
			retract(Objects.requireNonNull(candidates.get(id)));
		});
		for (TiedElement tied : referring) {
			Stored citation = citations.get(tied.other());
			if (citation != null && tied.cites() && withdrawal.uncited().contains(tied.element())
					&& ownCitations.contains(tied.other())) {
				this.uncited.add(tied.element());
				retract(citation);
			}
		}
	}

	/** Gives elements an earlier content again. */
	void restore(Collection<Content> contents) {
		Map<String, Stored> present = stored(contents.stream().map(Content::id).toList());
		contents
			.forEach((content) -> add(ChangeKind.RESTORED, Objects.requireNonNull(present.get(content.id())), content));
	}

	/** Retracts elements, whatever refers to them. */
	void retractAll(Collection<String> ids) {
		stored(ids).values().stream().filter((element) -> !element.retracted()).forEach(this::retract);
	}

	/** A participation stays while another one represents its actor. */
	private void addRepresentations(Collection<Stored> candidates, Set<Attendee> represented,
			List<TiedElement> referring, Set<String> needed) {
		Map<Attendee, String> attendees = new LinkedHashMap<>();
		candidates.forEach((element) -> Attendee.takingPartBy(element.content())
			.forEach((attendee) -> attendees.put(attendee, element.content().id())));
		attendees.forEach((attendee, id) -> {
			if (represented.contains(attendee)) {
				needed.add(id);
			}
		});
		this.graph.representing(attendees.keySet())
			.forEach((attendee, facts) -> facts.forEach((fact) -> referring
				.add(new TiedElement(Objects.requireNonNull(attendees.get(attendee)), fact, Set.of(), false))));
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
		// A comparison of very many elements is not written, but its batches are.
		boolean isNew = before == null || !Form.withStoredText(element, before.content()).equals(element);
		if (isNew && this.wanted.areHeld()) {
			this.texts.put(element.id(), Form.paragraphs(line.json()));
		}
		return element;
	}

	/** A line that gives no slug leaves the slug as it is, or has one made. */
	private static Content withSlug(Content element, @Nullable Stored before) {
		if (!element.kind().isRecord() || element.properties().containsKey(SLUG)) {
			return element;
		}
		Object slug = (before != null) ? before.content().properties().get(SLUG) : null;
		return withSlug(element, (slug != null) ? slug : Slugs.of(element.id(), element.properties()::get));
	}

	private static Content withSlug(Content element, Object slug) {
		Map<String, Object> properties = new HashMap<>(element.properties());
		properties.put(SLUG, slug);
		return new Content(element.id(), element.kind(), properties, element.bonds());
	}

	/**
	 * Retracts citations that were imported for a line before and that the line does not
	 * have any more.
	 */
	private void retractLooseCitations() {
		Slices.of(this.wanted.ids(), (ids) -> retractLooseCitations(
				ids.stream().filter((id) -> Ids.kindOf(id) != Kind.CITATION).collect(Collectors.toSet())));
	}

	private void retractLooseCitations(Set<String> cited) {
		Set<String> loose = new HashSet<>(this.graph.citations(cited, this.by));
		loose.removeAll(this.lines.keySet());
		loose.removeIf((citation) -> !this.earlier.isTold(citation));
		stored(loose).values().stream().filter((citation) -> !citation.retracted()).forEach((citation) -> {
			citation.content().needed().stream().filter(this.lines::containsKey).forEach((id) -> {
				this.looseCitations.put(citation.content().id(), this.lines.get(id));
				if (this.wanted.place(id) >= 0) {
					this.losing.add(id);
				}
			});
			retract(citation);
		});
	}

	@Override
	public Map<String, Stored> stored(Collection<String> ids) {
		List<String> unread = ids.stream()
			.distinct()
			.filter((id) -> !this.present.containsKey(id) && !isAmongAdded(id))
			.toList();
		Map<String, Stored> read = unread.isEmpty() ? Map.of() : this.store.stored(unread);
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

	@Override
	public boolean takesAway(String id) {
		Change change = this.changes.get(id);
		return change != null && change.kind() == ChangeKind.RETRACTED;
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
		Line line = line(id);
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

	/**
	 * Refuses what somebody took away after the whole file was checked: an end of a new
	 * relationship, an element that was erased, or the participation of an actor that is
	 * represented.
	 * @param inFile the attendees that lines of the file state
	 */
	void refuseWhatWasTakenAway(Set<Attendee> inFile) {
		Map<String, String> ends = new LinkedHashMap<>();
		Map<Attendee, String> attendees = new LinkedHashMap<>();
		Set<String> added = new TreeSet<>();
		for (Change change : this.changes.values()) {
			if (change.kind() == ChangeKind.RETRACTED) {
				continue;
			}
			if (change.before() == null) {
				added.add(change.id());
			}
			change.after().bonds().forEach((bond) -> ends.put(bond.other(), change.id()));
			Attendee.representedBy(change.after()).forEach((attendee) -> attendees.put(attendee, change.id()));
		}
		StoredElements now = this.graph.stored(true);
		ends.keySet().removeIf(this.changes::containsKey);
		ends.keySet().removeAll(now.present(ends.keySet()));
		ends.forEach((end, id) -> refuse(place(id), UserErrorCode.CONFLICT,
				"refers to a %s that was erased during the load".formatted(Ids.kindOf(end).label())));
		now.erased(added)
			.forEach((id) -> refuse(place(id), UserErrorCode.CONFLICT,
					"states a %s that was erased during the load".formatted(Ids.kindOf(id).label())));
		attendees.keySet().removeAll(inFile);
		attendees.keySet().removeAll(this.graph.takingPart(attendees.keySet()));
		attendees.forEach((attendee, id) -> refuse(place(id, "representing"), UserErrorCode.CONFLICT,
				"a represented actor does not take part any more"));
	}

	/** The counts of the elements by kind, as they are once the changes are written. */
	Map<Kind, ImportCounts> counts() {
		Map<Kind, ImportCounts> counts = new EnumMap<>(Kind.class);
		for (int place = 0; place < this.wanted.size(); place++) {
			count(counts, this.wanted.kind(place),
					this.added.get(place) ? new ImportCounts(1, 0, 0, 0) : new ImportCounts(0, 0, 1, 0));
		}
		for (Change change : this.changes.values()) {
			Kind kind = change.after().kind();
			switch (change.kind()) {
				case RECORDED ->
					count(counts, kind, new ImportCounts(1, 0, (this.wanted.place(change.id()) >= 0) ? -1 : 0, 0));
				case RETRACTED -> count(counts, kind, new ImportCounts(0, 0, 0, 1));
				default -> count(counts, kind, new ImportCounts(0, 1, -1, 0));
			}
		}
		return counts;
	}

	private static void count(Map<Kind, ImportCounts> counts, Kind kind, ImportCounts more) {
		counts.merge(kind, more, ImportCounts::plus);
	}

}
