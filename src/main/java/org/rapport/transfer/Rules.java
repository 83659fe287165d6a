package org.rapport.transfer;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.BadDate;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Quote;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Today;
import org.rapport.provenance.Statuses;
import org.rapport.recording.Form.Mention;
import org.rapport.recording.Form;
import org.rapport.transfer.StoredElements.Held;
import org.rapport.transfer.StoredElements.IdentifiedElement;
import org.rapport.transfer.StoredElements.StoredIdentifier;
import org.rapport.transfer.StoredElements.StoredPart;
import org.rapport.transfer.StoredElements.TookPart;

/**
 * The rules of the interchange format that the schema cannot express. They are about how
 * the lines of a file agree with each other, and with the data loaded before.
 */
final class Rules {

	private static final Set<String> PARTS = Set.of("BODY", "CHAPTER");

	private final Interchange file;

	private final StoredElements earlier;

	private final String dataset;

	private final Clock clock;

	private final Problems problems;

	/** The lines of the file, by key. */
	private final Map<String, Line> lines = new HashMap<>();

	/** The kinds of all keys that lines of the file have or refer to. */
	private final Map<String, Kind> kinds = new HashMap<>();

	private Rules(Interchange file, StoredElements earlier, Clock clock) {
		this.file = file;
		// Nothing of the data set can be found in the graph without its name.
		this.earlier = (file.dataset() != null) ? earlier : StoredElements.NOTHING;
		this.dataset = (file.dataset() != null) ? file.dataset().name() : "";
		this.clock = clock;
		this.problems = new Problems(file.problems());
	}

	/**
	 * Checks a file against all rules.
	 * @param file the file
	 * @param earlier the data in the graph
	 * @param clock decides what lies in the future
	 * @return the kind of each key that the file has or refers to
	 * @throws BadInterchange with all problems, those of single lines included
	 */
	static Map<String, Kind> check(Interchange file, StoredElements earlier, Clock clock) {
		Rules rules = new Rules(file, earlier, clock);
		rules.check();
		rules.problems.throwIfAny();
		return Map.copyOf(rules.kinds);
	}

	private void check() {
		keys();
		slugs();
		references();
		for (Line line : this.file.lines()) {
			Form.check(line.kind(), line.json())
				.forEach((finding) -> problem(line, finding.field(), finding.message()));
			citations(line);
		}
		representation();
		identifiers();
		meetingsInThemselves();
		bodiesInThemselves();
		statuses();
		meetingsMovedAhead();
		endorsements();
	}

	private void keys() {
		for (Line line : this.file.lines()) {
			if (line.key() == null) {
				continue;
			}
			Line other = this.lines.putIfAbsent(line.key(), line);
			if (other == null) {
				this.kinds.put(line.key(), line.kind());
			}
			else {
				problem(line, "key", "is already the key of line %d; give each line its own".formatted(other.number()));
			}
		}
		if (!this.earlier.hasDataset()) {
			return;
		}
		Set<String> erased = this.earlier.erased(ids());
		for (Line line : this.lines.values()) {
			if (erased.contains(id(line))) {
				problem(line, "key", "belongs to an erased element; remove this line and all references to it");
			}
		}
		Map<String, Kind> before = before(this.lines.keySet());
		for (Line line : this.lines.values()) {
			Kind kind = before.get(line.key());
			if (kind != null && kind != line.kind()) {
				problem(line, "type", "must be %s: the key was loaded before with this type, and cannot change it"
					.formatted(kind.label()));
			}
		}
	}

	/**
	 * The kinds that these keys had when the data set was loaded before. If a key had
	 * several, the one that differs from the line wins, so that the change is reported.
	 */
	private Map<String, Kind> before(Collection<String> keys) {
		Map<String, String> keysById = new HashMap<>();
		for (String key : keys) {
			for (Kind kind : Kind.CITED) {
				keysById.put(Ids.derive(kind, this.dataset, key), key);
			}
		}
		Map<String, Kind> before = new HashMap<>();
		for (String id : this.earlier.present(keysById.keySet())) {
			String key = keysById.get(id);
			Line line = this.lines.get(key);
			Kind kind = Ids.kindOf(id);
			before.merge(key, kind, (one, two) -> (line != null && one == line.kind()) ? two : one);
		}
		return before;
	}

	private void slugs() {
		Map<String, Line> bySlug = new HashMap<>();
		for (Line line : this.file.lines()) {
			String slug = line.text("slug");
			if (slug == null || !line.kind().isRecord()) {
				continue;
			}
			Line other = bySlug.putIfAbsent(slug, line);
			if (other != null) {
				problem(line, "slug", "is already the slug of line %d; choose another".formatted(other.number()));
			}
		}
		Set<String> ids = ids();
		this.earlier.idsBySlug(bySlug.keySet()).forEach((slug, id) -> {
			// A record of this file gets its slug from its own line.
			if (!ids.contains(id)) {
				problem(bySlug.get(slug), "slug",
						"\"%s\" is the slug of another record in the graph; choose another slug".formatted(slug));
			}
		});
	}

	private Set<String> ids() {
		return this.lines.values().stream().map(this::id).collect(Collectors.toSet());
	}

	private void references() {
		Set<String> elsewhere = new HashSet<>();
		forEachMention((line, mention, kinds) -> {
			if (!this.kinds.containsKey(mention.key())) {
				elsewhere.add(mention.key());
			}
		});
		if (this.earlier.hasDataset()) {
			this.kinds.putAll(before(elsewhere));
		}
		forEachMention((line, mention, kinds) -> {
			Kind kind = this.kinds.get(mention.key());
			if (kind != null && !kinds.contains(kind)) {
				problem(line, mention.field(), "\"%s\" has the type %s; allowed: %s".formatted(Quote.of(mention.key()),
						kind.label(), kinds.stream().map(Kind::label).collect(Collectors.joining(", "))));
			}
			// If a line could not be read, the key may have been on it.
			if (kind == null && this.file.complete() && this.file.dataset() != null) {
				problem(line, mention.field(),
						"no line, and nothing loaded before, has the key \"%s\"".formatted(Quote.of(mention.key())));
			}
		});
	}

	private interface MentionCheck {

		void check(Line line, Mention mention, Set<Kind> kinds);

	}

	private void forEachMention(MentionCheck check) {
		for (Line line : this.file.lines()) {
			for (Tie tie : Tie.of(line.kind())) {
				for (Mention mention : line.mentions(tie.field())) {
					check.check(line, mention, tie.kinds());
				}
			}
			int i = 0;
			for (JsonNode citation : line.citations()) {
				String document = (citation != null) ? Form.text(citation, "document") : null;
				if (document != null) {
					check.check(line, new Mention(List.of("citations", String.valueOf(i), "document"), document),
							Set.of(Kind.DOCUMENT));
				}
				i++;
			}
		}
	}

	private void citations(Line line) {
		Map<String, Integer> places = new HashMap<>();
		int i = 0;
		for (JsonNode citation : line.citations()) {
			String field = "citations[" + i + "]";
			if (citation != null) {
				Form.check(Kind.CITATION, citation)
					.forEach((finding) -> problem(line, field + "." + finding.field(), finding.message()));
				String document = Form.text(citation, "document");
				String locator = Form.text(citation, "locator");
				Integer other = (document != null && locator != null)
						? places.putIfAbsent(Line.citationKey("", document, locator), i) : null;
				if (other != null) {
					problem(line, field, "cites the same place in the same document as citations[%d]; merge the two"
						.formatted(other));
				}
			}
			i++;
		}
	}

	/** Reports represented actors that have no participation of their own. */
	private void representation() {
		Set<List<String>> tookPart = new HashSet<>();
		Map<Line, List<Mention>> represented = new LinkedHashMap<>();
		for (Line line : this.file.lines()) {
			String actor = line.text("actor");
			String meeting = line.text("meeting");
			if (line.kind() == Kind.PARTICIPATION && actor != null && meeting != null) {
				tookPart.add(List.of(actor, meeting));
				represented.put(line, line.mentions("representing"));
			}
		}
		Map<Line, List<Mention>> open = new LinkedHashMap<>();
		Set<String> meetings = new HashSet<>();
		represented.forEach((line, mentions) -> {
			String meeting = String.valueOf(line.text("meeting"));
			List<Mention> missing = mentions.stream()
				.filter((mention) -> !tookPart.contains(List.of(mention.key(), meeting)))
				.toList();
			if (!missing.isEmpty() && this.kinds.containsKey(meeting)) {
				open.put(line, missing);
				meetings.add(id(meeting));
			}
		});
		if (open.isEmpty()) {
			return;
		}
		Set<String> ids = ids();
		Set<List<String>> before = new HashSet<>();
		for (TookPart part : this.earlier.tookPart(meetings)) {
			if (!ids.contains(part.fact())) {
				before.add(List.of(part.actor(), part.meeting()));
			}
		}
		open.forEach((line, missing) -> missing.forEach((mention) -> {
			String meeting = String.valueOf(line.text("meeting"));
			boolean known = this.kinds.containsKey(mention.key());
			if (known && this.file.complete() && !before.contains(List.of(id(mention.key()), id(meeting)))) {
				problem(line, mention.field(),
						"\"%s\" has no participation of its own in \"%s\"; add one (INFERRED, if the source does not say so)"
							.formatted(mention.key(), meeting));
			}
		}));
	}

	private void identifiers() {
		Map<StoredIdentifier, Line> byIdentifier = new LinkedHashMap<>();
		for (Line line : this.file.lines()) {
			String scheme = line.text("scheme");
			String identifier = line.text("identifier");
			String thing = line.text("record");
			if (line.kind() != Kind.IDENTIFICATION || scheme == null || identifier == null || thing == null) {
				continue;
			}
			Line other = byIdentifier.putIfAbsent(new StoredIdentifier(scheme, identifier), line);
			if (other != null && !thing.equals(other.text("record"))) {
				problem(line, "identifier", "belongs to another record on line %d; an identifier has only one record"
					.formatted(other.number()));
			}
		}
		Set<String> ids = ids();
		for (IdentifiedElement before : this.earlier.identified(byIdentifier.keySet())) {
			Line line = byIdentifier.get(before.identifier());
			String thing = (line != null) ? line.text("record") : null;
			if (line == null || ids.contains(before.fact()) || thing == null || !this.kinds.containsKey(thing)) {
				continue;
			}
			if (!before.thing().equals(id(thing))) {
				problem(line, "identifier",
						"belongs to another record in the graph; an identifier has only one record");
			}
		}
	}

	private void meetingsInThemselves() {
		Map<StoredPart, Line> steps = new LinkedHashMap<>();
		for (Line line : this.file.lines()) {
			String whole = line.text("partOf");
			if (line.kind() == Kind.MEETING && line.key() != null && whole != null) {
				addStep(steps, line, line.key(), whole);
			}
		}
		circles(steps, StoredElements::meetingsAbove).forEach((line) -> problem(line, "partOf",
				"makes a cycle; a meeting cannot be a part of itself or of its own parts"));
	}

	private void bodiesInThemselves() {
		Map<StoredPart, Line> steps = new LinkedHashMap<>();
		for (Line line : this.file.lines()) {
			String part = line.text("actor");
			String whole = line.text("belongsTo");
			String kind = line.text("kind");
			if (line.kind() == Kind.MEMBERSHIP && kind != null && PARTS.contains(kind) && line.key() != null
					&& part != null && whole != null) {
				addStep(steps, line, part, whole);
			}
		}
		circles(steps, StoredElements::bodiesAbove).forEach((line) -> problem(line, "belongsTo",
				"makes a cycle; an actor cannot be a body or chapter of itself or of its bodies"));
	}

	private void addStep(Map<StoredPart, Line> steps, Line line, String part, String whole) {
		if (this.kinds.containsKey(part) && this.kinds.containsKey(whole)) {
			steps.put(new StoredPart(id(line), id(part), id(whole)), line);
		}
	}

	/** The lines whose steps are on a cycle, or on a path between two cycles. */
	private Collection<Line> circles(Map<StoredPart, Line> steps,
			BiFunction<StoredElements, Collection<String>, List<StoredPart>> above) {
		if (steps.isEmpty()) {
			return List.of();
		}
		Set<String> ids = ids();
		List<StoredPart> all = new ArrayList<>(steps.keySet());
		Set<String> wholes = steps.keySet().stream().map(StoredPart::whole).collect(Collectors.toSet());
		above.apply(this.earlier, wholes)
			.stream()
			// For elements that the file has, the file counts and not the graph.
			.filter((part) -> !ids.contains(part.owner()))
			.forEach(all::add);
		Set<StoredPart> left = withoutEnds(new HashSet<>(all), StoredPart::part, StoredPart::whole);
		left = withoutEnds(left, StoredPart::whole, StoredPart::part);
		Set<StoredPart> circles = left;
		return steps.entrySet()
			.stream()
			.filter((step) -> circles.contains(step.getKey()))
			.map(Map.Entry::getValue)
			.toList();
	}

	/** Removes every step that leads to a dead end, until none is left. */
	private static Set<StoredPart> withoutEnds(Set<StoredPart> steps, Function<StoredPart, String> from,
			Function<StoredPart, String> to) {
		Map<String, List<StoredPart>> arriving = steps.stream().collect(Collectors.groupingBy(to));
		Map<String, Integer> leaving = new HashMap<>();
		steps.forEach((step) -> leaving.merge(from.apply(step), 1, Integer::sum));
		Deque<String> ends = new ArrayDeque<>();
		arriving.keySet().stream().filter((place) -> !leaving.containsKey(place)).forEach(ends::add);
		Set<StoredPart> left = new HashSet<>(steps);
		while (!ends.isEmpty()) {
			for (StoredPart step : arriving.getOrDefault(ends.remove(), List.of())) {
				left.remove(step);
				String place = from.apply(step);
				if (leaving.merge(place, -1, Integer::sum) == 0) {
					ends.add(place);
				}
			}
		}
		return left;
	}

	/**
	 * Checks that each status fits its kind, and that only plans lie in the future.
	 * {@link Statuses} keeps the same rule for acts.
	 */
	private void statuses() {
		Map<Line, String> held = new LinkedHashMap<>();
		for (Line line : this.file.lines()) {
			String status = line.text("status");
			String of = line.text("element");
			Kind kind = (of != null) ? this.kinds.get(of) : null;
			if (line.kind() != Kind.STATUS_CHANGE || status == null) {
				continue;
			}
			if (kind != null && !Statuses.kindsOf(status).contains(kind)) {
				problem(line, "status", "is %s, which %s cannot be; only %s can".formatted(status, withArticle(kind),
						Statuses.kindsOf(status).stream().map(Rules::withArticle).collect(Collectors.joining(" or "))));
			}
			if (Statuses.isOfPlans(status)) {
				continue;
			}
			if (liesAhead(line.text("date"))) {
				problem(line, "date", "is in the future; the status cannot be %s yet".formatted(status));
			}
			else if (status.equals("HELD") && of != null && kind == Kind.MEETING) {
				held.put(line, of);
			}
		}
		Set<String> elsewhere = held.values()
			.stream()
			.filter((meeting) -> !this.lines.containsKey(meeting))
			.map(this::id)
			.collect(Collectors.toSet());
		Map<String, String> before = elsewhere.isEmpty() ? Map.of() : this.earlier.dates(elsewhere);
		held.forEach((line, meeting) -> {
			Line own = this.lines.get(meeting);
			if (liesAhead((own != null) ? own.text("date") : before.get(id(meeting)))) {
				problem(line, "status", "cannot be HELD yet: the meeting is in the future");
			}
		});
	}

	/** Checks that a meeting that was held is not moved into the future. */
	private void meetingsMovedAhead() {
		Map<String, Line> ahead = new HashMap<>();
		for (Line line : this.lines.values()) {
			if (line.kind() == Kind.MEETING && liesAhead(line.text("date"))) {
				ahead.put(id(line), line);
			}
		}
		if (ahead.isEmpty()) {
			return;
		}
		Set<String> ids = ids();
		// Only a date that the file changes can be its error.
		this.earlier.dates(ahead.keySet()).forEach((meeting, date) -> {
			Line line = ahead.get(meeting);
			if (line != null && date.equals(line.text("date"))) {
				ahead.remove(meeting);
			}
		});
		this.earlier.held(ahead.keySet())
			.stream()
			.filter((held) -> !ids.contains(held.fact()))
			.map(Held::meeting)
			.distinct()
			.forEach((meeting) -> problem(ahead.get(meeting), "date",
					"is in the future, but the meeting is recorded as HELD"));
	}

	/** Checks that neither endorsements nor withdrawals lie in the future. */
	private void endorsements() {
		for (Line line : this.file.lines()) {
			for (String date : List.of("date", "withdrawn")) {
				if (line.kind() == Kind.ENDORSEMENT && liesAhead(line.text(date))) {
					problem(line, date, "is in the future; record an endorsement or a withdrawal after it happened");
				}
			}
		}
	}

	/** Whether a date cannot have begun yet. Unreadable dates are reported elsewhere. */
	private boolean liesAhead(@Nullable String date) {
		try {
			return date != null && !date.isEmpty() && Today.isAfter(ApproximateDate.parse(date).earliest(), this.clock);
		}
		catch (BadDate ex) {
			return false;
		}
	}

	private static String withArticle(Kind kind) {
		return (("AEIOU".indexOf(kind.label().charAt(0)) >= 0) ? "an " : "a ") + kind.label();
	}

	private String id(Line line) {
		return Ids.derive(line.kind(), this.dataset, String.valueOf(line.key()));
	}

	private String id(String key) {
		Kind kind = this.kinds.get(key);
		if (kind == null) {
			throw new IllegalArgumentException("Unknown key: " + key);
		}
		return Ids.derive(kind, this.dataset, key);
	}

	private void problem(@Nullable Line line, String field, String message) {
		this.problems.add((line != null) ? line.number() : 1, field, message);
	}

}
