package org.rapport.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.neo4j.driver.types.MapAccessor;
import org.neo4j.driver.Record;

import org.rapport.kernel.Element;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Reference;
import org.springframework.stereotype.Component;

/**
 * Finds records and facts of any kind. The feature packages register how each of their
 * kinds is read.
 */
@Component
public class Elements implements NodeLookup {

	private static final Statement BY_SLUG = Statement.of("element.bySlug", """
			UNWIND $slugs::LIST<STRING> AS slug
			MATCH (f:Record {slug: slug})
			WHERE {{f}}
			RETURN slug, f""");

	private static final Statement BY_IDENTIFIER = Statement.of("element.byIdentifier",
			"""
					UNWIND $identifiers::LIST<MAP> AS given
					MATCH (i:Identification {lensScheme: given.lowerCase, identifier: given.identifier})<-[:IDENTIFIED_BY]-(f:Record)
					WHERE {{i:Identification f}} AND {{f}}
					RETURN given.scheme AS scheme, given.identifier AS identifier, f ORDER BY f.id DESC""");

	/**
	 * Finds records by former slugs, and by the ids and slugs of records that were merged
	 * into them.
	 */
	private static final Statement BY_FORMER_NAME = Statement.of("element.byFormerName", """
			UNWIND $slugs::LIST<STRING> AS name
			MATCH (former:Alias {name: name})-[:STANDS_FOR]->(f:Record)
			WHERE {{former}} AND {{f}}
			RETURN name, f""");

	private final Graph graph;

	private final Map<Kind, Reading<?>> shapes = new EnumMap<>(Kind.class);

	private final Map<Kind, Function<MapAccessor, ? extends Element>> records = new EnumMap<>(Kind.class);

	private final Map<Kind, Statement> byId = new EnumMap<>(Kind.class);

	private final Listing<Element> withId;

	private final Listing<Element> withSlug;

	Elements(Graph graph) {
		this.graph = graph;
		this.withId = anyRecord().listing(graph, "record.withId", "MATCH (f:Record {id: key})");
		this.withSlug = anyRecord().listing(graph, "record.withSlug", "MATCH (f:Record {slug: key})");
	}

	/** What the mappings of all kinds of records read. */
	public static final NodeProperties RECORD = NodeProperties.of("slug", "name", "title", "description", "kind",
			"countryCode", "legalForm", "jurisdiction", "date", "multiplicity", "attendanceMode", "url", "language",
			"position", "output", "heading", "summary", "wording");

	/**
	 * Registers how a kind of record is read. A record is read from its node only.
	 * @param read the properties that the mapping reads
	 * @return the shape of its lists
	 */
	public <T extends Element> Reading<T> record(Kind kind, NodeProperties read, Function<MapAccessor, T> mapping,
			Reading.Order... orders) {
		this.records.put(kind, mapping);
		Reading<T> shape = new Reading<>("MATCH (f) WHERE {{f}}", "f", (row) -> mapping.apply(Rows.node(row, "f")),
				List.of(orders));
		return fact(kind, shape.reading("f", read));
	}

	/** Registers how a kind of fact is read, together with its ends. */
	public <T extends Element> Reading<T> fact(Kind kind, Reading<T> shape) {
		this.shapes.put(kind, shape);
		this.byId.put(kind, Statement.of("element.byId." + kind.label(), """
				UNWIND $ids::LIST<STRING> AS id
				MATCH (f:%s:%s {id: id})
				%s
				RETURN %s""".formatted(kind.group(), kind.label(), shape.match(), shape.returned())));
		return shape;
	}

	/**
	 * Whether an element of a kind needs only the property, or the end, with the name of
	 * a field to answer it.
	 */
	boolean isPart(Kind kind, String field) {
		Reading<?> shape = this.shapes.get(kind);
		return shape == null || shape.isPart(field);
	}

	/** The shape of lists that hold records of any kind. */
	public Reading<Element> anyRecord() {
		return new Reading<>("MATCH (f) WHERE {{f}}", "f", (row) -> recordOf(Rows.node(row, "f")),
				List.of(Reading.Order.ascending("SLUG", Reading.Key.text("f.slug"))))
			.reading("f", RECORD);
	}

	/**
	 * Maps a node to its record. The statement that returns the node must have applied
	 * the lens to it.
	 */
	public Element recordOf(MapAccessor node) {
		Kind kind = Rows.kind(node);
		Function<MapAccessor, ? extends Element> mapping = this.records.get(kind);
		if (mapping == null) {
			throw new IllegalStateException("There is no reader for the kind " + kind.label());
		}
		return mapping.apply(node);
	}

	@Override
	public Map<String, Element> byId(Lens lens, Collection<String> ids) {
		Map<Kind, List<String>> byKind = ids.stream().distinct().collect(Collectors.groupingBy(Ids::kindOf));
		Map<String, Element> found = new HashMap<>();
		byKind.forEach((kind, some) -> {
			Reading<?> shape = this.shapes.get(kind);
			Statement statement = this.byId.get(kind);
			if (shape != null && statement != null) {
				this.graph.<Element>read(statement, lens, Map.of("ids", some), shape.row()::apply)
					.forEach((element) -> found.put(element.id(), element));
			}
		});
		List<String> others = ids.stream()
			.distinct()
			.filter((id) -> !found.containsKey(id) && Kind.MERGEABLE.contains(Ids.kindOf(id)))
			.toList();
		byFormerName(lens, others, Kind.MERGEABLE, Function.identity(), found);
		return found;
	}

	@Override
	public Listing<Element> named(boolean bySlug) {
		return bySlug ? this.withSlug : this.withId;
	}

	@Override
	public Map<Reference, Element> find(Lens lens, Collection<Reference> references, Set<Kind> kinds) {
		Map<Reference, Element> found = new HashMap<>();
		List<String> ids = new ArrayList<>();
		List<String> slugs = new ArrayList<>();
		List<Map<String, String>> identifiers = new ArrayList<>();
		for (Reference reference : references) {
			if (reference.id() != null && kinds.contains(Ids.kindOf(reference.id()))) {
				ids.add(reference.id());
			}
			if (reference.slug() != null) {
				slugs.add(reference.slug());
			}
			if (reference.scheme() != null && reference.identifier() != null) {
				identifiers.add(Map.of("scheme", reference.scheme(), "lowerCase",
						reference.scheme().toLowerCase(Locale.ROOT), "identifier", reference.identifier()));
			}
		}
		byId(lens, ids).forEach((id, element) -> found.put(Reference.toId(id), element));
		if (!slugs.isEmpty()) {
			find(BY_SLUG, lens, Map.of("slugs", slugs), kinds, (row) -> Reference.toSlug(row.get("slug").asString()),
					found);
			byFormerName(lens, slugs.stream().filter((slug) -> !found.containsKey(Reference.toSlug(slug))).toList(),
					kinds, Reference::toSlug, found);
		}
		if (!identifiers.isEmpty()) {
			find(BY_IDENTIFIER, lens, Map.of("identifiers", identifiers), kinds,
					(row) -> Reference.toIdentifier(row.get("scheme").asString(), row.get("identifier").asString()),
					found);
		}
		return found;
	}

	private <K> void byFormerName(Lens lens, List<String> names, Set<Kind> kinds, Function<String, K> key,
			Map<K, Element> found) {
		if (!names.isEmpty()) {
			this.graph.read(BY_FORMER_NAME, lens, Map.of("slugs", names), (row) -> {
				MapAccessor node = row.get("f");
				if (kinds.contains(Rows.kind(node))) {
					found.put(key.apply(row.get("name").asString()), recordOf(node));
				}
				return row;
			});
		}
	}

	private void find(Statement statement, Lens lens, Map<String, ?> parameters, Set<Kind> kinds,
			Function<Record, Reference> reference, Map<Reference, Element> found) {
		this.graph.read(statement, lens, parameters, (row) -> {
			MapAccessor node = row.get("f");
			if (kinds.contains(Rows.kind(node))) {
				found.put(reference.apply(row), recordOf(node));
			}
			return row;
		});
	}

}
