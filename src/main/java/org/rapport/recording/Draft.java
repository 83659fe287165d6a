package org.rapport.recording;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.access.Viewer;
import org.rapport.kernel.Content;
import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Reference;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Unread;
import org.rapport.kernel.UserError;
import org.rapport.kernel.UserErrorCode;
import org.rapport.kernel.Visibility;
import org.rapport.store.ElementStore;
import org.rapport.store.Stored;
import org.rapport.recording.ChangeWriter.Aside;

/**
 * The changes that an act is going to make, and the errors that prevent them. The draft
 * is complete before anything is written. {@link NamedElements} looks up what is recorded
 * already; {@link FormFiller} fills in the form of each element.
 */
public final class Draft implements Proposal {

	static final String REASON = "reason";

	private static final String NAME_CITATIONS = "nameCitations";

	private static final int LONGEST_REASON = 2000;

	private final Viewer viewer;

	private final Input input;

	private final Lens lens;

	private final FormSchema schema;

	private final Clock clock;

	private final ElementStore store;

	private final NamedElements mentioned;

	private final List<UserError> errors = new ArrayList<>();

	/**
	 * Errors about values that an element inherits. They are reported only if there is no
	 * other error.
	 */
	private final List<UserError> elsewhere = new ArrayList<>();

	private final List<Warning> warnings = new ArrayList<>();

	private final Map<String, Change> changes = new LinkedHashMap<>();

	/** The path in the input of each added or changed element. */
	private final Map<String, List<String>> places = new HashMap<>();

	/** The ids of new records by their slugs, so that the input can name them again. */
	private final Map<String, String> addedBySlug = new HashMap<>();

	/** The ids of new records whose slug Rapport makes. */
	private final Set<String> withMadeSlug = new HashSet<>();

	private final Map<String, String> folded = new LinkedHashMap<>();

	private final List<Runnable> more = new ArrayList<>();

	private final Set<String> retired = new HashSet<>();

	private final Set<String> erased = new HashSet<>();

	private final Set<String> beside = new HashSet<>();

	private final Set<String> documents = new HashSet<>();

	/**
	 * The ids of the elements that a rule adds. The viewer's clearance is not checked for
	 * them.
	 */
	private final Set<String> following = new HashSet<>();

	/** The elements that rules asked for. Null stands for an unknown id. */
	private final Map<String, @Nullable Stored> present = new HashMap<>();

	/** The ids of the records that, so the input says, never had their former name. */
	private final Set<String> corrected = new HashSet<>();

	/** The ids of the former names that the input cites, by record. */
	private final Map<String, String> formerNames = new HashMap<>();

	/** The ids of records that are described in the place where they are named. */
	private final Map<Map<String, @Nullable Object>, String> described = new IdentityHashMap<>();

	Draft(Viewer viewer, Input input, ElementStore store, NamedGraph named, FormSchema schema, Clock clock) {
		this.viewer = viewer;
		this.lens = Lens.of(viewer.clearance());
		this.schema = schema;
		this.clock = clock;
		this.input = input;
		this.store = store;
		this.mentioned = new NamedElements(input, this.lens, named, store);
		input.unread().forEach((path, unread) -> refuse(path, UserErrorCode.INVALID, unread.message()));
		judgeReason(input.text(REASON));
	}

	private void judgeReason(@Nullable String reason) {
		if (reason != null && reason.length() > LONGEST_REASON) {
			refuse(List.of(REASON), UserErrorCode.INVALID,
					"\"%s\" must have at most %d characters".formatted(REASON, LONGEST_REASON));
		}
		else if (reason != null) {
			Form.unfit(REASON, reason)
				.ifPresent((message) -> refuse(List.of(REASON), UserErrorCode.INVALID,
						"\"%s\" %s".formatted(REASON, message)));
		}
	}

	@Override
	public Lens lens() {
		return this.lens;
	}

	@Override
	public void refuse(List<String> field, UserErrorCode code, String message) {
		UserError error = new UserError(field, message, code);
		if (!this.errors.contains(error)) {
			this.errors.add(error);
		}
	}

	/** Whether there are no errors so far. */
	public boolean stands() {
		return this.errors.isEmpty();
	}

	/** Adds a warning. It is told if nothing refuses the act. */
	public void warn(Warning warning) {
		this.warnings.add(warning);
	}

	/** The warnings of the act itself. */
	List<Warning> warnings() {
		return List.copyOf(this.warnings);
	}

	/** Sorts warnings in the order of the input. */
	List<Warning> inOrder(List<Warning> warnings) {
		return warnings.stream().sorted(Comparator.comparing(Warning::field, this.input.order())).toList();
	}

	/** The errors, in the order of the input. */
	List<UserError> errors() {
		return this.errors.stream().sorted(Comparator.comparing(UserError::field, this.input.order())).toList();
	}

	/**
	 * The changes that the input itself asks for, without those that a rule adds.
	 */
	public List<Change> told() {
		return this.changes.values().stream().filter((change) -> !this.following.contains(change.id())).toList();
	}

	/** Whether the act adds this element. */
	public boolean isNew(String id) {
		Change change = this.changes.get(id);
		return change != null && change.before() == null;
	}

	/**
	 * Takes out each new fact that is equal to another one in every respect. Its
	 * citations go to the other one.
	 * @param result the id of the element that the act is about, which stays
	 */
	void foldTwins(@Nullable String result) {
		Map<List<Object>, String> first = new HashMap<>();
		for (Change change : changes()) {
			Content fact = change.after();
			if (isNew(fact.id()) && !fact.kind().isRecord() && fact.kind() != Kind.CITATION
					&& !fact.id().equals(result)) {
				String kept = first.putIfAbsent(List.of(fact.kind(), fact.properties(), fact.bonds()), fact.id());
				if (kept != null) {
					this.changes.remove(fact.id());
					this.folded.put(fact.id(), kept);
				}
			}
		}
		if (!this.folded.isEmpty()) {
			foldCitations();
		}
	}

	private void foldCitations() {
		Set<List<Object>> seen = new HashSet<>();
		for (Change change : changes()) {
			Content citation = change.after();
			if (isNew(citation.id()) && citation.kind() == Kind.CITATION) {
				Set<Bond> bonds = new HashSet<>();
				citation.bonds()
					.forEach((bond) -> bonds.add(new Bond(bond.type(), bond.outgoing(),
							this.folded.getOrDefault(bond.other(), bond.other()))));
				Content moved = new Content(citation.id(), citation.kind(), citation.properties(), bonds);
				if (seen.add(List.of(moved.properties(), moved.bonds()))) {
					this.changes.put(moved.id(), new Change(change.kind(), null, moved));
				}
				else {
					this.changes.remove(moved.id());
				}
			}
		}
	}

	/**
	 * The facts that the input tells twice: the id of each twin, and the one that stays.
	 */
	Map<String, String> folded() {
		return Collections.unmodifiableMap(this.folded);
	}

	/** In the order in which they were drafted. */
	@Override
	public List<Change> changes() {
		return List.copyOf(this.changes.values());
	}

	@Override
	public @Nullable Change change(String id) {
		return this.changes.get(id);
	}

	@Override
	public Clock clock() {
		return this.clock;
	}

	/** The new content of an element that the act adds or changes. */
	public Content drafted(String id) {
		return Objects.requireNonNull(this.changes.get(id)).after();
	}

	/** The content of an element after the act, whether the act touches it or not. */
	Content content(String id) {
		Change change = this.changes.get(id);
		return (change != null) ? change.after() : Objects.requireNonNull(stored(List.of(id)).get(id)).content();
	}

	/** The ids of the elements of a kind that the act retracts. */
	public Set<String> retracted(Kind kind) {
		return this.changes.values()
			.stream()
			.filter((change) -> change.kind() == ChangeKind.RETRACTED && change.after().kind() == kind)
			.map(Change::id)
			.collect(Collectors.toSet());
	}

	@Override
	public List<String> place(String id, String... fields) {
		List<String> place = new ArrayList<>(this.places.getOrDefault(id, List.of()));
		if (!this.following.contains(id)) {
			place.addAll(List.of(fields));
		}
		return place;
	}

	/**
	 * The id of the record that an input names by id, slug or identifier, or describes as
	 * a new record. If it names none, the draft gets an error and the result is null.
	 */
	public @Nullable String named(Input choice, Set<Kind> kinds, @Nullable Content beside) {
		Reference reference = choice.reference();
		if (reference == null) {
			for (Kind kind : kinds) {
				Input described = choice.object("new" + kind.label());
				if (described != null) {
					// A new record that is described once and used in several places is
					// added once.
					String known = this.described.get(described.values());
					String id = (known != null) ? known : add(kind, described, beside);
					this.described.put(described.values(), id);
					return id;
				}
			}
			refuse(choice.path(), UserErrorCode.INVALID, "Name a record of one of these types: "
					+ kinds.stream().map(Kind::label).sorted().collect(Collectors.joining(", ")));
			return null;
		}
		String known = this.mentioned.id(reference);
		String id = (known != null) ? known : added(reference);
		if (id == null) {
			refuse(choice.path(), UserErrorCode.NOT_FOUND, "The record does not exist, or you may not see it");
			return null;
		}
		Kind kind = Ids.kindOf(id);
		if (!kinds.contains(kind)) {
			refuse(choice.path(), UserErrorCode.INVALID, "The record is of the type %s; allowed types: %s"
				.formatted(kind.label(), kinds.stream().map(Kind::label).sorted().collect(Collectors.joining(", "))));
			return null;
		}
		return id;
	}

	private @Nullable String added(Reference reference) {
		if (reference.id() != null && this.changes.containsKey(reference.id())) {
			return reference.id();
		}
		return (reference.slug() != null) ? this.addedBySlug.get(reference.slug()) : null;
	}

	/**
	 * Adds an element that an input describes, with its citations.
	 * @param beside the element that it is recorded together with. The new element gets
	 * its visibility and circle, unless the input gives others. Null if there is none.
	 * @return the id of the new element, even if it has errors
	 */
	public String add(Kind kind, Input input, @Nullable Content beside) {
		return add(kind, input, beside, input.objects("citations"));
	}

	/**
	 * Adds an element with citations from another part of the input. The names and
	 * identifiers described inside a record are added with it.
	 */
	public String add(Kind kind, Input input, @Nullable Content beside, List<Input> citations) {
		String id = Ids.random(kind);
		FormFiller filling = FormFiller.anew(id, kind, input, beside)
			.with(this.schema.fields(kind), this::named)
			.inheriting();
		if (this.schema.fields(kind).contains("slug") && !filling.form().has("slug")) {
			filling.slugged();
			this.withMadeSlug.add(id);
		}
		Content content = add(id, kind, filling.form(), input, !citations.isEmpty());
		for (Input citation : citations) {
			cite(id, citation, content);
		}
		input.objects("otherNames")
			.forEach((name) -> add(Kind.NAME, name.with("actor", Map.of("id", id)), content, sources(name, citations)));
		input.objects("identifiers")
			.forEach((identifier) -> add(Kind.IDENTIFICATION, identifier.with("record", Map.of("id", id)), content,
					sources(identifier, citations)));
		return id;
	}

	/** The citations of a fact described inside a record, or else those of the record. */
	private static List<Input> sources(Input fact, List<Input> ofRecord) {
		List<Input> own = fact.objects("citations");
		return own.isEmpty() ? ofRecord : own;
	}

	/**
	 * Adds a citation that an input describes.
	 * @param id the id of the record or fact that it supports, or null if that was not
	 * found
	 */
	public String cite(@Nullable String id, Input citation, @Nullable Content beside) {
		String citationId = Ids.random(Kind.CITATION);
		ObjectNode form = FormFiller.anew(citationId, Kind.CITATION, citation, beside)
			.with(this.schema.fields(Kind.CITATION), this::named)
			.inheriting()
			.form();
		form.put("supports", Objects.requireNonNullElse(id, FormFiller.UNKNOWN));
		add(citationId, Kind.CITATION, form, citation, true);
		return citationId;
	}

	/**
	 * Adds a fact that a rule derives from another fact. The viewer did not state it, so
	 * their clearance is not checked. Call it only if the draft has no errors.
	 * @param ends the ids that its ties name, by field
	 * @param from the fact that it derives from; it gets the same visibility and circle
	 * @param citations the sources of that fact
	 * @param note how it derives from that fact
	 * @return the id of the new fact
	 */
	public String infer(Kind kind, Map<String, String> ends, Content from, Collection<Content> citations, String note) {
		Input place = new Input(Map.of(), place(from.id()));
		String id = Ids.random(kind);
		ObjectNode form = FormFiller.anew(id, kind, place, from).inheriting().form();
		ends.forEach(form::put);
		follow(id, kind, form, place);
		for (Content citation : citations) {
			ObjectNode inferred = Form.of(citation);
			inferred.put("supports", id).put("basis", "INFERRED").put("note", note);
			inferred.remove("quote");
			follow(Ids.random(Kind.CITATION), Kind.CITATION, inferred, place);
		}
		return id;
	}

	private void follow(String id, Kind kind, ObjectNode form, Input place) {
		follow(Form.content(id, kind, form, UnaryOperator.identity()), place.path());
	}

	/** Adds an element by its form. Errors point to the place of the input. */
	private Content add(String id, Kind kind, ObjectNode form, Input input, boolean cited) {
		this.places.put(id, input.path());
		Content content = checked(id, kind, form, input, cited);
		if (content.properties().get("slug") instanceof String slug) {
			this.addedBySlug.putIfAbsent(slug, id);
		}
		this.changes.put(id, new Change(ChangeKind.RECORDED, null, content));
		return content;
	}

	/** The content of a form, without the fields that have errors. */
	private Content checked(String id, Kind kind, ObjectNode form, Input input, boolean cited) {
		ObjectNode whole = form.deepCopy();
		if (kind == Kind.CITATION) {
			whole.remove("supports");
		}
		else {
			whole.put("type", kind.label());
			whole.put("key", id);
			whole.remove(Form.TEXT_DIGEST);
			if (cited) {
				// The schema demands a citation. The real ones are checked by their own
				// forms.
				whole.putArray("citations").addObject().put("document", id).put("locator", "1");
			}
		}
		if (!form.has("visibility")) {
			refuse(input.at("visibility"), UserErrorCode.INVALID, "\"visibility\" is missing; there is no default");
		}
		List<FieldFault> findings = new ArrayList<>(this.schema.check(kind.label(), whole));
		findings.addAll(Form.check(kind, form));
		ObjectNode right = form.deepCopy();
		Tie.of(kind)
			.stream()
			.map(Tie::field)
			.filter((field) -> FormFiller.UNKNOWN.equals(Form.text(form, field)))
			.forEach(right::remove);
		Set<String> told = new HashSet<>();
		for (FieldFault finding : findings) {
			String field = finding.field();
			// One error per field is enough, and an unreadable value was reported before.
			if (!told.add(field) || input.value(field) instanceof Unread) {
				continue;
			}
			List<String> at = input.at(finding.path().toArray(String[]::new));
			String message = field.isEmpty() ? "It " + finding.message() : "\"" + field + "\" " + finding.message();
			if (field.equals("circle") && !input.gives(field)) {
				this.elsewhere.add(new UserError(at, message, finding.code()));
			}
			else {
				refuse(at, finding.code(), message);
			}
			if (!finding.path().isEmpty()) {
				right.remove(finding.path().get(0));
			}
		}
		Content content = Form.content(id, kind, right, UnaryOperator.identity());
		// An inherited value is reported where it was given.
		requireCleared(content, input::gives);
		return content;
	}

	/**
	 * Adds an error for every visibility or circle that the viewer must not write,
	 * whether given or inherited.
	 */
	void requireCleared() {
		if (stands()) {
			this.errors.addAll(this.elsewhere);
		}
		changes().stream()
			.filter((change) -> change.kind() != ChangeKind.RETRACTED && !this.following.contains(change.id()))
			.forEach((change) -> requireCleared(change.after(), (field) -> stands()));
	}

	private void requireCleared(Content content, Predicate<String> said) {
		Visibility visibility = content.visibility();
		Object circle = content.properties().get("circle");
		boolean tooHigh = visibility.compareTo(this.viewer.clearance().upTo()) > 0;
		if (tooHigh && said.test("visibility")) {
			refuse(place(content.id(), "visibility"), UserErrorCode.NOT_CLEARED,
					"The visibility %s is above your clearance".formatted(visibility));
		}
		if (!tooHigh && !this.viewer.clearance().covers(visibility, (String) circle) && said.test("circle")) {
			refuse(place(content.id(), "circle"), UserErrorCode.NOT_CLEARED, "You are not a member of this circle");
		}
	}

	/**
	 * Changes an element. A field that the input gives gets that value, a field given as
	 * null is cleared, and the others stay.
	 * @return the id of the element, or null if there is none that the viewer may see
	 */
	public @Nullable String change(Kind kind, Input input) {
		Stored before = expected(input, Set.of(kind));
		if (before == null) {
			return null;
		}
		FormFiller filling = FormFiller.over(before.content(), input)
			.with(this.schema.fields(kind), this::named)
			.keeping(before.content(), this.mentioned::unseen);
		change(before, filling.form(), input, ChangeKind.CHANGED);
		if (kind.isActor()) {
			explainFormerName(before.content(), input);
		}
		return before.content().id();
	}

	/** Notes what the input says about the name that an actor loses. */
	private void explainFormerName(Content before, Input input) {
		boolean correction = Boolean.TRUE.equals(input.value("correction"));
		if (correction) {
			this.corrected.add(before.id());
		}
		List<Input> citations = input.objects(NAME_CITATIONS);
		if (citations.isEmpty()) {
			return;
		}
		Change change = this.changes.get(before.id());
		// What else is wrong with the input may hide that it renames. The citations are
		// judged all the same.
		boolean renames = (change != null && change.formerName() != null)
				|| (!this.errors.isEmpty() && input.gives("name"));
		if (correction || !renames) {
			refuse(input.at(NAME_CITATIONS), UserErrorCode.INVALID,
					"\"%s\" supports a former name, but this act keeps none; leave it out".formatted(NAME_CITATIONS));
			return;
		}
		String name = Ids.random(Kind.NAME);
		this.formerNames.put(before.id(), name);
		citations.forEach((citation) -> cite(name, citation, before));
	}

	/**
	 * Replaces the whole text of a document by the paragraphs of the input.
	 * @return the id of the document, or null if there is none that the viewer may see
	 */
	public @Nullable String changeText(Input input) {
		Stored before = expected(input, Set.of(Kind.DOCUMENT));
		if (before == null) {
			return null;
		}
		ObjectNode form = Form.of(before.content());
		form.remove(Form.TEXT_DIGEST);
		ArrayNode paragraphs = form.putArray(Form.PARAGRAPHS);
		for (Input paragraph : input.objects(Form.PARAGRAPHS)) {
			ObjectNode one = paragraphs.addObject();
			// A text that could not be read was reported.
			paragraph.values().forEach((field, value) -> one.put(field, (value instanceof String text) ? text : "?"));
		}
		String id = before.content().id();
		change(before, form, input, ChangeKind.CHANGED);
		if (this.changes.containsKey(id)) {
			alsoDo(() -> this.store.writeTexts(Map.of(id, Form.paragraphs(form))));
		}
		return id;
	}

	/** Replaces the content of an element by a form. */
	void change(Stored before, ObjectNode form, Input input, ChangeKind kind) {
		String id = before.content().id();
		this.places.put(id, input.path());
		Content content = checked(id, before.content().kind(), form, input, true);
		if (kind != ChangeKind.CHANGED || !content.equals(before.content())) {
			this.changes.put(id, new Change(kind, before, content));
		}
	}

	/**
	 * The element that an input names by id, if the viewer may see it. If not, the draft
	 * gets an error and the result is null. A wrong {@code expectedVersion} is an error
	 * too.
	 */
	public @Nullable Stored expected(Input input, Set<Kind> kinds) {
		String id = String.valueOf(input.text("id"));
		Stored before = this.mentioned.stored(id);
		if (before == null || !kinds.contains(before.content().kind())) {
			refuse(input.at("id"), UserErrorCode.NOT_FOUND, "There is no %s with this id, or you may not see it"
				.formatted((kinds.size() == 1) ? kinds.iterator().next().label() : "element"));
			return null;
		}
		requireExpected(before, input);
		return before;
	}

	/** Adds an error if the element is at another version than the input expects. */
	void requireExpected(Stored before, Input input) {
		if (input.value("expectedVersion") instanceof Integer expected && expected != before.version()) {
			refuse(input.at("expectedVersion"), UserErrorCode.STALE,
					"The element is at version %d now; look at the changes, and try again with this version"
						.formatted(before.version()));
		}
	}

	/** Adds a change that is correct by itself and needs no check. */
	public void put(Change change) {
		this.changes.put(change.after().id(), change);
	}

	/**
	 * Runs this in the transaction of the act, after its elements are written and before
	 * they are sealed.
	 */
	public void alsoDo(Runnable more) {
		this.more.add(more);
	}

	/**
	 * Takes a record out of every answer without retracting it, for example after a
	 * merge.
	 */
	public void retire(String id) {
		this.retired.add(id);
	}

	/**
	 * Notes which elements the act removes for good. The caller removes them in
	 * {@link #alsoDo}.
	 */
	void erase(Collection<String> ids) {
		this.erased.addAll(ids);
	}

	/**
	 * Notes which documents the elements that are removed cite or act upon, so that these
	 * are sealed again.
	 */
	void sealDocuments(Collection<String> ids) {
		this.documents.addAll(ids);
	}

	@Override
	public Set<String> erased() {
		return Set.copyOf(this.erased);
	}

	@Override
	public boolean takesAway(String id) {
		Change change = this.changes.get(id);
		return (change != null && change.kind() == ChangeKind.RETRACTED) || this.retired.contains(id)
				|| this.erased.contains(id);
	}

	/**
	 * Renews the seals of what is stored beside these elements, for example former slugs,
	 * though the elements do not change.
	 */
	public void sealBeside(Collection<String> ids) {
		this.beside.addAll(ids);
	}

	/** Whether Rapport makes the slug of a new record, because the input gives none. */
	boolean hasMadeSlug(String id) {
		return this.withMadeSlug.contains(id);
	}

	/** What is to be done beside the changes. */
	Aside aside() {
		return new Aside(Set.copyOf(this.retired), List.copyOf(this.more), Set.copyOf(this.beside),
				Set.copyOf(this.documents));
	}

	@Override
	public void retract(Stored before) {
		this.changes.put(before.content().id(), new Change(ChangeKind.RETRACTED, before, before.content()));
	}

	/** Retracts the element that an input names. Errors point to its id. */
	void retract(Stored before, Input input) {
		this.places.put(before.content().id(), input.at("id"));
		retract(before);
	}

	@Override
	public Map<String, Stored> stored(Collection<String> ids) {
		List<String> unread = ids.stream()
			.distinct()
			.filter((id) -> !this.present.containsKey(id) && this.mentioned.known(id) == null)
			.toList();
		Map<String, Stored> read = unread.isEmpty() ? Map.of() : this.store.stored(unread);
		unread.forEach((id) -> this.present.put(id, read.get(id)));
		Map<String, Stored> stored = new HashMap<>();
		for (String id : ids) {
			Stored named = this.mentioned.known(id);
			Stored known = (named != null) ? named : this.present.get(id);
			if (known != null) {
				stored.put(id, known);
			}
		}
		return stored;
	}

	@Override
	public void follow(Content added, List<String> place) {
		this.following.add(added.id());
		this.places.put(added.id(), place);
		this.changes.put(added.id(), new Change(ChangeKind.RECORDED, null, added));
	}

	@Override
	public boolean isCorrection(String id) {
		return this.corrected.contains(id);
	}

	@Override
	public @Nullable String formerName(String id) {
		return this.formerNames.get(id);
	}

	@Override
	public void refuseUncitedName(String id, String former) {
		refuse(place(id, NAME_CITATIONS), UserErrorCode.CITATION_NEEDED,
				("The former name \"%s\" would have no citation; give \"%s\", or \"correction\": true "
						+ "if the record never had this name")
					.formatted(former, NAME_CITATIONS));
	}

}
