package org.rapport.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.types.Node;

import org.rapport.graph.Graph;
import org.rapport.graph.IndexWalk.Branch;
import org.rapport.graph.IndexWalk;
import org.rapport.graph.Reading.Key;
import org.rapport.graph.Reading.Order;
import org.rapport.graph.Reading;
import org.rapport.graph.Rows;
import org.rapport.graph.Statement;
import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.recording.ChangeWriter.Reported;
import org.rapport.store.Ending;
import org.rapport.store.RowValues;
import org.rapport.store.Sealing;
import org.rapport.store.Stored;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/** Writes and reads the history of records and facts. */
@Component
public class HistoryGraph {

	/**
	 * Writes the entries with their seals. An entry is as hidden as the element was at
	 * its most hidden. The row gives the level and circles before the act; the seal of
	 * the element gives those after.
	 * <p>
	 * Older entries are tied to an element that theirs needed then and does not need any
	 * more, and new ones to the elements that the change concerns. Viewers who must not
	 * see these elements must not see the entries. Then everything beside changed
	 * elements is sealed.
	 */
	private static final String WRITE = """
			CALL () {
				UNWIND $entries AS row
				MATCH (x:Record|Fact|Retracted {id: row.element})
				CREATE (r:Revision)-[:REVISES]->(x)
				SET r = row.properties, r.recordedAt = $at, r.recordedBy = $by, r.moment = $moment, r.act = $act, r.actId = $actId,
					r.lensFrom = date('0001-01-01'), r.lensSurelyFrom = date('0001-01-01'),
					r.lensTo = date('9999-12-31'), r.lensSurelyTo = date('9999-12-31'),
					r.visibility = CASE WHEN coalesce(x.lensWithheld, x.lensVisibility) > row.level
						THEN coalesce(x.lensWithheld, x.lensVisibility) ELSE row.level END,
					r.circles = CASE WHEN size(row.circles) = 0 THEN x.lensCircles
						ELSE row.circles + [c IN coalesce(x.lensCircles, []) WHERE NOT c IN row.circles] END
				SET r.lensVisibility = r.visibility, r.lensCircles = r.circles
			}
			CALL () {
				UNWIND $earlier AS row
				MATCH (r:Revision {elementId: row.element})
				WHERE r.before CONTAINS row.named OR r.after CONTAINS row.named
				MATCH (n:Record|Retracted {id: row.named})
				MERGE (r)-[:NAMES]->(n)
			}
			CALL () {
				UNWIND $named AS row
				MATCH (r:Revision {id: row.id})
				MATCH (n:Record|Fact|Retracted {id: row.named})
				MERGE (r)-[:NAMES]->(n)
			}
			CALL () {
				UNWIND $notes AS properties
				WITH properties WHERE properties.id IS NOT NULL
				CREATE (act:Act)
				SET act = properties
			}
			"""
			+ Sealing.BESIDE;

	private static final String LAST_ACT = """
			MATCH (last:Revision {elementId: $element})
			WHERE last.change = $change
			WITH last ORDER BY last.version DESC LIMIT 1
			MATCH (r:Revision {actId: last.actId})
			RETURN r.elementId AS element, r.before AS before, r.after AS after, r.version AS version""";

	private static final Statement OF_VERSION = Statement.of("history.version", """
			MATCH (f:Revision {elementId: $element})
			WHERE f.version = $version::INTEGER AND {{f}}
			RETURN f""");

	private static final Statement OF_ACT = Statement.of("history.ofAct", """
			MATCH (f:Revision {actId: $act})
			WHERE {{f}}
			RETURN f""");

	private final Neo4jClient client;

	private final Graph graph;

	private final Listing<Revision> ofElement;

	private final Listing<Revision> all;

	HistoryGraph(Neo4jClient client, Graph graph) {
		this.client = client;
		this.graph = graph;
		Reading<Revision> revision = new Reading<>("MATCH (f) WHERE {{f}}", "f",
				(row) -> revision(row.get("f").asNode()),
				List.of(Order.descending("MOMENT", Key.number("f.moment"), Key.number("f.version"))));
		this.ofElement = revision.listing(graph, "element.history", "MATCH (f:Revision {elementId: key})");
		this.all = revision.listing(graph, "history", "MATCH (f:Revision)",
				Map.of("elementId", "f.elementId = $elementId"),
				List.of(IndexWalk.unordered("elementId", Branch.from("MATCH (f:Revision {elementId: $elementId})")),
						IndexWalk.all("MOMENT", Branch.of("Revision"))));
	}

	/**
	 * The end of an act, which is written once its elements are sealed: its history
	 * entries, the notes that it was done, and the seals of all that is beside elements,
	 * which the entries are, too.
	 * @param beside the ids of elements that are not sealed now
	 * @param notes the properties of notes of acts that were done
	 */
	Ending ending(Collection<Change> changes, Reported reported, Set<String> beside, List<Map<String, Object>> notes) {
		List<Map<String, Object>> rows = new ArrayList<>();
		List<Map<String, String>> earlier = new ArrayList<>();
		List<Map<String, String>> named = new ArrayList<>();
		Set<String> open = new TreeSet<>(beside);
		for (Change change : changes) {
			String id = Ids.random("rev");
			rows.add(row(id, change, reported.reason()));
			Set<String> left = noLongerNeeded(change);
			Set<String> about = about(change);
			left.forEach((other) -> earlier.add(Map.of("element", change.id(), "named", other)));
			about.forEach((other) -> named.add(Map.of("id", id, "named", other)));
			if (!left.isEmpty() || !about.isEmpty()) {
				open.add(change.id());
			}
		}
		Map<String, Object> parameters = new HashMap<>(Map.of("at", reported.at(), "by", reported.by(), "moment",
				reported.at().toInstant().toEpochMilli(), "act", reported.name(), "actId", reported.id()));
		parameters.put("entries", RowValues.filled(rows));
		parameters.put("earlier", RowValues.filled(earlier));
		parameters.put("named", RowValues.filled(named));
		parameters.put("notes", RowValues.filled(notes));
		return new Ending() {

			@Override
			public String text() {
				return WRITE;
			}

			@Override
			public Map<String, Object> parameters(Set<String> sealed) {
				Set<String> all = new TreeSet<>(open);
				all.addAll(sealed);
				parameters.put("beside", RowValues.filledIds(all));
				return parameters;
			}

		};
	}

	/**
	 * The properties of the first history entry of a new element, without those of its
	 * seal.
	 */
	static Map<String, Object> first(Change change, Reported reported) {
		Map<String, Object> entry = properties(Ids.random("rev"), change, reported.reason());
		entry.put("recordedAt", reported.at());
		entry.put("recordedBy", reported.by());
		entry.put("moment", reported.at().toInstant().toEpochMilli());
		entry.put("act", reported.name());
		entry.put("actId", reported.id());
		return entry;
	}

	private static Map<String, Object> row(String id, Change change, @Nullable String reason) {
		Stored before = change.before();
		return Map.of("element", change.id(), "properties", properties(id, change, reason), "level",
				(before != null) ? before.level() : 0L, "circles", (before != null) ? before.circles() : List.of());
	}

	private static Map<String, Object> properties(String id, Change change, @Nullable String reason) {
		Stored before = change.before();
		Map<String, Object> properties = new HashMap<>();
		properties.put("id", id);
		properties.put("elementId", change.id());
		properties.put("version", change.version());
		properties.put("change", change.kind().name());
		if (reason != null) {
			properties.put("reason", reason);
		}
		if (before != null) {
			properties.put("before", Form.of(before.content()).toString());
		}
		if (change.kind() != ChangeKind.RETRACTED) {
			properties.put("after", Form.of(change.after()).toString());
		}
		return properties;
	}

	/**
	 * The elements at the other end of added and removed ties, and those that the change
	 * also concerns.
	 */
	private static Set<String> about(Change change) {
		Set<String> ids = new TreeSet<>(change.with());
		if (change.before() != null) {
			Set<Bond> before = change.before().content().bonds();
			Set<Bond> after = change.after().bonds();
			before.stream().filter((bond) -> !after.contains(bond)).map(Bond::other).forEach(ids::add);
			after.stream().filter((bond) -> !before.contains(bond)).map(Bond::other).forEach(ids::add);
		}
		return ids;
	}

	/** The elements that this one needed before the change and does not need any more. */
	private static Set<String> noLongerNeeded(Change change) {
		if (change.before() == null) {
			return Set.of();
		}
		Set<String> ids = new TreeSet<>(change.before().content().needed());
		ids.removeAll(change.after().needed());
		ids.removeIf((id) -> !Ids.kindOf(id).isRecord());
		return ids;
	}

	/**
	 * Reads, without a lens, the last act that made such a change to an element.
	 * @return for each element of that act, its id, its form before, and its version
	 * after
	 */
	public List<Undo> lastAct(String element, ChangeKind change) {
		return this.client.query(LAST_ACT)
			.bindAll(Map.of("element", element, "change", change.name()))
			.fetchAs(Undo.class)
			.mappedBy((types, row) -> new Undo(row.get("element").asString(), Rows.text(row, "before"),
					Rows.text(row, "after"), row.get("version").asLong()))
			.all()
			.stream()
			.toList();
	}

	/**
	 * What is needed to take back the change of one element.
	 *
	 * @param element the id of the element
	 * @param before its form before the act, as JSON; null if the act added it
	 * @param after its form after the act, as JSON
	 * @param version its version after the act
	 */
	public record Undo(String element, @Nullable String before, @Nullable String after, long version) {
	}

	/** The history of one element, latest first. */
	Listing<Revision> ofElement() {
		return this.ofElement;
	}

	/** All history entries, latest first. The filter {@code elementId} is an id. */
	Listing<Revision> all() {
		return this.all;
	}

	/** The entry of one version of an element, or null if the lens does not show it. */
	@Nullable Revision version(Lens lens, String element, long version) {
		return this.graph
			.read(OF_VERSION, lens, Map.of("element", element, "version", version),
					(row) -> revision(row.get("f").asNode()))
			.stream()
			.findFirst()
			.orElse(null);
	}

	/** The entries of one act that the lens shows. */
	List<Revision> ofAct(Lens lens, String act) {
		return this.graph.read(OF_ACT, lens, Map.of("act", act), (row) -> revision(row.get("f").asNode()));
	}

	private static Revision revision(Node node) {
		return new Revision(Rows.entry(node), node.get("elementId").asString(),
				ChangeKind.valueOf(node.get("change").asString()), node.get("act").asString(),
				Rows.text(node, "reason"), Rows.text(node, "before"), Rows.text(node, "after"));
	}

}
