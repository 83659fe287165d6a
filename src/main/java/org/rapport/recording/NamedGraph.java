package org.rapport.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.neo4j.driver.Record;

import org.rapport.graph.Graph;
import org.rapport.graph.Statement;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Reference;
import org.springframework.stereotype.Component;

/**
 * Finds the ids of all records and facts that an act names, in one statement and through
 * the lens of its author.
 */
@Component
class NamedGraph {

	private static final Statement NAMED = Statement.of("recording.named",
			"""
					CALL () {
					  UNWIND $formerNames::LIST<STRING> AS name
					  MATCH (former:Alias {name: name})-[:STANDS_FOR]->(f:Record)
					  WHERE {{former}} AND {{f}}
					  RETURN name, '' AS scheme, f.id AS id, true AS formerly
					  UNION ALL
					  UNWIND $records::LIST<STRING> AS name
					  MATCH (f:Record {id: name})
					  WHERE {{f}}
					  RETURN name, '' AS scheme, f.id AS id, false AS formerly
					  UNION ALL
					  UNWIND $facts::LIST<STRING> AS name
					  MATCH (f:Fact {id: name})
					  WHERE {{f}}
					  RETURN name, '' AS scheme, f.id AS id, false AS formerly
					  UNION ALL
					  UNWIND $slugs::LIST<STRING> AS name
					  MATCH (f:Record {slug: name})
					  WHERE {{f}}
					  RETURN name, '' AS scheme, f.id AS id, false AS formerly
					  UNION ALL
					  UNWIND $identifiers::LIST<MAP> AS given
					  MATCH (i:Identification {lensScheme: given.lowerCase, identifier: given.identifier})<-[:IDENTIFIED_BY]-(f:Record)
					  WHERE {{i:Identification f}} AND {{f}}
					  RETURN given.identifier AS name, given.scheme AS scheme, f.id AS id, false AS formerly
					}
					RETURN name, scheme, id, formerly""");

	/** An identifier that nothing has. */
	private static final List<Map<String, String>> NO_IDENTIFIER = List
		.of(Map.of("scheme", "", "lowerCase", "", "identifier", ""));

	private final Graph graph;

	NamedGraph(Graph graph) {
		this.graph = graph;
	}

	/**
	 * The ids of the elements that references name, as far as the lens shows them. The id
	 * of an actor, or a slug, also finds the record that it stands for now.
	 */
	Map<Reference, String> find(Lens lens, Collection<Reference> references) {
		List<String> formerNames = new ArrayList<>();
		List<String> records = new ArrayList<>();
		List<String> facts = new ArrayList<>();
		List<String> slugs = new ArrayList<>();
		List<Map<String, String>> identifiers = new ArrayList<>();
		for (Reference reference : references) {
			String id = reference.id();
			if (id != null) {
				(Ids.kindOf(id).isRecord() ? records : facts).add(id);
				if (Kind.MERGEABLE.contains(Ids.kindOf(id))) {
					formerNames.add(id);
				}
			}
			if (reference.slug() != null) {
				slugs.add(reference.slug());
				formerNames.add(reference.slug());
			}
			if (reference.scheme() != null && reference.identifier() != null) {
				identifiers.add(Map.of("scheme", reference.scheme(), "lowerCase",
						reference.scheme().toLowerCase(Locale.ROOT), "identifier", reference.identifier()));
			}
		}
		if (references.isEmpty()) {
			return Map.of();
		}
		Map<Reference, String> found = new HashMap<>();
		Map<Reference, String> formerly = new HashMap<>();
		this.graph.read(NAMED, lens,
				Map.of("formerNames", formerNames, "records", records, "facts", facts, "slugs", slugs, "identifiers",
						identifiers.isEmpty() ? NO_IDENTIFIER : identifiers),
				// Of several records with one identifier, the first one counts.
				(row) -> (row.get("formerly").asBoolean() ? formerly : found).merge(reference(row),
						row.get("id").asString(), (one, other) -> (one.compareTo(other) < 0) ? one : other));
		formerly.forEach(found::putIfAbsent);
		return found;
	}

	private static Reference reference(Record row) {
		String name = row.get("name").asString();
		String scheme = row.get("scheme").asString();
		if (!scheme.isEmpty()) {
			return Reference.toIdentifier(scheme, name);
		}
		return Ids.isId(name) ? Reference.toId(name) : Reference.toSlug(name);
	}

	/** Those of these ids that the lens shows. */
	Set<String> shown(Lens lens, Collection<String> ids) {
		Set<String> shown = new HashSet<>();
		find(lens, ids.stream().map(Reference::toId).toList()).keySet().forEach((reference) -> {
			if (reference.id() != null) {
				shown.add(reference.id());
			}
		});
		return shown;
	}

}
