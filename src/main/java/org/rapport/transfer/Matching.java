package org.rapport.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Entry;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Visibility;
import org.rapport.kernel.Words;
import org.rapport.recording.Form;
import org.rapport.store.ElementStore;
import org.rapport.store.Stored;
import org.rapport.transfer.ImportGraph.HiddenActor;
import org.rapport.transfer.ImportGraph.StoredIdentifier;
import org.rapport.transfer.ImportGraph.NamedActor;
import org.rapport.transfer.ImportGraph.SchemedIdentifier;
import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.mapping.MadeLine;
import org.rapport.transfer.mapping.Mapping.Match;

/**
 * Recognises actors that other data sets or curators have recorded. What the rows say is
 * then said of these actors.
 * <p>
 * Each such decision is an {@code Identification}: the record has an identifier in a
 * scheme with the name of the data set. Its citation says why. The next load follows it,
 * whatever the names are by then. If somebody retracts it, the next load makes a record
 * of its own.
 */
final class Matching {

	private static final int LONGEST_SCHEME = 40;

	private final ImportGraph graph;

	private final ElementStore store;

	private final String dataset;

	private final DatasetIds ids;

	private final Consumer<RowNote> notes;

	Matching(ImportGraph graph, ElementStore store, DatasetIds ids, Consumer<RowNote> notes) {
		this.graph = graph;
		this.store = store;
		this.dataset = ids.dataset();
		this.ids = ids;
		this.notes = notes;
	}

	/**
	 * What the rows make, once actors are recognised.
	 *
	 * @param lines the lines, without those of recognised actors
	 * @param matched the ids of recognised actors, by their keys
	 * @param known the ids of the facts that say already what lines say of recognised
	 * actors, by the keys of these lines
	 */
	record Matched(List<MadeLine> lines, Map<String, String> matched, Map<String, String> known) {
	}

	Matched match(List<MadeLine> lines) {
		Map<String, MadeLine> asked = new LinkedHashMap<>();
		lines.stream().filter((line) -> !line.matches().isEmpty()).forEach((line) -> asked.put(line.key(), line));
		if (asked.isEmpty()) {
			return new Matched(lines, Map.of(), Map.of());
		}
		Map<String, String> found = new LinkedHashMap<>();
		Set<String> decided = decided(asked.values(), found);
		Map<SchemedIdentifier, StoredIdentifier> identifiers = byIdentifier(lines, asked, decided, found);
		byName(asked, decided, found);
		List<MadeLine> left = new ArrayList<>();
		Map<String, String> known = new LinkedHashMap<>();
		for (MadeLine line : lines) {
			String fact = knownFact(line, found, identifiers);
			if (found.containsKey(line.key())) {
				left.add(decision(line));
			}
			else if (fact != null) {
				known.put(line.key(), fact);
			}
			else {
				left.add(line);
			}
		}
		return new Matched(left, found, known);
	}

	/**
	 * Follows earlier decisions. Actors that this data set made itself are not looked for
	 * again.
	 * @return the keys about which there is a decision
	 */
	private Set<String> decided(Collection<MadeLine> asked, Map<String, String> found) {
		Set<String> ids = new HashSet<>();
		asked.forEach((line) -> {
			ids.add(own(line));
			ids.add(decisionId(line, this.ids));
		});
		Map<String, Stored> stored = this.store.stored(ids);
		Set<String> decided = new HashSet<>();
		for (MadeLine line : asked) {
			Stored decision = stored.get(decisionId(line, this.ids));
			if (decision != null) {
				decided.add(line.key());
				if (!decision.retracted()) {
					found.put(line.key(), decision.content().needed().iterator().next());
				}
			}
			else if (stored.containsKey(own(line))) {
				decided.add(line.key());
			}
		}
		return decided;
	}

	private String own(MadeLine line) {
		return this.ids.of(line.kind(), line.key());
	}

	static String decisionKey(String key) {
		return "same-as/" + key;
	}

	/** The id of the fact that a line stands for a record of another data set. */
	static String decisionId(MadeLine line, DatasetIds ids) {
		return ids.of(Kind.IDENTIFICATION, decisionKey(line.key()));
	}

	private Map<SchemedIdentifier, StoredIdentifier> byIdentifier(List<MadeLine> lines, Map<String, MadeLine> asked,
			Set<String> decided, Map<String, String> found) {
		Map<SchemedIdentifier, String> keys = new LinkedHashMap<>();
		for (MadeLine line : lines) {
			String record = (line.kind() == Kind.IDENTIFICATION) ? Form.text(line.json(), "record") : null;
			if (record != null && asked.containsKey(record)) {
				keys.put(identifier(line), record);
			}
		}
		Map<SchemedIdentifier, StoredIdentifier> known = keys.isEmpty() ? Map.of()
				: this.graph.identified(keys.keySet());
		known.forEach((identifier, one) -> {
			HiddenActor actor = one.actor();
			String key = Objects.requireNonNull(keys.get(identifier));
			MadeLine line = Objects.requireNonNull(asked.get(key));
			if (line.matches().contains(Match.IDENTIFIER) && !decided.contains(key) && !found.containsKey(key)
					&& Ids.kindOf(actor.id()) == line.kind() && isSeenWith(actor, line)) {
				found.put(key, actor.id());
				tell(line, actor.id(),
						"by its identifier %s in %s".formatted(identifier.identifier(), identifier.scheme()));
			}
		});
		return known;
	}

	private static SchemedIdentifier identifier(MadeLine line) {
		return new SchemedIdentifier(Objects.toString(Form.text(line.json(), "scheme"), ""),
				Objects.toString(Form.text(line.json(), "identifier"), ""));
	}

	private void tell(MadeLine line, String id, String why) {
		this.notes.accept(new RowNote(About.MATCHED, line.place(),
				"the %s \"%s\" was recognised %s: %s".formatted(line.kind().label(), name(line), why, id)));
	}

	private static String name(MadeLine line) {
		return Objects.toString(Form.text(line.json(), "name"), "");
	}

	private void byName(Map<String, MadeLine> asked, Set<String> decided, Map<String, String> found) {
		Map<Kind, List<MadeLine>> open = asked.values()
			.stream()
			.filter((line) -> line.matches().contains(Match.NAME))
			.filter((line) -> !decided.contains(line.key()) && !found.containsKey(line.key()))
			.collect(Collectors.groupingBy(MadeLine::kind));
		open.forEach((kind, lines) -> {
			Map<String, Set<NamedActor>> byWords = new HashMap<>();
			this.graph.actors(kind, Entry.loadOf(this.dataset))
				.forEach((actor) -> actor.names()
					.forEach((name) -> byWords.computeIfAbsent(Words.of(name).text(), (none) -> new LinkedHashSet<>())
						.add(actor)));
			for (MadeLine line : lines) {
				byName(line, byWords.getOrDefault(Words.of(name(line)).text(), Set.of()), found);
			}
		});
	}

	private void byName(MadeLine line, Set<NamedActor> named, Map<String, String> found) {
		String country = Form.text(line.json(), "countryCode");
		List<NamedActor> same = named.stream()
			.filter((one) -> isSeenWith(one.actor(), line))
			.filter((one) -> country == null || one.country() == null || country.equals(one.country()))
			.toList();
		if (same.size() == 1) {
			found.put(line.key(), same.get(0).actor().id());
			tell(line, same.get(0).actor().id(), "by its name");
		}
		else if (same.size() > 1) {
			this.notes.accept(new RowNote(About.DOUBTFUL, line.place(),
					"the %s \"%s\" may be one of several with its name, so a record of its own was made: %s".formatted(
							line.kind().label(), name(line),
							same.stream().map((one) -> one.actor().id()).collect(Collectors.joining(", ")))));
		}
	}

	/**
	 * Whether everybody who may see what the row says sees the actor. Else the row would
	 * say nothing to some of them.
	 */
	private static boolean isSeenWith(HiddenActor actor, MadeLine line) {
		String visibility = Form.text(line.json(), "visibility");
		return actor.isSeenWith((visibility != null) ? Visibility.valueOf(visibility).level() : 0,
				Form.text(line.json(), "circle"));
	}

	/** The line that keeps a decision. */
	private MadeLine decision(MadeLine line) {
		ObjectNode form = JsonNodeFactory.instance.objectNode();
		String key = decisionKey(line.key());
		form.put("type", Kind.IDENTIFICATION.label());
		form.put("key", key);
		form.put("record", line.key());
		form.put("scheme", this.dataset.substring(0, Math.min(LONGEST_SCHEME, this.dataset.length())));
		form.put("identifier", line.key());
		for (String field : List.of("visibility", "circle")) {
			if (line.json().has(field)) {
				form.set(field, line.json().get(field));
			}
		}
		JsonNode citations = line.json().get("citations").deepCopy();
		for (JsonNode citation : citations) {
			ObjectNode inferred = citation.asObject();
			inferred.put("basis", "INFERRED");
			inferred.put("note", "The row's \"%s\" was recognised as this record.".formatted(name(line)));
		}
		form.set("citations", citations);
		return new MadeLine(Kind.IDENTIFICATION, key, form, Set.of(), line.place());
	}

	/**
	 * The id of the fact by which a recognised actor has the identifier that a line gives
	 * it; null if it has it not.
	 */
	private static @Nullable String knownFact(MadeLine line, Map<String, String> matched,
			Map<SchemedIdentifier, StoredIdentifier> identifiers) {
		String record = (line.kind() == Kind.IDENTIFICATION) ? Form.text(line.json(), "record") : null;
		String id = (record != null) ? matched.get(record) : null;
		StoredIdentifier known = (id != null) ? identifiers.get(identifier(line)) : null;
		return (id != null && known != null && id.equals(known.actor().id())) ? known.fact() : null;
	}

}
