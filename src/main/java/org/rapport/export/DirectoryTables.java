package org.rapport.export;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.api.ListArguments;
import org.rapport.api.RootList;
import org.rapport.directory.Actor;
import org.rapport.directory.DirectoryGraph;
import org.rapport.directory.DirectoryLists;
import org.rapport.directory.Government;
import org.rapport.directory.Identification;
import org.rapport.directory.Membership;
import org.rapport.directory.Name;
import org.rapport.directory.Organisation;
import org.rapport.directory.Person;
import org.rapport.directory.Place;
import org.rapport.directory.Post;
import org.rapport.directory.Role;
import org.rapport.directory.Topic;
import org.rapport.export.Table.Grouping;
import org.rapport.export.Table.RecordFilter;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Parent;
import org.rapport.kernel.RapportException;
import org.rapport.provenance.ProvenanceGraph;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The tables of actors, memberships and roles, and of topics and places. */
@Component
@Order(2)
class DirectoryTables implements TableGroup {

	private static final String DURING = "during";

	private static final String MEMBER = "MEMBER";

	private final DirectoryLists lists;

	private final DirectoryGraph graph;

	private final ProvenanceGraph provenance;

	DirectoryTables(DirectoryLists lists, DirectoryGraph graph, ProvenanceGraph provenance) {
		this.lists = lists;
		this.graph = graph;
		this.provenance = provenance;
	}

	@Override
	public List<Table<?>> tables() {
		return List.of(organisations(), people(), governments(), posts(), memberships(), roles(), topics(), places());
	}

	private Table<Organisation> organisations() {
		Columns<Organisation> columns = actor(new Columns<Organisation>())
			.text("kind", "The kind of organisation.", Organisation::kind)
			.text("country_code", "Its country, in ISO 3166-1 alpha-2.", Organisation::countryCode)
			.text("legal_form", "Its legal form.", Organisation::legalForm)
			.text("jurisdiction", "Where it is registered.", Organisation::jurisdiction)
			.records("office", "The places of its offices", this.graph.offices(), (row) -> row);
		return root("An organisation.", this.lists.organisations(), columns);
	}

	private Table<Person> people() {
		return root("A person.", this.lists.people(), actor(new Columns<Person>()));
	}

	private Table<Government> governments() {
		Columns<Government> columns = actor(new Columns<Government>())
			.text("kind", "The kind of government.", Government::kind)
			.text("country_code", "Its country, in ISO 3166-1 alpha-2.", Government::countryCode);
		return root("A government.", this.lists.governments(), columns);
	}

	private Table<Post> posts() {
		return root("A post.", this.lists.posts(), actor(new Columns<Post>()));
	}

	private <T extends Element> Table<T> root(String about, RootList<T> list, Columns<T> columns) {
		columns.visibility().sources(this.provenance.citationsOfRecord());
		return root(about, list, columns.all());
	}

	/** A table with a row for each entry of a list of {@code Query}. */
	static <T extends Element> Table<T> root(String about, RootList<T> list, List<Column<T>> columns) {
		return new Table<>(
				list.field(), about, List.of("Query." + list.field()), List.of(), (asked) -> TableWalk
					.through(asked.lens(), list.listing(), Parent.ROOT, list.filters().apply(asked).known()),
				columns, Grouping.none());
	}

	private <T extends Actor> Columns<T> actor(Columns<T> columns) {
		columns.id()
			.text("slug", "A readable name for addresses.", Actor::slug)
			.text("name", "The name.", Actor::name)
			.list("other_names", "Other names that it has or had.", this.graph.names(), (row) -> row,
					(names) -> Columns.joined(names.stream().map(Name::name).toList()));
		return identifiers(columns).text("description", "One sentence about it.", Actor::description);
	}

	private <T extends Element> Columns<T> identifiers(Columns<T> columns) {
		return columns.list("identifiers", "Its identifiers in outside schemes, each as scheme:identifier.",
				this.graph.identifications(), (row) -> row, DirectoryTables::identifiers);
	}

	private static @Nullable String identifiers(List<Identification> all) {
		return Columns.joined(all.stream().map((each) -> each.scheme() + ":" + each.identifier()).toList());
	}

	private Table<Topic> topics() {
		Columns<Topic> columns = new Columns<Topic>().id()
			.text("slug", "A readable name for addresses.", Topic::slug)
			.text("name", "The name.", Topic::name);
		return root("A topic.", this.lists.topics(), identifiers(columns));
	}

	private Table<Place> places() {
		Columns<Place> columns = new Columns<Place>().id()
			.text("slug", "A readable name for addresses.", Place::slug)
			.text("name", "The name, as the source prints it.", Place::name)
			.text("country_code", "Its country, in ISO 3166-1 alpha-2.", Place::countryCode);
		return root("A place.", this.lists.places(), identifiers(columns));
	}

	private Table<Membership> memberships() {
		Columns<Membership> columns = new Columns<Membership>().id()
			.end("actor", "The member, body or chapter", Membership::actor)
			.text("kind", "MEMBER, BODY or CHAPTER.", Membership::kind)
			.end("belongs_to", "The organisation or government that it belongs to", Membership::belongsTo)
			.date("start_date", "start_", "When it began", Membership::startDate)
			.date("end_date", "end_", "When it ended", Membership::endDate)
			.visibility()
			.basisAndSources(this.provenance.citationsOfFact());
		return new Table<>("memberships", "An actor and an organisation or government that it belongs to.",
				List.of("Actor.memberships"),
				List.of(new RecordFilter("actor", "Only memberships of this actor."), new RecordFilter("belongsTo",
						"Only members, bodies and chapters of this organisation or government. Unnamed groups are left out.")),
				this::memberships, columns.all(), new Grouping<>("actors", (row) -> row.actor().id()));
	}

	private TableWalk<Membership> memberships(ListArguments asked) {
		Lens lens = asked.lens();
		String whole = asked.id("belongsTo");
		String actor = only(asked.id("actor"), "actor", whole, "belongsTo");
		Map<String, Object> filter = asked.filters("kind", DURING).known();
		if (actor != null) {
			return TableWalk.through(lens, this.graph.memberships(), Parent.of(actor), filter);
		}
		if (whole == null) {
			return TableWalk.oneAfterAnother(below(lens, this.lists.organisations(), this.graph.memberships(), filter),
					below(lens, this.lists.people(), this.graph.memberships(), filter),
					below(lens, this.lists.governments(), this.graph.memberships(), filter),
					below(lens, this.lists.posts(), this.graph.memberships(), filter));
		}
		String kind = asked.get("kind");
		TableWalk<Membership> members = TableWalk.through(lens, this.graph.members(), Parent.of(whole),
				asked.filters(DURING).known());
		TableWalk<Membership> parts = TableWalk.through(lens, this.graph.parts(), Parent.of(whole), filter);
		if (kind == null) {
			return TableWalk.oneAfterAnother(members, parts);
		}
		return kind.equals(MEMBER) ? members : parts;
	}

	private Table<Role> roles() {
		Columns<Role> columns = new Columns<Role>().id()
			.end("person", "The person", Role::person)
			.text("title", "The role as the source names it.", Role::title)
			.end("held_in", "The organisation, government or post", Role::heldIn)
			.date("start_date", "start_", "When it began", Role::startDate)
			.date("end_date", "end_", "When it ended", Role::endDate)
			.visibility()
			.basisAndSources(this.provenance.citationsOfFact());
		return new Table<>("roles", "A person and a role.", List.of("Person.roles"),
				List.of(new RecordFilter("person", "Only roles of this person."),
						new RecordFilter("heldIn", "Only roles in this organisation, government or post.")),
				this::roles, columns.all(), new Grouping<>("people", (row) -> row.person().id()));
	}

	private TableWalk<Role> roles(ListArguments asked) {
		Map<String, Object> filter = asked.filters(DURING).known();
		String body = asked.id("heldIn");
		String person = only(asked.id("person"), "person", body, "heldIn");
		if (person != null) {
			return TableWalk.through(asked.lens(), this.graph.roles(), Parent.of(person), filter);
		}
		return (body != null) ? TableWalk.through(asked.lens(), this.graph.people(), Parent.of(body), filter)
				: below(asked.lens(), this.lists.people(), this.graph.roles(), filter);
	}

	private static <P extends Element, T> TableWalk<T> below(Lens lens, RootList<P> parents, Listing<T> list,
			Map<String, Object> filter) {
		return TableWalk.below(lens, parents.listing(), Map.of(), list, filter);
	}

	private static @Nullable String only(@Nullable String one, String name, @Nullable String other, String otherName) {
		if (one != null && other != null) {
			throw new RapportException(ErrorCode.BAD_REQUEST_PARAMETERS,
					"Give \"%s\" or \"%s\", not both".formatted(name, otherName));
		}
		return one;
	}

}
