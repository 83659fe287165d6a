package org.rapport.directory;

import java.util.List;
import java.util.Map;

import org.neo4j.driver.Record;
import org.neo4j.driver.types.Node;

import org.rapport.graph.Elements;
import org.rapport.graph.Graph;
import org.rapport.graph.Rows;
import org.rapport.graph.Shape;
import org.rapport.graph.Shape.Key;
import org.rapport.graph.Shape.Order;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Listing;
import org.springframework.stereotype.Component;

/** Reads actors and the facts that make them up. */
@Component
public class DirectoryGraph {

	private static final Order BY_NAME = Order.ascending("NAME", Key.text("f.name"));

	private final Elements elements;

	private final Listing<Membership> memberships;

	private final Listing<Membership> members;

	private final Listing<Membership> parts;

	private final Listing<Role> roles;

	private final Listing<Role> people;

	private final Listing<Name> names;

	private final Listing<Identification> identifications;

	private final Listing<Place> offices;

	private final Listing<Place> places;

	DirectoryGraph(Graph graph, Elements elements) {
		this.elements = elements;
		elements.record(Kind.PERSON, DirectoryGraph::person, BY_NAME);
		elements.record(Kind.ORGANISATION, DirectoryGraph::organisation, BY_NAME);
		elements.record(Kind.GOVERNMENT, DirectoryGraph::government, BY_NAME);
		elements.record(Kind.POST, DirectoryGraph::post, BY_NAME);
		elements.record(Kind.TOPIC,
				(node) -> new Topic(Rows.entry(node), node.get("slug").asString(), node.get("name").asString()),
				BY_NAME);
		Shape<Place> place = elements.record(Kind.PLACE, DirectoryGraph::place, BY_NAME);
		Order newestFirst = Order.descending("BEGAN", Key.day("f.fromEarliest"), Key.day("f.fromLatest"));
		Shape<Membership> membership = elements.fact(Kind.MEMBERSHIP, new Shape<>("""
				MATCH (actor:Actor)-[:HAS]->(f)-[:IN]->(in)
				WHERE {{f actor in}}""", "f, actor, in", DirectoryGraph::membership, List.of(newestFirst)));
		Shape<Role> role = elements.fact(Kind.ROLE, new Shape<>("""
				MATCH (person:Person)-[:HOLDS]->(f)-[:IN]->(in)
				WHERE {{f person in}}""", "f, person, in", DirectoryGraph::role, List.of(newestFirst)));
		this.memberships = membership.listing(graph, "actor.memberships",
				"MATCH (x:Record {id: key})-[:HAS]->(f:Membership) WHERE {{x}}", Map.of("kind", "f.kind = $kind"));
		Shape<Membership> byMember = membership.ordered(Order.ascending("NAME", Key.text("actor.name")));
		this.members = byMember.listing(graph, "body.members", """
				MATCH (x:Record {id: key})<-[:IN]-(f:Membership) WHERE {{x}} AND f.kind = 'MEMBER'""");
		this.parts = byMember.listing(graph, "body.parts", """
				MATCH (x:Record {id: key})<-[:IN]-(f:Membership) WHERE {{x}} AND f.kind IN ['BODY', 'CHAPTER']""");
		this.roles = role.listing(graph, "person.roles", "MATCH (x:Record {id: key})-[:HOLDS]->(f:Role) WHERE {{x}}");
		this.people = role.ordered(Order.ascending("NAME", Key.text("person.name")))
			.listing(graph, "body.people", "MATCH (x:Record {id: key})<-[:IN]-(f:Role) WHERE {{x}}");
		this.names = elements
			.fact(Kind.NAME,
					new Shape<>("MATCH (actor:Actor)-[:KNOWN_AS]->(f) WHERE {{f actor}}", "f, actor",
							DirectoryGraph::name, List.of(BY_NAME)))
			.listing(graph, "actor.otherNames", "MATCH (x:Record {id: key})-[:KNOWN_AS]->(f:Name) WHERE {{x}}");
		this.identifications = elements
			.fact(Kind.IDENTIFICATION,
					new Shape<>("MATCH (record:Record)-[:IDENTIFIED_BY]->(f) WHERE {{f record}}", "f, record",
							this::identification,
							List.of(Order.ascending("SCHEME", Key.text("f.scheme"), Key.text("f.identifier")))))
			.listing(graph, "record.identifiers",
					"MATCH (x:Record {id: key})-[:IDENTIFIED_BY]->(f:Identification) WHERE {{x}}");
		this.offices = place.listing(graph, "organisation.offices",
				"MATCH (x:Record {id: key})-[:HAS_OFFICE_IN]->(f:Place) WHERE {{x}}");
		this.places = place.listing(graph, "meeting.places",
				"MATCH (x:Record {id: key})-[:HELD_IN]->(f:Place) WHERE {{x}}");
	}

	/**
	 * What an actor is a member, body or chapter of, newest first; filter: {@code kind}.
	 */
	public Listing<Membership> memberships() {
		return this.memberships;
	}

	/** The members of an organisation or government, by name. */
	public Listing<Membership> members() {
		return this.members;
	}

	/** The bodies and chapters of an organisation or government, by name. */
	public Listing<Membership> parts() {
		return this.parts;
	}

	/** The roles of a person, newest first. */
	public Listing<Role> roles() {
		return this.roles;
	}

	/**
	 * Those who hold or held a role in an organisation, a government or a post, by name.
	 */
	public Listing<Role> people() {
		return this.people;
	}

	/** The other names of an actor. */
	public Listing<Name> names() {
		return this.names;
	}

	/** What others identify a record by. */
	public Listing<Identification> identifications() {
		return this.identifications;
	}

	/** Where an organisation has offices. */
	public Listing<Place> offices() {
		return this.offices;
	}

	/** Where a meeting was. */
	public Listing<Place> places() {
		return this.places;
	}

	/** The shape of lists that hold actors of whatever kind, by name. */
	public static Shape<Actor> anyActor() {
		return new Shape<>("MATCH (f) WHERE {{f}}", "f", (row) -> actor(row.get("f").asNode()), List.of(BY_NAME));
	}

	/** The actor that a node is. */
	public static Actor actor(Node node) {
		return switch (Rows.kind(node)) {
			case PERSON -> person(node);
			case ORGANISATION -> organisation(node);
			case GOVERNMENT -> government(node);
			case POST -> post(node);
			default -> throw new IllegalStateException("Not an actor: " + node.labels());
		};
	}

	private static Person person(Node node) {
		return new Person(Rows.entry(node), node.get("slug").asString(), node.get("name").asString(),
				Rows.text(node, "description"));
	}

	private static Organisation organisation(Node node) {
		return new Organisation(Rows.entry(node), node.get("slug").asString(), node.get("name").asString(),
				Rows.text(node, "description"), node.get("kind").asString(), Rows.text(node, "countryCode"),
				Rows.text(node, "legalForm"), Rows.text(node, "jurisdiction"));
	}

	private static Government government(Node node) {
		return new Government(Rows.entry(node), node.get("slug").asString(), node.get("name").asString(),
				Rows.text(node, "description"), node.get("kind").asString(), Rows.text(node, "countryCode"));
	}

	private static Post post(Node node) {
		return new Post(Rows.entry(node), node.get("slug").asString(), node.get("name").asString(),
				Rows.text(node, "description"));
	}

	private static Place place(Node node) {
		return new Place(Rows.entry(node), node.get("slug").asString(), node.get("name").asString(),
				Rows.text(node, "countryCode"));
	}

	private static Membership membership(Record row) {
		Node node = row.get("f").asNode();
		return new Membership(Rows.entry(node), actor(row.get("actor").asNode()), actor(row.get("in").asNode()),
				node.get("kind").asString(), Rows.date(node, "from"), Rows.date(node, "to"));
	}

	private static Role role(Record row) {
		Node node = row.get("f").asNode();
		return new Role(Rows.entry(node), person(row.get("person").asNode()), actor(row.get("in").asNode()),
				Rows.text(node, "title"), Rows.date(node, "from"), Rows.date(node, "to"));
	}

	private static Name name(Record row) {
		Node node = row.get("f").asNode();
		return new Name(Rows.entry(node), actor(row.get("actor").asNode()), node.get("name").asString(),
				Rows.text(node, "language"), node.get("kind").asString(), Rows.date(node, "from"),
				Rows.date(node, "to"));
	}

	private Identification identification(Record row) {
		Node node = row.get("f").asNode();
		return new Identification(Rows.entry(node), this.elements.recordOf(row.get("record").asNode()),
				node.get("scheme").asString(), node.get("identifier").asString());
	}

}
