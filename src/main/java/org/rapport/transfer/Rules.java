package org.rapport.transfer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Quote;
import org.rapport.kernel.Tie;
import org.rapport.recording.Form.Mention;
import org.rapport.recording.Form;
import org.rapport.transfer.StoredElements.TookPart;

/**
 * The rules of the interchange format that the schema cannot express: how the lines of a
 * file agree with each other, and with what was loaded before. Rules about what lines
 * state are those of acts ({@link org.rapport.recording.Rule}).
 */
final class Rules {

	private final Interchange file;

	private final StoredElements earlier;

	private final DatasetIds ids;

	private final Problems problems;

	/** The lines of the file, by key. */
	private final Map<String, Line> lines = new HashMap<>();

	/** The kinds of all keys that lines of the file have or refer to. */
	private final Map<String, Kind> kinds = new HashMap<>();

	private Rules(Interchange file, StoredElements earlier) {
		this.file = file;
		// Nothing of the data set can be found in the graph without its name.
		this.earlier = (file.dataset() != null) ? earlier : StoredElements.NOTHING;
		this.ids = file.ids();
		this.problems = new Problems(file.problems());
	}

	/**
	 * Checks a file by itself and against the data set's earlier load.
	 * @param file the file
	 * @param earlier the data in the graph
	 */
	static Rules check(Interchange file, StoredElements earlier) {
		Rules rules = new Rules(file, earlier);
		rules.check();
		return rules;
	}

	/** All problems found, those of single lines included. */
	Problems problems() {
		return this.problems;
	}

	/**
	 * The records and facts that the lines state, with their lines. Fields and citations
	 * with problems are left out, and so are lines without a key of their own. Of a
	 * record that was merged into another one, only the citations are told.
	 */
	StatedElements contents() {
		StatedElements contents = new StatedElements(this.file.staging(), this.file.lines());
		// Only the first problems are known by their place, and no more are shown.
		if (this.file.dataset() == null || this.problems.count() > Problems.MOST) {
			return contents;
		}
		Map<Integer, Set<String>> faulty = new HashMap<>();
		this.problems.first()
			.forEach((problem) -> faulty.computeIfAbsent(problem.line(), (none) -> new HashSet<>())
				.add(problem.field().split("[.\\[]")[0]));
		for (int i = 0; i < this.file.lines().size(); i++) {
			Line line = this.file.lines().get(i);
			int place = i;
			Set<String> fields = faulty.getOrDefault(line.number(), Set.of());
			if (line.key() != null && this.lines.get(line.key()) == line && !fields.contains("")) {
				boolean isElsewhere = this.file.matched().containsKey(line.key());
				line.without(fields)
					.contents(this.ids, this.kinds, this.file.matched())
					.stream()
					.skip(isElsewhere ? 1 : 0)
					.forEach((content) -> contents.add(content, place));
			}
		}
		return contents;
	}

	private void check() {
		this.file.matched().forEach((key, id) -> this.kinds.put(key, Ids.kindOf(id)));
		keys();
		slugs();
		references();
		for (Line line : this.file.lines()) {
			Form.check(line.kind(), line.json())
				.forEach((finding) -> problem(line, finding.field(), finding.message()));
			citations(line);
		}
		representation();
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
		erased();
		Map<String, Kind> before = before(this.lines.keySet());
		for (Line line : this.lines.values()) {
			Kind kind = before.get(line.key());
			if (kind != null && kind != line.kind()) {
				problem(line, "type", "must be %s: the key was loaded before with this type, and cannot change it"
					.formatted(kind.label()));
			}
		}
	}

	/** Reports erased elements, which no file may bring back. */
	private void erased() {
		Slices.of(this.lines.values(), (lines) -> {
			Set<String> ids = new HashSet<>();
			for (Line line : lines) {
				ids.add(id(line));
				ids.addAll(citationIds(line).values());
			}
			Set<String> erased = this.earlier.erased(ids);
			for (Line line : erased.isEmpty() ? List.<Line>of() : lines) {
				reportErased(line, erased);
			}
		});
	}

	private void reportErased(Line line, Set<String> erased) {
		if (erased.contains(id(line))) {
			problem(line, "key", "belongs to an erased element; remove this line and all references to it");
			return;
		}
		citationIds(line).forEach((at, id) -> {
			if (erased.contains(id)) {
				problem(line, "citations[" + at + "]", "was erased; remove this citation");
			}
		});
	}

	/** The ids of the citations of a line, by their positions. */
	private Map<Integer, String> citationIds(Line line) {
		String key = String.valueOf(line.key());
		Map<Integer, String> ids = new TreeMap<>();
		List<@Nullable JsonNode> citations = line.citations();
		for (int i = 0; i < citations.size(); i++) {
			JsonNode citation = citations.get(i);
			String document = (citation != null) ? Form.text(citation, "document") : null;
			String locator = (citation != null) ? Form.text(citation, "locator") : null;
			if (document != null && locator != null) {
				ids.put(i, this.ids.citation(key, document, locator));
			}
		}
		return ids;
	}

	/** The kinds that these keys had when the data set was loaded before. */
	private Map<String, Kind> before(Collection<String> keys) {
		Map<String, Kind> before = new HashMap<>();
		Slices.of(keys, (those) -> {
			Map<String, String> own = new HashMap<>();
			for (String key : those) {
				Line line = this.lines.get(key);
				if (line != null) {
					own.put(this.ids.of(line.kind(), key), key);
				}
			}
			addPresent(own, before);
			// Most keys have the type that they had, so few are asked for with all types.
			Map<String, String> others = new HashMap<>();
			for (String key : those) {
				if (!before.containsKey(key)) {
					Kind.CITED.forEach((kind) -> others.put(this.ids.of(kind, key), key));
				}
			}
			addPresent(others, before);
		});
		return before;
	}

	private void addPresent(Map<String, String> keysById, Map<String, Kind> before) {
		this.earlier.present(keysById.keySet())
			.forEach((id) -> before.put(Objects.requireNonNull(keysById.get(id)), Ids.kindOf(id)));
	}

	private void slugs() {
		Map<String, Line> bySlug = new HashMap<>();
		for (Line line : this.file.lines()) {
			String slug = line.kind().isRecord() ? line.text("slug") : null;
			if (slug == null) {
				continue;
			}
			Line other = bySlug.putIfAbsent(slug, line);
			if (other != null) {
				problem(line, "slug", "is already the slug of line %d; choose another".formatted(other.number()));
			}
		}
	}

	private Set<String> ids() {
		return this.lines.values().stream().map(this::id).collect(Collectors.toCollection(HashSet::new));
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
		Set<String> meetings = new HashSet<>();
		for (Line line : this.file.lines()) {
			if (line.kind() != Kind.PARTICIPATION) {
				continue;
			}
			String actor = line.text("actor");
			String meeting = line.text("meeting");
			if (actor != null && meeting != null && !line.mentions("representing").isEmpty()) {
				represented.put(line, line.mentions("representing"));
				meetings.add(meeting);
			}
		}
		if (represented.isEmpty()) {
			return;
		}
		for (Line line : this.file.lines()) {
			if (line.kind() != Kind.PARTICIPATION) {
				continue;
			}
			String actor = line.text("actor");
			String meeting = line.text("meeting");
			if (actor != null && meeting != null && meetings.contains(meeting)) {
				tookPart.add(List.of(actor, meeting));
			}
		}
		Map<Line, List<Mention>> open = new LinkedHashMap<>();
		Set<String> openMeetings = new HashSet<>();
		represented.forEach((line, mentions) -> {
			String meeting = String.valueOf(line.text("meeting"));
			List<Mention> missing = mentions.stream()
				.filter((mention) -> !tookPart.contains(List.of(mention.key(), meeting)))
				.toList();
			if (!missing.isEmpty() && this.kinds.containsKey(meeting)) {
				open.put(line, missing);
				openMeetings.add(id(meeting));
			}
		});
		if (open.isEmpty()) {
			return;
		}
		Set<String> ids = ids();
		Set<List<String>> before = new HashSet<>();
		for (TookPart part : this.earlier.tookPart(openMeetings)) {
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

	private String id(Line line) {
		return this.ids.of(line.kind(), String.valueOf(line.key()));
	}

	private String id(String key) {
		Kind kind = this.kinds.get(key);
		if (kind == null) {
			throw new IllegalArgumentException("Unknown key: " + key);
		}
		String matched = this.file.matched().get(key);
		return (matched != null) ? matched : this.ids.of(kind, key);
	}

	private void problem(@Nullable Line line, String field, String message) {
		this.problems.add((line != null) ? line.number() : 1, field, message);
	}

}
