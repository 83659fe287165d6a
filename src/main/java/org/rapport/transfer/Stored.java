package org.rapport.transfer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Visibility;
import tools.jackson.databind.JsonNode;

/**
 * A record, a fact or a citation as it is to stand, or stands, in the graph.
 *
 * @param id its id
 * @param kind its kind
 * @param properties its properties without id and without the record of who recorded it
 * when
 * @param bonds the relationships that it owns
 */
record Stored(String id, Kind kind, Map<String, Object> properties, Set<Bond> bonds) {

	private static final Set<String> APART = Set.of("type", "key", "citations", "visibility");

	Stored {
		properties = Map.copyOf(properties);
		bonds = Set.copyOf(bonds);
	}

	/**
	 * A relationship, seen from the element that owns it.
	 *
	 * @param type its type
	 * @param outgoing whether it leads away from the owner
	 * @param other the id at its other end
	 */
	record Bond(String type, boolean outgoing, String other) {
	}

	/** Who says what the elements behind keys are. */
	interface Keys {

		String id(String key);

	}

	/**
	 * What a valid line becomes: the element, and each of its citations.
	 * @param dataset the name of the data set
	 * @param kinds the kind behind each key
	 */
	static List<Stored> of(Line line, String dataset, Map<String, Kind> kinds) {
		Keys keys = (key) -> Ids.derive(Objects.requireNonNull(kinds.get(key)), dataset, key);
		String key = Objects.requireNonNull(line.key());
		String id = keys.id(key);
		List<Stored> stored = new ArrayList<>();
		stored.add(new Stored(id, line.kind(), properties(line), bonds(line, keys)));
		for (JsonNode citation : line.citations()) {
			stored.add(citation(Objects.requireNonNull(citation), id, key, dataset, keys));
		}
		return stored;
	}

	private static Stored citation(JsonNode citation, String supported, String key, String dataset, Keys keys) {
		String document = Objects.requireNonNull(Line.text(citation, "document"));
		String locator = Objects.requireNonNull(Line.text(citation, "locator"));
		Map<String, Object> properties = scalars(citation, Set.of("document"));
		properties.putIfAbsent("basis", "STATED");
		return new Stored(Ids.derive(Kind.CITATION, dataset, Line.citationKey(key, document, locator)), Kind.CITATION,
				properties, Set.of(new Bond("SUPPORTS", true, supported), new Bond("FROM", true, keys.id(document))));
	}

	private static Set<Bond> bonds(Line line, Keys keys) {
		Set<Bond> bonds = new HashSet<>();
		for (Tie tie : Tie.of(line.kind())) {
			line.mentions(tie.field())
				.forEach((mention) -> bonds.add(new Bond(tie.type(), tie.outgoing(), keys.id(mention.key()))));
		}
		return bonds;
	}

	private static Map<String, Object> properties(Line line) {
		Set<String> ties = new HashSet<>();
		Tie.of(line.kind()).forEach((tie) -> ties.add(tie.field()));
		Map<String, Object> properties = scalars(line.json(), ties);
		switch (line.kind()) {
			case MEETING -> properties.putIfAbsent("multiplicity", "ONE");
			case PARTICIPATION -> properties.putIfAbsent("role", "PARTICIPANT");
			default -> {
			}
		}
		switch (line.kind().time()) {
			case EVENT, TEXT, PLAN -> {
				putEvent(properties, "date", line.text("date"));
				if (line.text("withdrawn") != null) {
					putEvent(properties, "withdrawn", line.text("withdrawn"));
				}
			}
			case STATE -> {
				putBounds(properties, "from", line.text("from"));
				putBounds(properties, "to", line.text("to"));
			}
			case NONE -> {
			}
		}
		return properties;
	}

	private static Map<String, Object> scalars(JsonNode object, Set<String> ties) {
		Map<String, Object> properties = new HashMap<>();
		for (Map.Entry<String, JsonNode> property : object.properties()) {
			String name = property.getKey();
			if (!APART.contains(name) && !ties.contains(name)) {
				properties.put(name, scalar(name, property.getValue()));
			}
		}
		String visibility = Line.text(object, "visibility");
		Visibility level = (visibility != null) ? Visibility.valueOf(visibility) : Visibility.PUBLIC;
		properties.put("visibility", (long) level.level());
		return properties;
	}

	private static Object scalar(String name, JsonNode value) {
		if (value.isString()) {
			return value.stringValue();
		}
		// JSON Schema takes 1.0 for a whole number too.
		if (name.equals("position")) {
			return (long) value.doubleValue();
		}
		if (value.isIntegralNumber() && value.canConvertToLong()) {
			return value.longValue();
		}
		return value.doubleValue();
	}

	private static void putEvent(Map<String, Object> properties, String name, @Nullable String text) {
		ApproximateDate date = putBounds(properties, name, text);
		LocalDate begunBy = (date != null) ? date.begunBy() : ApproximateDate.UNBOUNDED_FUTURE;
		properties.put(name + "BegunBy", begunBy);
	}

	private static @Nullable ApproximateDate putBounds(Map<String, Object> properties, String name,
			@Nullable String text) {
		ApproximateDate date = (text != null) ? ApproximateDate.parse(text) : null;
		properties.put(name + "Earliest", (date != null) ? date.earliest() : ApproximateDate.UNBOUNDED_PAST);
		properties.put(name + "Latest", (date != null) ? date.latest() : ApproximateDate.UNBOUNDED_FUTURE);
		return date;
	}

}
