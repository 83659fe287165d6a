package org.rapport.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;
import org.neo4j.driver.types.Node;

import org.rapport.graph.Graph;
import org.rapport.graph.Rows;
import org.rapport.graph.Statement;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.BadDate;
import org.rapport.kernel.DateDisplay;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.springframework.stereotype.Component;

/**
 * Writes the line that tells a record apart from others with the same name: what it is
 * and of what, when, and where. It is made only from what the lens shows.
 */
@Component
class ContextGraph {

	// Of several, the latest fact says most; names and ids decide between equal ones.
	private static final Statement CONTEXTS = Statement.of("search.contexts",
			"""
					UNWIND $ids::LIST<STRING> AS id
					MATCH (f:Record {id: id})
					WHERE {{f}}
					RETURN f,
					  COLLECT { MATCH (f)-[:HOLDS]->(role:Role)-[:IN]->(b:Record) WHERE f:Person AND {{role:Role f b}}
					    RETURN {title: role.title, name: b.name, startDate: role.startDate, endDate: role.endDate}
					    ORDER BY role.endDateLatest DESC, role.startDateEarliest DESC, b.lensSortKey, role.id LIMIT 1 } AS roles,
					  COLLECT { MATCH (f)-[:HAS]->(member:Membership)-[:IN]->(b:Record) WHERE {{member:Membership f b}}
					    RETURN {kind: member.kind, name: b.name}
					    ORDER BY member.kind = 'MEMBER', member.endDateLatest DESC, member.startDateEarliest DESC, b.lensSortKey, member.id
					    LIMIT 1 } AS wholes,
					  COLLECT { MATCH (f)-[:HELD_IN|HAS_OFFICE_IN]->(place:Place) WHERE {{place}}
					    RETURN place.name ORDER BY place.lensSortKey, place.id } AS places,
					  COLLECT { MATCH (a:Actor)-[:HAS]->(part:Involvement)-[:IN]->(f) WHERE (f:Document OR f:Initiative OR f:Meeting)
					      AND part.kind IN ['ISSUED', 'PUBLISHED', 'LEADS', 'HOSTED'] AND {{part:Involvement a f}}
					    RETURN a.name ORDER BY a.lensSortKey, a.id LIMIT 1 } AS actors,
					  COLLECT { MATCH (f)-[:STEP_OF]->(initiative:Initiative) WHERE {{initiative}} RETURN initiative.title } AS initiatives,
					  COLLECT { MATCH (f)<-[:ASKS]-(document:Document) WHERE {{document}}
					    RETURN {name: document.title, date: document.date} } AS documents""");

	/** Kinds that say nothing about a record. */
	private static final Set<String> SILENT = Set.of("OTHER", "UNKNOWN");

	/** The most characters of one part of the line. */
	private static final int LONGEST_PART = 80;

	private static final DateDisplay DATES = DateDisplay.in("en");

	private final Graph graph;

	ContextGraph(Graph graph) {
		this.graph = graph;
	}

	/**
	 * The lines of these records, by id. A record about which nothing is known has none.
	 */
	Map<String, String> contexts(Lens lens, Collection<String> ids) {
		Map<String, String> contexts = new HashMap<>();
		this.graph.read(CONTEXTS, lens, Map.of("ids", List.copyOf(ids)), (row) -> {
			Node node = row.get("f").asNode();
			String line = line(Rows.kind(node), node, row);
			if (!line.isEmpty()) {
				contexts.put(node.get("id").asString(), line);
			}
			return row;
		});
		return contexts;
	}

	private static String line(Kind kind, Node node, Record row) {
		List<@Nullable String> parts = new ArrayList<>();
		switch (kind) {
			case PERSON -> {
				List<Value> roles = row.get("roles").asList((role) -> role);
				for (Value role : roles) {
					parts.add(Rows.text(role, "title"));
					parts.add(role.get("name").asString());
					parts.add(term(role));
				}
				parts.add(roles.isEmpty() ? whole(row) : null);
			}
			case ORGANISATION, GOVERNMENT, POST -> {
				parts.add(words(node));
				parts.add(whole(row));
				parts.add(places(row));
				parts.add(Rows.text(node, "countryCode"));
			}
			case MEETING -> {
				parts.add(words(node));
				parts.add(date(node));
				parts.add(places(row));
				parts.add(first(row, "actors"));
			}
			case DOCUMENT, INITIATIVE -> {
				parts.add(words(node));
				parts.add(first(row, "actors"));
				parts.add(date(node));
			}
			case MILESTONE -> {
				parts.add(words(node));
				parts.add(first(row, "initiatives"));
				parts.add(date(node));
			}
			case ASK -> row.get("documents").asList((document) -> document).forEach((document) -> {
				parts.add(document.get("name").asString());
				parts.add(date(document));
			});
			default -> parts.add(Rows.text(node, "countryCode"));
		}
		StringJoiner line = new StringJoiner(" · ");
		for (@Nullable
		String part : parts) {
			if (part != null) {
				line.add(cut(part));
			}
		}
		String known = (line.length() == 0) ? cut(node.get("description").asString(type(kind, node))) : line.toString();
		return known.isEmpty() ? known : known.substring(0, 1).toUpperCase(Locale.ROOT) + known.substring(1);
	}

	/** When a role was held; null if that is not known or cannot be said in few words. */
	private static @Nullable String term(Value role) {
		String start = Rows.text(role, "startDate");
		String end = Rows.text(role, "endDate");
		if (start == null && end == null) {
			return null;
		}
		try {
			return DATES.of(ApproximateDate
				.parse(Objects.requireNonNullElse(start, "..") + "/" + Objects.requireNonNullElse(end, "..")));
		}
		catch (BadDate ex) {
			// A set of days cannot be the end of an interval.
			return null;
		}
	}

	private static @Nullable String whole(Record row) {
		List<Value> wholes = row.get("wholes").asList((whole) -> whole);
		return wholes.isEmpty() ? null : switch (wholes.get(0).get("kind").asString()) {
			case "BODY" -> "part of ";
			case "CHAPTER" -> "chapter of ";
			default -> "member of ";
		} + wholes.get(0).get("name").asString();
	}

	/** The first place by name, and how many others there are. */
	private static @Nullable String places(Record row) {
		int others = row.get("places").size() - 1;
		String place = first(row, "places");
		return (others < 1) ? place : "%s and %d other place%s".formatted(place, others, (others > 1) ? "s" : "");
	}

	/**
	 * The type of a record of which only a kind is known that says nothing. Empty for
	 * others.
	 */
	private static String type(Kind kind, Node node) {
		String own = Rows.text(node, "kind");
		return (own != null && SILENT.contains(own)) ? kind.label() : "";
	}

	private static @Nullable String first(Record row, String column) {
		List<String> names = row.get(column).asList(Value::asString);
		return names.isEmpty() ? null : names.get(0);
	}

	private static @Nullable String date(MapAccessor node) {
		ApproximateDate date = Rows.date(node, "date");
		return (date != null) ? DATES.of(date) : null;
	}

	/** The kind of a record in words; null if it has none. */
	private static @Nullable String words(Node node) {
		String kind = Rows.text(node, "kind");
		return (kind == null || SILENT.contains(kind)) ? null : kind.toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String cut(String part) {
		return (part.codePointCount(0, part.length()) <= LONGEST_PART) ? part
				: part.substring(0, part.offsetByCodePoints(0, LONGEST_PART)).strip() + "…";
	}

}
