package org.rapport.directory;

import java.util.List;
import java.util.Map;

import org.neo4j.driver.types.MapAccessor;

import org.rapport.graph.DayCypher;
import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.IndexWalk.Branch;
import org.rapport.graph.IndexWalk;
import org.rapport.graph.NodeProperties;
import org.rapport.graph.Reading.Key;
import org.rapport.graph.Reading.Order;
import org.rapport.graph.Reading;
import org.rapport.graph.Rows;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Listing;
import org.springframework.stereotype.Component;

/**
 * Reads actors, places and topics, and the facts about them: names, identifiers,
 * memberships, successions, roles and offices.
 */
@Component
public class DirectoryGraph {

	/** What the mappings of all kinds of actors read. */
	public static final NodeProperties ACTOR = NodeProperties.of("slug", "name", "description", "kind", "countryCode",
			"legalForm", "jurisdiction");

	private static final Order BY_NAME = Order.ascending("NAME", Key.name("f"));

	/**
	 * Cypher condition: the state may have been in force between the two days of the
	 * filter {@code during}.
	 */
	private static final String DURING = DayCypher.inForceDuring("f");

	/**
	 * Cypher condition: the same, and no other role of the person there stands for this
	 * one. Otherwise a person would count twice if the role is recorded twice. A role
	 * without a title may be any role there.
	 */
	private static final String ROLES_DURING = DURING + " AND " + notToldBy("HOLDS", "Person", "Role", """
			((coalesce(twin.title, '') = coalesce(f.title, '') AND twin.id < f.id)
			    OR (f.title IS NULL AND twin.title IS NOT NULL))""");

	/** Cypher condition: the same for memberships. */
	private static final String MEMBERSHIPS_DURING = DURING + " AND "
			+ notToldBy("HAS", "Actor", "Membership", "twin.kind = f.kind AND twin.id < f.id");

	/** Cypher condition to append: {@code f} is no unnamed group. */
	private static final String NAMED = " AND " + ActingCypher.isNamed("f");

	private final Elements elements;

	private final Listing<Person> allPeople;

	private final Listing<Organisation> organisations;

	private final Listing<Government> governments;

	private final Listing<Post> posts;

	private final Listing<Topic> topics;

	private final Listing<Place> allPlaces;

	private final Listing<Organisation> organisationsAt;

	private final Listing<Membership> memberships;

	private final Listing<Membership> members;

	private final Listing<Membership> parts;

	private final Listing<Succession> predecessors;

	private final Listing<Succession> successors;

	private final Listing<Role> roles;

	private final Listing<Role> people;

	private final Listing<Name> names;

	private final Listing<Identification> identifications;

	private final Listing<Place> offices;

	private final Listing<Place> places;

	DirectoryGraph(Graph graph, Elements elements) {
		this.elements = elements;
		this.allPeople = elements.record(Kind.PERSON, ACTOR, DirectoryGraph::person, BY_NAME)
			.listing(graph, "people", "MATCH (f:Person)", Map.of("memberOf", belongs("memberOf", "MEMBER"), "roleIn",
					"""
							EXISTS { (f)-[:HOLDS]->(held:Role)-[:IN]->(seat:Record {id: $roleIn}) WHERE {{held:Role f seat}} }"""),
					List.of(holders(), members("memberOf", "MEMBER", "Person"),
							IndexWalk.all("NAME", Branch.of("Person"))));
		Reading<Organisation> organisation = elements.record(Kind.ORGANISATION, ACTOR, DirectoryGraph::organisation,
				BY_NAME);
		this.organisations = organisation.listing(graph, "organisations", "MATCH (f:Organisation)",
				Map.of("memberOf", belongs("memberOf", "MEMBER") + NAMED, "officeIn",
						"EXISTS { (f)-[:HAS_OFFICE_IN]->(seat:Place {id: $officeIn}) WHERE {{seat}} }", "kind",
						"f.kind = $kind", "countryCode", "f.countryCode = $countryCode"),
				List.of(members("memberOf", "MEMBER", "Organisation", NAMED),
						IndexWalk.filtered("NAME", "officeIn", withOfficeIn("$officeIn")),
						equal("Organisation", "kind"), equal("Organisation", "countryCode"),
						IndexWalk.all("NAME", Branch.of("Organisation"))));
		this.organisationsAt = organisation.listing(graph, "place.organisations",
				"MATCH (x:Record {id: key})<-[:HAS_OFFICE_IN]-(f:Organisation) WHERE {{x}}", Map.of(),
				List.of(IndexWalk.all("NAME", withOfficeIn("key"))));
		this.governments = elements.record(Kind.GOVERNMENT, ACTOR, DirectoryGraph::government, BY_NAME)
			.listing(graph, "governments", "MATCH (f:Government)",
					Map.of("bodyOf", belongs("bodyOf", "BODY"), "memberOf", belongs("memberOf", "MEMBER"), "kind",
							"f.kind = $kind", "countryCode", "f.countryCode = $countryCode"),
					List.of(members("bodyOf", "BODY", "Government"), members("memberOf", "MEMBER", "Government"),
							equal("Government", "kind"), equal("Government", "countryCode"),
							IndexWalk.all("NAME", Branch.of("Government"))));
		this.posts = elements.record(Kind.POST, ACTOR, DirectoryGraph::post, BY_NAME)
			.listing(graph, "posts", "MATCH (f:Post)", Map.of("bodyOf", belongs("bodyOf", "BODY")),
					List.of(members("bodyOf", "BODY", "Post"), IndexWalk.all("NAME", Branch.of("Post"))));
		this.topics = elements
			.record(Kind.TOPIC, NodeProperties.of("slug", "name"),
					(node) -> new Topic(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "name")),
					BY_NAME)
			.listing(graph, "topics", "MATCH (f:Topic)", Map.of(), List.of(IndexWalk.all("NAME", Branch.of("Topic"))));
		Reading<Place> place = elements.record(Kind.PLACE, NodeProperties.of("slug", "name", "countryCode"),
				DirectoryGraph::place, BY_NAME);
		this.allPlaces = place.listing(graph, "places", "MATCH (f:Place)",
				Map.of("countryCode", "f.countryCode = $countryCode"),
				List.of(equal("Place", "countryCode"), IndexWalk.all("NAME", Branch.of("Place"))));
		Order newestFirst = Order.descending("START_DATE", Key.undatedLast(DayCypher.of("f.startDate")),
				Key.day("f.startDateLatest"));
		Reading<Membership> membership = elements.fact(Kind.MEMBERSHIP,
				new Reading<>("""
						MATCH (actor:Actor)-[:HAS]->(f)-[:IN]->(belongsTo)
						WHERE {{f:Membership actor belongsTo}}""", "f, actor, belongsTo", DirectoryGraph::membership,
						List.of(newestFirst, Order.ascending("NAME", Key.name("belongsTo"))))
					.reading("f", NodeProperties.of("kind", "startDate", "endDate"))
					.reading("actor", ACTOR)
					.reading("belongsTo", ACTOR));
		Reading<Role> role = elements.fact(Kind.ROLE,
				new Reading<>("""
						MATCH (person:Person)-[:HOLDS]->(f)-[:IN]->(heldIn)
						WHERE {{f:Role person heldIn}}""", "f, person, heldIn", DirectoryGraph::role,
						List.of(newestFirst, Order.ascending("NAME", Key.name("heldIn"))))
					.reading("f", NodeProperties.of("title", "startDate", "endDate"))
					.reading("person", NodeProperties.of("slug", "name", "description"))
					.reading("heldIn", ACTOR));
		this.memberships = membership.listing(graph, "actor.memberships",
				"MATCH (x:Record {id: key})-[:HAS]->(f:Membership) WHERE {{x}}",
				Map.of("kind", "f.kind = $kind", "during", DURING));
		Reading<Membership> byMember = membership.ordered(Order.ascending("NAME", Key.name("actor")), newestFirst);
		this.members = byMember.where(ActingCypher.isNamed("actor"))
			.listing(graph, "body.members", """
					MATCH (x:Record {id: key})<-[:IN]-(f:Membership) WHERE {{x}} AND f.kind = 'MEMBER'""",
					Map.of("during", MEMBERSHIPS_DURING),
					List.of(IndexWalk.all("NAME", Branch.facts("Membership", "f.lensInId = key AND f.kind = 'MEMBER'",
							List.of("f.lensInId", "f.kind"), List.of("f.lensActorSortKey"), ""))));
		this.parts = byMember.listing(graph, "body.parts", """
				MATCH (x:Record {id: key})<-[:IN]-(f:Membership) WHERE {{x}} AND f.kind IN ['BODY', 'CHAPTER']""",
				Map.of("during", MEMBERSHIPS_DURING, "kind", "f.kind = $kind"));
		Reading<Succession> succession = elements.fact(Kind.SUCCESSION,
				new Reading<>("""
						MATCH (later:Actor)-[:HAS]->(f)-[:FROM]->(earlier:Actor)
						WHERE {{f:Succession later earlier}}""", "f, later, earlier", DirectoryGraph::succession,
						List.of(latestFirst("earlier"), Order.ascending("NAME", Key.name("earlier"))))
					.reading("f", NodeProperties.of("kind", "date"))
					.reading("later", ACTOR)
					.reading("earlier", ACTOR));
		this.predecessors = succession.listing(graph, "body.predecessors",
				"MATCH (x:Record {id: key})-[:HAS]->(f:Succession) WHERE {{x}}", Map.of("kind", "f.kind = $kind"));
		this.successors = succession.ordered(latestFirst("later"), Order.ascending("NAME", Key.name("later")))
			.listing(graph, "body.successors", "MATCH (x:Record {id: key})<-[:FROM]-(f:Succession) WHERE {{x}}",
					Map.of("kind", "f.kind = $kind"));
		this.roles = role.listing(graph, "person.roles", "MATCH (x:Record {id: key})-[:HOLDS]->(f:Role) WHERE {{x}}",
				Map.of("during", DURING));
		this.people = role.ordered(Order.ascending("NAME", Key.name("person")), newestFirst)
			.listing(graph, "body.people", "MATCH (x:Record {id: key})<-[:IN]-(f:Role) WHERE {{x}}",
					Map.of("during", ROLES_DURING), List.of(IndexWalk.all("NAME", Branch.facts("Role",
							"f.lensInId = key", List.of("f.lensInId"), List.of("f.lensActorSortKey"), ""))));
		this.names = elements
			.fact(Kind.NAME,
					new Reading<>("MATCH (actor:Actor)-[:KNOWN_AS]->(f) WHERE {{f:Name actor}}", "f, actor",
							DirectoryGraph::name, List.of(BY_NAME))
						.reading("f", NodeProperties.of("name", "language", "kind", "startDate", "endDate"))
						.reading("actor", ACTOR))
			.listing(graph, "actor.otherNames", "MATCH (x:Record {id: key})-[:KNOWN_AS]->(f:Name) WHERE {{x}}");
		this.identifications = elements
			.fact(Kind.IDENTIFICATION,
					new Reading<>("MATCH (record:Record)-[:IDENTIFIED_BY]->(f) WHERE {{f:Identification record}}",
							"f, record", this::identification,
							List.of(Order.ascending("SCHEME", Key.text("f.scheme"), Key.text("f.identifier"))))
						.reading("f", NodeProperties.of("scheme", "identifier"))
						.reading("record", Elements.RECORD))
			.listing(graph, "record.identifiers",
					"MATCH (x:Record {id: key})-[:IDENTIFIED_BY]->(f:Identification) WHERE {{x}}");
		this.offices = place.listing(graph, "organisation.offices",
				"MATCH (x:Record {id: key})-[:HAS_OFFICE_IN]->(f:Place) WHERE {{x}}");
		this.places = place.listing(graph, "meeting.places",
				"MATCH (x:Record {id: key})-[:HELD_IN]->(f:Place) WHERE {{x}}");
	}

	/** Latest first; those of one day by the name of the other body. */
	private static Order latestFirst(String other) {
		return Order.descending("DATE", Key.undatedLast(DayCypher.of("f.date")), Key.day("f.dateLatest"),
				Key.name(other).against());
	}

	/**
	 * Cypher condition: {@code f} has a membership of this kind in the record that the
	 * filter names.
	 */
	private static String belongs(String filter, String kind) {
		return """
				EXISTS { (f)-[:HAS]->(joined:Membership {kind: '%s'})-[:IN]->(whole:Record {id: $%s})
				    WHERE {{joined:Membership f whole}} }""".formatted(kind, filter);
	}

	/**
	 * Walks the members, of this kind, of the record that the filter names. Sorted by
	 * name.
	 */
	private static IndexWalk members(String filter, String kind, String label) {
		return members(filter, kind, label, "");
	}

	/** The same for members that meet a further Cypher condition. */
	private static IndexWalk members(String filter, String kind, String label, String condition) {
		return IndexWalk.filtered("NAME", filter,
				Branch.through("(t:Membership)", "t:Membership",
						"t.lensInId = $%s AND t.kind = '%s'".formatted(filter, kind),
						"MATCH (t)<-[:HAS]-(f:%s) WHERE {{t:Membership f}}%s".formatted(label, condition),
						List.of("t.lensInId", "t.kind"), List.of("t.lensActorSortKey"), ""));
	}

	/**
	 * Walks the people who hold or held a role in the record that the filter
	 * {@code roleIn} names. Sorted by name.
	 */
	private static IndexWalk holders() {
		return IndexWalk.filtered("NAME", "roleIn",
				Branch.through("(t:Role)", "t:Role", "t.lensInId = $roleIn",
						"MATCH (t)<-[:HOLDS]-(f:Person) WHERE {{t:Role f}}", List.of("t.lensInId"),
						List.of("t.lensActorSortKey"), ""));
	}

	/** Walks the organisations with an office in a place. Sorted by name. */
	private static Branch withOfficeIn(String place) {
		return Branch.through("(f:Organisation)-[t:HAS_OFFICE_IN]->(x:Place)", "t:HAS_OFFICE_IN",
				"t.lensToId = " + place + " AND {{x}}", "", List.of("t.lensToId"), List.of("t.lensFromSortKey"), "");
	}

	/**
	 * Walks the records whose property equals the filter of the same name. Sorted by
	 * name.
	 */
	private static IndexWalk equal(String label, String property) {
		return IndexWalk.filtered("NAME", property, Branch.of(label, property));
	}

	/**
	 * Cypher condition: no twin of {@code f}, between the same ends and in force on a
	 * common day of the filter {@code during}, stands for {@code f}.
	 */
	private static String notToldBy(String tie, String holder, String label, String standsFor) {
		return """
				NOT EXISTS {
				    (f)<-[:%1$s]-(holder:%2$s)-[:%1$s]->(twin:%3$s)-[:IN]->(seat:Record)<-[:IN]-(f)
				    WHERE {{twin:%3$s holder seat}}
				      AND twin.startDateEarliest <= $during[1] AND twin.endDateLatest >= $during[0]
				      AND twin.startDateEarliest <= f.endDateLatest AND twin.endDateLatest >= f.startDateEarliest
				      AND %4$s }""".formatted(tie, holder, label, standsFor);
	}

	/** All people, by name. The filters {@code roleIn} and {@code memberOf} are ids. */
	Listing<Person> allPeople() {
		return this.allPeople;
	}

	/**
	 * All organisations, by name. Filters: {@code kind}, {@code countryCode}, and the ids
	 * {@code memberOf} and {@code officeIn}.
	 */
	Listing<Organisation> organisations() {
		return this.organisations;
	}

	/** The organisations with an office in a place, by name. */
	Listing<Organisation> organisationsAt() {
		return this.organisationsAt;
	}

	/**
	 * All governments, by name. Filters: {@code kind}, {@code countryCode}, and the ids
	 * {@code bodyOf} and {@code memberOf}.
	 */
	Listing<Government> governments() {
		return this.governments;
	}

	/** All posts, by name. The filter {@code bodyOf} is an id. */
	Listing<Post> posts() {
		return this.posts;
	}

	/** All topics, by name. */
	Listing<Topic> topics() {
		return this.topics;
	}

	/** All places, by name. Filter: {@code countryCode}. */
	Listing<Place> allPlaces() {
		return this.allPlaces;
	}

	/**
	 * The memberships of an actor as a member, body or chapter, newest first. Filters:
	 * {@code kind} and {@code during}, a list of a first and a last day.
	 */
	public Listing<Membership> memberships() {
		return this.memberships;
	}

	/**
	 * The members of an organisation or government, by name, without unnamed groups.
	 * Filter: {@code during}.
	 */
	public Listing<Membership> members() {
		return this.members;
	}

	/**
	 * The bodies and chapters of an organisation or government, by name. Filters:
	 * {@code during} and {@code kind}.
	 */
	public Listing<Membership> parts() {
		return this.parts;
	}

	/**
	 * The successions from what was there before an organisation or government, latest
	 * first, those of one day by name. Filter: {@code kind}.
	 */
	public Listing<Succession> predecessors() {
		return this.predecessors;
	}

	/**
	 * The successions to what came after an organisation or government, latest first,
	 * those of one day by name. Filter: {@code kind}.
	 */
	public Listing<Succession> successors() {
		return this.successors;
	}

	/** The roles of a person, newest first. Filter: {@code during}. */
	public Listing<Role> roles() {
		return this.roles;
	}

	/**
	 * The roles that people hold or held in an organisation, a government or a post, by
	 * name. Filter: {@code during}.
	 */
	public Listing<Role> people() {
		return this.people;
	}

	/** The other names of an actor. */
	public Listing<Name> names() {
		return this.names;
	}

	/** The identifiers that other schemes give a record. */
	public Listing<Identification> identifications() {
		return this.identifications;
	}

	/** The places where an organisation has offices. */
	public Listing<Place> offices() {
		return this.offices;
	}

	/** The places where a meeting was held. */
	public Listing<Place> places() {
		return this.places;
	}

	/** How to read a list of actors of any kind, sorted by name. */
	public static Reading<Actor> anyActor() {
		return new Reading<>("MATCH (f) WHERE {{f}}", "f", (row) -> actor(Rows.node(row, "f")), List.of(BY_NAME))
			.reading("f", ACTOR);
	}

	/** Reads an actor from its node. */
	public static Actor actor(MapAccessor node) {
		return switch (Rows.kind(node)) {
			case PERSON -> person(node);
			case ORGANISATION -> organisation(node);
			case GOVERNMENT -> government(node);
			case POST -> post(node);
			default -> throw new IllegalStateException("Not an actor: " + node.get("id"));
		};
	}

	private static Person person(MapAccessor node) {
		return new Person(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "name"),
				Rows.text(node, "description"));
	}

	private static Organisation organisation(MapAccessor node) {
		return new Organisation(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "name"),
				Rows.text(node, "description"), Rows.required(node, "kind"), Rows.text(node, "countryCode"),
				Rows.text(node, "legalForm"), Rows.text(node, "jurisdiction"));
	}

	private static Government government(MapAccessor node) {
		return new Government(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "name"),
				Rows.text(node, "description"), Rows.required(node, "kind"), Rows.text(node, "countryCode"));
	}

	private static Post post(MapAccessor node) {
		return new Post(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "name"),
				Rows.text(node, "description"));
	}

	private static Place place(MapAccessor node) {
		return new Place(Rows.entry(node), Rows.required(node, "slug"), Rows.required(node, "name"),
				Rows.text(node, "countryCode"));
	}

	private static Membership membership(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new Membership(Rows.entry(node), Rows.end(row, "actor", DirectoryGraph::actor),
				Rows.end(row, "belongsTo", DirectoryGraph::actor), Rows.required(node, "kind"),
				Rows.date(node, "startDate"), Rows.date(node, "endDate"));
	}

	private static Succession succession(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new Succession(Rows.entry(node), Rows.end(row, "later", DirectoryGraph::actor),
				Rows.end(row, "earlier", DirectoryGraph::actor), Rows.required(node, "kind"), Rows.date(node, "date"));
	}

	private static Role role(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new Role(Rows.entry(node), Rows.end(row, "person", DirectoryGraph::person),
				Rows.end(row, "heldIn", DirectoryGraph::actor), Rows.text(node, "title"), Rows.date(node, "startDate"),
				Rows.date(node, "endDate"));
	}

	private static Name name(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new Name(Rows.entry(node), Rows.end(row, "actor", DirectoryGraph::actor), Rows.required(node, "name"),
				Rows.text(node, "language"), Rows.required(node, "kind"), Rows.date(node, "startDate"),
				Rows.date(node, "endDate"));
	}

	private Identification identification(MapAccessor row) {
		MapAccessor node = Rows.node(row, "f");
		return new Identification(Rows.entry(node), Rows.end(row, "record", this.elements::recordOf),
				Rows.required(node, "scheme"), Rows.required(node, "identifier"));
	}

}
