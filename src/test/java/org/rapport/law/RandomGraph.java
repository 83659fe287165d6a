package org.rapport.law;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Visibility;

/**
 * A small graph in the form of an interchange file.
 *
 * @param items its records and facts, each with its citations
 */
record RandomGraph(List<Item> items) {

	static final String DATASET = "law";

	private static final JsonMapper JSON = new JsonMapper();

	/** The fields that name elements without which an element cannot exist. */
	private static final Map<Kind, List<String>> ENDS = Map.ofEntries(Map.entry(Kind.ASK, List.of("document")),
			Map.entry(Kind.MILESTONE, List.of("initiative")), Map.entry(Kind.ROLE, List.of("person", "heldIn")),
			Map.entry(Kind.MEMBERSHIP, List.of("actor", "belongsTo")),
			Map.entry(Kind.PARTICIPATION, List.of("actor", "meeting")),
			Map.entry(Kind.INVOLVEMENT, List.of("actor", "subject")),
			Map.entry(Kind.ENDORSEMENT, List.of("endorser", "endorsed")),
			Map.entry(Kind.DERIVATION, List.of("later", "earlier")),
			Map.entry(Kind.SUCCESSION, List.of("later", "earlier")), Map.entry(Kind.CLAIM, List.of("about")),
			Map.entry(Kind.STATUS_CHANGE, List.of("element")), Map.entry(Kind.NAME, List.of("actor")),
			Map.entry(Kind.IDENTIFICATION, List.of("record")));

	/** Fields that name elements without which the element stays. */
	private static final Set<String> LOOSE = Set.of("partOf", "offices", "places", "presentedAt", "realisedBy",
			"representing", "onBehalfOf", "voicedIn", "promptedBy");

	/**
	 * One line of the file.
	 *
	 * @param key its key; the id, if it was read back from the graph
	 * @param kind its kind
	 * @param visibility its visibility
	 * @param circle its circle, or null
	 * @param fields its other fields, as in JSON
	 * @param citations its citations
	 */
	record Item(String key, Kind kind, Visibility visibility, String circle, Map<String, Object> fields,
			List<Cited> citations) {

		String id() {
			return this.key.startsWith(this.kind.prefix() + "_") ? this.key : Ids.derive(this.kind, DATASET, this.key);
		}

		String slug() {
			return (String) this.fields.get("slug");
		}

		String text(String field) {
			return (String) this.fields.get(field);
		}

		/** The keys that a field names. */
		List<String> keys(String field) {
			Object value = this.fields.get(field);
			if (value instanceof Collection<?> keys) {
				return keys.stream().map(String::valueOf).toList();
			}
			return (value != null) ? List.of(value.toString()) : List.of();
		}

		/** The keys of all elements that it cannot exist without. */
		List<String> ends() {
			List<String> ends = new ArrayList<>();
			ENDS.getOrDefault(this.kind, List.of()).forEach((field) -> ends.addAll(keys(field)));
			ends.addAll(keys("representing"));
			ends.addAll(keys("onBehalfOf"));
			return ends;
		}

		String citationId(Cited citation) {
			String locator = citation.locator();
			return locator.startsWith("cit_") ? locator
					: Ids.derive(Kind.CITATION, DATASET, this.key + "#" + citation.document() + "#" + locator);
		}

		Item with(Map<String, Object> others, List<Cited> otherCitations) {
			return new Item(this.key, this.kind, this.visibility, this.circle, others, otherCitations);
		}

		/** Whether everybody who sees the other also sees this, by themselves. */
		boolean isOpenTo(Item other) {
			return isOpenTo(this.visibility, this.circle, other);
		}

		private static boolean isOpenTo(Visibility visibility, String circle, Item other) {
			return visibility.compareTo(other.visibility) <= 0 && (circle == null || circle.equals(other.circle));
		}

		private boolean isCitedBy(Cited citation, Item document) {
			return isOpenTo(citation.visibility(), citation.circle(), this) && document.isOpenTo(this);
		}

		Item seenByAll() {
			return new Item(this.key, this.kind, Visibility.PUBLIC, null, this.fields, this.citations);
		}

		private String line() {
			Map<String, Object> line = new LinkedHashMap<>();
			line.put("type", this.kind.label());
			line.put("key", this.key);
			line.putAll(this.fields);
			putSeenBy(line, this.visibility, this.circle);
			if (!this.citations.isEmpty()) {
				line.put("citations", this.citations.stream().map(Cited::json).toList());
			}
			return JSON.writeValueAsString(line);
		}

	}

	/**
	 * A citation in a line.
	 *
	 * @param document the key of the source
	 * @param locator the place in the source; the id, if it was read back from the graph
	 * @param visibility its visibility
	 * @param circle its circle, or null
	 */
	record Cited(String document, String locator, Visibility visibility, String circle) {

		private Map<String, Object> json() {
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("document", this.document);
			json.put("locator", this.locator);
			putSeenBy(json, this.visibility, this.circle);
			return json;
		}

	}

	private static void putSeenBy(Map<String, Object> json, Visibility visibility, String circle) {
		if (visibility != Visibility.PUBLIC) {
			json.put("visibility", visibility.name());
		}
		if (circle != null) {
			json.put("circle", circle);
		}
	}

	/** Whether each fact has a citation that everyone sees who sees the fact. */
	boolean isCited() {
		return this.items.stream().allMatch((item) -> item.kind().isRecord() || isCited(item));
	}

	/** Whether an item has a citation that everyone sees who sees the item. */
	boolean isCited(Item item) {
		return item.citations()
			.stream()
			.anyMatch((citation) -> of(Kind.DOCUMENT).stream()
				.anyMatch((document) -> document.key().equals(citation.document())
						&& item.isCitedBy(citation, document)));
	}

	List<Item> of(Kind kind) {
		return this.items.stream().filter((item) -> item.kind() == kind).toList();
	}

	List<Item> records() {
		return this.items.stream().filter((item) -> item.kind().isRecord()).toList();
	}

	List<Item> actors() {
		return this.items.stream().filter((item) -> item.kind().isActor()).toList();
	}

	/** The ids of all elements of this kind. */
	List<String> ids(Kind kind) {
		if (kind != Kind.CITATION) {
			return of(kind).stream().map(Item::id).toList();
		}
		return this.items.stream().flatMap((item) -> item.citations().stream().map(item::citationId)).toList();
	}

	/** The graph as an interchange file. */
	InputStream file() {
		return new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
	}

	private String text() {
		return Stream.concat(
				Stream.of("{\"type\":\"Dataset\",\"format\":\"rapport-interchange/2\",\"dataset\":\"" + DATASET
						+ "\",\"title\":\"A random graph\",\"visibility\":\"PUBLIC\"}"),
				this.items.stream().map(Item::line))
			.collect(Collectors.joining("\n"));
	}

	/** The largest graph without these elements that is still a valid file. */
	RandomGraph without(Set<String> keys) {
		List<Item> left = this.items.stream().filter((item) -> !keys.contains(item.key())).toList();
		while (true) {
			List<Item> before = left;
			Set<String> there = before.stream().map(Item::key).collect(Collectors.toSet());
			Set<List<String>> present = before.stream()
				.filter((item) -> item.kind() == Kind.PARTICIPATION)
				.map((item) -> List.of(item.text("actor"), item.text("meeting")))
				.collect(Collectors.toCollection(HashSet::new));
			left = before.stream().map((item) -> trimmed(item, there, present)).filter(Objects::nonNull).toList();
			if (left.equals(before)) {
				return new RandomGraph(left);
			}
		}
	}

	private static Item trimmed(Item item, Set<String> there, Set<List<String>> present) {
		List<Cited> citations = item.citations().stream().filter((cited) -> there.contains(cited.document())).toList();
		List<String> ends = ENDS.getOrDefault(item.kind(), List.of());
		boolean whole = ends.stream().allMatch((field) -> there.containsAll(item.keys(field)));
		if (!whole || (citations.isEmpty() && !item.kind().isRecord())) {
			return null;
		}
		Map<String, Object> fields = new LinkedHashMap<>(item.fields());
		Set<String> loose = new LinkedHashSet<>(LOOSE);
		if (!ends.contains("about")) {
			loose.add("about");
		}
		for (String field : loose) {
			List<String> kept = item.keys(field)
				.stream()
				.filter(there::contains)
				.filter((key) -> !field.equals("representing") || present.contains(List.of(key, item.text("meeting"))))
				.toList();
			if (kept.isEmpty()) {
				fields.remove(field);
			}
			else {
				fields.put(field, field.equals("partOf") ? kept.get(0) : kept);
			}
		}
		return item.with(fields, citations);
	}

	RandomGraph with(Item other) {
		return new RandomGraph(
				this.items.stream().map((item) -> item.key().equals(other.key()) ? other : item).toList());
	}

	@Override
	public String toString() {
		return "\n" + text() + "\n";
	}

}
