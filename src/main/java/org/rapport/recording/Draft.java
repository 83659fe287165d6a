package org.rapport.recording;

import java.util.ArrayList;
import java.util.Collection;
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
import tools.jackson.databind.node.ObjectNode;

import org.rapport.access.Viewer;
import org.rapport.kernel.Content;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
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
 * What an act is going to do, and why it must not: collected as a whole before anything
 * is written. What of it is recorded already is {@link NamedElements}, and each form is
 * filled in by {@link FormFiller}.
 */
public final class Draft {

	static final String REASON = "reason";

	private static final int LONGEST_REASON = 2000;

	private final Viewer viewer;

	private final Input input;

	private final Lens lens;

	private final FormSchema schema;

	private final NamedElements mentioned;

	private final List<UserError> errors = new ArrayList<>();

	/** What is wrong in what something has from what it is told with. */
	private final List<UserError> elsewhere = new ArrayList<>();

	private final Map<String, Change> changes = new LinkedHashMap<>();

	/** Where in the input each added or changed element stands. */
	private final Map<String, List<String>> places = new HashMap<>();

	private final Map<String, String> newSlugs = new HashMap<>();

	private final List<Runnable> more = new ArrayList<>();

	private final Set<String> retired = new HashSet<>();

	private final Set<String> erased = new HashSet<>();

	private final Set<String> beside = new HashSet<>();

	/** The ids of what the act adds because it follows from something else. */
	private final Set<String> following = new HashSet<>();

	/** The ids of the records that are added where they are named. */
	private final Map<Map<String, @Nullable Object>, String> described = new IdentityHashMap<>();

	Draft(Viewer viewer, Input input, ElementStore store, NodeLookup lookup, FormSchema schema) {
		this.viewer = viewer;
		this.lens = Lens.of(viewer.clearance());
		this.schema = schema;
		this.input = input;
		this.mentioned = new NamedElements(input, this.lens, lookup, store);
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

	/** Through what whoever acts sees the record. */
	public Lens lens() {
		return this.lens;
	}

	/** Says why the act must not be done. */
	public void refuse(List<String> field, UserErrorCode code, String message) {
		UserError error = new UserError(field, message, code);
		if (!this.errors.contains(error)) {
			this.errors.add(error);
		}
	}

	/** Whether nothing speaks against it so far. */
	public boolean stands() {
		return this.errors.isEmpty();
	}

	/** Why it must not be done, in the order of the input. */
	List<UserError> errors() {
		return this.errors.stream().sorted(Comparator.comparing(UserError::field, this.input.order())).toList();
	}

	/** What is going to be done, in order. */
	public List<Change> changes() {
		return List.copyOf(this.changes.values());
	}

	/** What is going to be said by elements of a kind that the act adds or changes. */
	public List<Content> said(Kind kind) {
		return this.changes.values()
			.stream()
			.filter((change) -> change.kind() != ChangeKind.RETRACTED && change.after().kind() == kind)
			.map(Change::after)
			.toList();
	}

	/** What an element that the act adds or changes is going to say. */
	public Content drafted(String id) {
		return Objects.requireNonNull(this.changes.get(id)).after();
	}

	/** Whether the act adds or changes an element. */
	boolean places(String id) {
		return this.places.containsKey(id);
	}

	/** The ids of the elements of a kind that the act retracts. */
	public Set<String> retracted(Kind kind) {
		return this.changes.values()
			.stream()
			.filter((change) -> change.kind() == ChangeKind.RETRACTED && change.after().kind() == kind)
			.map(Change::id)
			.collect(Collectors.toSet());
	}

	/** Where in the input an element that the act adds or changes stands. */
	public List<String> place(String id, String... fields) {
		List<String> place = new ArrayList<>(this.places.getOrDefault(id, List.of()));
		place.addAll(List.of(fields));
		return place;
	}

	/**
	 * The id of what an input names: by id, slug or identifier, or by describing a record
	 * that is added; null if it names nothing, which is refused if it was to.
	 */
	public @Nullable String named(Input choice, Set<Kind> kinds, @Nullable Content beside) {
		Reference reference = choice.reference();
		if (reference == null) {
			for (Kind kind : kinds) {
				Input described = choice.object("new" + kind.label());
				if (described != null) {
					// What is told in one place and stands in several is one.
					String known = this.described.get(described.values());
					String id = (known != null) ? known : add(kind, described, beside);
					this.described.put(described.values(), id);
					return id;
				}
			}
			refuse(choice.path(), UserErrorCode.INVALID, "names nothing that can stand here; it must be a "
					+ kinds.stream().map(Kind::label).sorted().collect(Collectors.joining(", ")));
			return null;
		}
		String known = this.mentioned.id(reference);
		String id = (known != null) ? known : added(reference);
		if (id == null) {
			refuse(choice.path(), UserErrorCode.NOT_FOUND, "There is no such record, or none that you may see");
			return null;
		}
		Kind kind = Ids.kindOf(id);
		if (!kinds.contains(kind)) {
			refuse(choice.path(), UserErrorCode.INVALID, "It is of the type %s, and must be of one of %s"
				.formatted(kind.label(), kinds.stream().map(Kind::label).sorted().collect(Collectors.joining(", "))));
			return null;
		}
		return id;
	}

	private @Nullable String added(Reference reference) {
		if (reference.id() != null && this.changes.containsKey(reference.id())) {
			return reference.id();
		}
		return (reference.slug() != null) ? this.newSlugs.get(reference.slug()) : null;
	}

	/**
	 * Adds an element that an input describes, with its citations.
	 * @param beside the element that it is told together with, whose visibility and
	 * circle it has unless the input gives others; null if it is told by itself
	 * @return its id, also if something speaks against it
	 */
	public String add(Kind kind, Input input, @Nullable Content beside) {
		return add(kind, input, beside, input.objects("citations"));
	}

	/** The same with the citations that inputs elsewhere describe. */
	public String add(Kind kind, Input input, @Nullable Content beside, List<Input> citations) {
		String id = Ids.random(kind);
		FormFiller filling = FormFiller.anew(id, kind, input, beside)
			.with(this.schema.fields(kind), this::named)
			.inheriting();
		if (this.schema.fields(kind).contains("slug")) {
			filling.slugged();
		}
		Content content = add(id, kind, filling.form(), input, !citations.isEmpty());
		for (Input citation : citations) {
			cite(id, citation, content);
		}
		return id;
	}

	/**
	 * Adds a citation that an input describes.
	 * @param id the id of what it supports; null if that could not be found
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
	 * Adds a fact that follows from another one, whoever may see that: it is not what
	 * whoever acts says, and so not held to their clearance. For acts against which
	 * nothing speaks.
	 * @param ends the ids that its ties name, by field
	 * @param from the fact that it follows from, whose visibility and circle it has
	 * @param citations what that is written in
	 * @param note how it follows
	 * @return its id
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
		this.following.add(id);
		this.places.put(id, place.path());
		this.changes.put(id,
				new Change(ChangeKind.RECORDED, null, Form.content(id, kind, form, UnaryOperator.identity())));
	}

	/** Adds an element by its form; where it stands in the input is where errors say. */
	private Content add(String id, Kind kind, ObjectNode form, Input input, boolean cited) {
		this.places.put(id, input.path());
		Content content = checked(id, kind, form, input, cited);
		if (content.properties().get("slug") instanceof String slug && this.newSlugs.putIfAbsent(slug, id) != null) {
			refuse(input.at("slug"), UserErrorCode.NOT_AVAILABLE, "The slug \"%s\" is not available".formatted(slug));
		}
		this.changes.put(id, new Change(ChangeKind.RECORDED, null, content));
		return content;
	}

	/** What a form says, without those of its fields that are wrong. */
	private Content checked(String id, Kind kind, ObjectNode form, Input input, boolean cited) {
		ObjectNode whole = form.deepCopy();
		if (kind == Kind.CITATION) {
			whole.remove("supports");
		}
		else {
			whole.put("type", kind.label());
			whole.put("key", id);
			if (cited) {
				// Each is held to its own form.
				whole.putArray("citations").addObject().put("document", id).put("locator", "1");
			}
		}
		if (!form.has("visibility")) {
			refuse(input.at("visibility"), UserErrorCode.INVALID,
					"\"visibility\" must be said; nothing is open by default");
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
			// One fault of a field is enough to mend it, and what could not be read was
			// told.
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
		// What it has from what it is told with is said there.
		requireCleared(content, input::gives);
		return content;
	}

	/** Refuses whatever the viewer may not write, wherever it has that from. */
	void requireCleared() {
		if (stands()) {
			this.errors.addAll(this.elsewhere);
		}
		changes().stream()
			.filter((change) -> !this.following.contains(change.id()))
			.forEach((change) -> requireCleared(change.after(), (field) -> stands()));
	}

	private void requireCleared(Content content, Predicate<String> said) {
		Visibility visibility = content.visibility();
		Object circle = content.properties().get("circle");
		boolean tooHigh = visibility.compareTo(this.viewer.clearance().upTo()) > 0;
		if (tooHigh && said.test("visibility")) {
			refuse(place(content.id(), "visibility"), UserErrorCode.NOT_CLEARED,
					"You may not record what is %s".formatted(visibility));
		}
		if (!tooHigh && !this.viewer.clearance().covers(visibility, (String) circle) && said.test("circle")) {
			refuse(place(content.id(), "circle"), UserErrorCode.NOT_CLEARED, "You are not of this circle");
		}
	}

	/**
	 * Changes an element that an input describes anew: what it gives is from now on so,
	 * what it gives as null is no longer so, and the rest stays.
	 * @return the id of the element; null if there is none that the viewer may see
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
		return before.content().id();
	}

	/** Gives an element the content of a form. */
	void change(Stored before, ObjectNode form, Input input, ChangeKind kind) {
		String id = before.content().id();
		this.places.put(id, input.path());
		Content content = checked(id, before.content().kind(), form, input, true);
		if (kind != ChangeKind.CHANGED || !content.equals(before.content())) {
			this.changes.put(id, new Change(kind, before, content));
			if (content.properties().get("slug") instanceof String slug
					&& !slug.equals(before.content().properties().get("slug"))) {
				this.newSlugs.put(slug, id);
			}
		}
	}

	/**
	 * What an input names by its id, as it stands, if the viewer may see it and it is of
	 * the version that the input expects; otherwise null, and that is refused.
	 */
	public @Nullable Stored expected(Input input, Set<Kind> kinds) {
		String id = String.valueOf(input.text("id"));
		Stored before = this.mentioned.stored(id);
		if (before == null || !kinds.contains(before.content().kind())) {
			refuse(input.at("id"), UserErrorCode.NOT_FOUND, "There is no such %s, or none that you may see"
				.formatted((kinds.size() == 1) ? kinds.iterator().next().label() : "thing"));
			return null;
		}
		requireExpected(before, input);
		return before;
	}

	/** Refuses to change another version than the input expects. */
	void requireExpected(Stored before, Input input) {
		if (input.value("expectedVersion") instanceof Integer expected && expected != before.version()) {
			refuse(input.at("expectedVersion"), UserErrorCode.STALE,
					"It is at version %d by now; look at what changed, and try again with that"
						.formatted(before.version()));
		}
	}

	/**
	 * Has an element say something that follows from what it said, and is right by
	 * itself.
	 */
	public void put(Change change) {
		this.changes.put(change.after().id(), change);
	}

	/**
	 * Has something else done in the transaction of the act, after its elements are
	 * written and before they are sealed.
	 */
	public void alsoDo(Runnable more) {
		this.more.add(more);
	}

	/**
	 * Has a record stand for nothing by itself from now on, without saying that it was
	 * wrong.
	 */
	public void retire(String id) {
		this.retired.add(id);
	}

	/** Says what the act removes for good, by {@link #alsoDo}. */
	void erase(Collection<String> ids) {
		this.erased.addAll(ids);
	}

	/** The ids of what the act removes for good. */
	public Set<String> erased() {
		return Set.copyOf(this.erased);
	}

	/** Whether the act takes an element out of every answer. */
	public boolean takesAway(String id) {
		Change change = this.changes.get(id);
		return (change != null && change.kind() == ChangeKind.RETRACTED) || this.retired.contains(id)
				|| this.erased.contains(id);
	}

	/** Has what is kept beside elements sealed anew, though they are not changed. */
	public void sealBeside(Collection<String> ids) {
		this.beside.addAll(ids);
	}

	/** What is to be done beside the changes. */
	Aside aside() {
		return new Aside(Set.copyOf(this.retired), List.copyOf(this.more), Set.copyOf(this.beside));
	}

	/** Takes an element out of every answer. */
	public void retract(Stored before) {
		this.changes.put(before.content().id(), new Change(ChangeKind.RETRACTED, before, before.content()));
	}

	Map<String, String> newSlugs() {
		return Map.copyOf(this.newSlugs);
	}

}
