package org.rapport.law;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.rapport.kernel.Kind;
import org.rapport.law.RandomGraph.Item;

/**
 * Makes queries about a random graph that together select every field of the schema. They
 * are made from the schema, so that a new field is tested as soon as it exists.
 */
final class Battery {

	/** The fields of {@code Query} that this class uses. */
	static final Set<String> ASKED = new TreeSet<>(Set.of("node", "nodes", "actor", "person", "organisation",
			"government", "post", "initiative", "meeting", "document", "topic", "place", "endorsement", "asks",
			"endorsementChain", "engagements", "memberLinks", "people", "organisations", "governments", "posts",
			"meetings", "initiatives", "documents", "endorsements", "topics", "places", "claims", "involvements",
			"search", "changes", "possibleDuplicates", "possibleDuplicateMeetings", "identityDecisions", "datasets"));

	/** The fields that list a whole kind. */
	private static final List<String> WHOLE_KINDS = List.of("people", "organisations", "governments", "posts",
			"meetings", "initiatives", "documents", "endorsements", "topics", "places", "claims", "involvements");

	/**
	 * These are about the lens and the viewer, for administrators only, or for those who
	 * see everything.
	 */
	static final Set<String> NOT_ASKED = Set.of("lens", "viewer", "tokens", "importJob", "importJobs", "importFiles");

	private static final Set<String> PAGING = Set.of("first", "after", "last", "before");

	private static final int MOST_IDS = 100;

	private static final List<String> DURING = List.of("2024-01-04", "2024-01-03/2024-01-08", "2023", "../2024-01-05",
			"[2024-01-02,2024-01-06]");

	private final GraphQLSchema schema;

	private final RandomGraph graph;

	private final Random random;

	/**
	 * Makes queries for a graph.
	 * @param random makes the choice where the queries cannot cover everything
	 */
	Battery(GraphQLSchema schema, RandomGraph graph, Random random) {
		this.schema = schema;
		this.graph = graph;
		this.random = random;
	}

	/**
	 * A connection that can be read page by page.
	 *
	 * @param parent the id of the parent, or null for a field of {@code Query}
	 * @param type the type of the parent
	 * @param field the field with its arguments, without the closing parenthesis
	 * @param connection the type of the connection
	 */
	record Paged(String parent, String type, String field, GraphQLFieldsContainer connection) {

		/** A query for a page with these arguments. */
		String question(String arguments, String selection) {
			String clean = (this.field + ", " + arguments + ") " + selection).replace("(, ", "(").replace(", , ", ", ");
			return (this.parent == null) ? clean
					: "node(id: \"%s\") { ... on %s { %s } }".formatted(this.parent, this.type, clean);
		}

	}

	/** Queries for every element of every kind, with all fields and lists. */
	List<String> elements(int depth) {
		List<String> questions = new ArrayList<>();
		for (Kind kind : Kind.values()) {
			GraphQLFieldsContainer type = type(kind.label());
			List<String> ids = this.graph.ids(kind);
			for (int i = 0; i < ids.size(); i += MOST_IDS) {
				questions.add("{ nodes(ids: %s) { __typename ... on %s %s } }".formatted(
						strings(ids.subList(i, Math.min(ids.size(), i + MOST_IDS))), kind.label(),
						selection(type, depth, true)));
			}
		}
		return questions;
	}

	/** Lookups in every way, with right and wrong kinds. */
	List<String> lookUps() {
		List<String> fields = new ArrayList<>();
		List<String> byRef = ASKED.stream()
			.filter((name) -> query(name).getArgument("by") != null)
			.filter((name) -> query(name).getArguments().size() == 1)
			.toList();
		for (Item item : this.graph.records()) {
			for (String name : byRef) {
				if (name.equalsIgnoreCase(item.kind().label()) || this.random.nextInt(8) == 0
						|| (name.equals("actor") && item.kind().isActor())) {
					fields.add(name + "(by: {slug: \"" + item.slug() + "\"}) { __typename id }");
					fields.add(name + "(by: {id: \"" + item.id() + "\"}) { __typename id }");
				}
			}
		}
		for (Item item : this.graph.of(Kind.IDENTIFICATION)) {
			byRef.forEach((name) -> fields.add(name + "(by: " + identifier(item) + ") { __typename id }"));
		}
		for (Kind kind : Kind.values()) {
			this.graph.ids(kind).stream().limit(3).forEach((id) -> {
				fields.add("node(id: \"" + id + "\") { __typename id }");
				fields.add("endorsement(id: \"" + id + "\") { __typename id }");
			});
		}
		fields.add("node(id: \"mtg_aaaaaaaaaaaaaaaaaaaa\") { id }");
		fields.add("node(id: \"nonsense\") { id }");
		return batched(fields, 40);
	}

	/** Queries over many records at once. */
	List<String> central(int number) {
		List<String> fields = new ArrayList<>();
		for (Paged paged : central0(number)) {
			String field = paged.field() + ") " + selection(paged.connection(), 2, false);
			fields.add((paged.parent() == null) ? field
					: "node(id: \"%s\") { ... on %s { %s } }".formatted(paged.parent(), paged.type(), field));
		}
		fields.addAll(chains());
		fields.add("datasets " + selection(type("Dataset"), 0, false));
		return batched(fields, 3);
	}

	/**
	 * A query for the links of one member, found by its kind. With little it may be read
	 * as a whole; with everything a part of it is read by itself.
	 */
	List<String> links() {
		List<Paged> linked = central0(1).stream().filter((paged) -> paged.parent() != null).toList();
		if (linked.isEmpty()) {
			return List.of();
		}
		Paged paged = any(linked);
		String link = "%s(by: {id: \"%s\"}) { id ... on Actor { %s) %%s } }"
			.formatted(paged.type().toLowerCase(Locale.ROOT), paged.parent(), paged.field());
		return List.of("{ " + link.formatted("{ totalCount pageInfo { hasNextPage endCursor } edges { cursor } nodes { "
				+ "strength strengths { kind strength } firstDate { text } lastDate { text } member { id name } "
				+ "otherMember { __typename slug ... on Organisation { countryCode } } } }") + " }",
				"{ " + link.formatted(selection(paged.connection(), 2, false)) + " }");
	}

	/** A query for a chain with everything, and one for the same chain with little. */
	List<String> chain() {
		List<String> chains = chains();
		if (chains.isEmpty()) {
			return List.of();
		}
		String chain = any(chains);
		String endorsements = "endorsements(first: 2) { totalCount nodes { date { text } endorser { __typename id name } } }";
		return List.of("{ " + chain + " }",
				"{ %s { root { id %s } truncated steps { depth derivation { id kind asked: askedWording } earlier { id } %s } } }"
					.formatted(chain.substring(0, chain.indexOf(')') + 1), endorsements, endorsements));
	}

	private List<String> chains() {
		List<String> fields = new ArrayList<>();
		for (Item item : this.graph.items()) {
			if (item.kind() == Kind.DOCUMENT || item.kind() == Kind.INITIATIVE) {
				for (String direction : List.of("UPSTREAM", "DOWNSTREAM", "BOTH")) {
					fields.add("endorsementChain(by: %s, direction: %s, maxDepth: %d) %s".formatted(reference(item),
							direction, any(List.of(6, 6, 2, 1)), selection(type("EndorsementChain"), 2, false)));
				}
			}
		}
		return fields;
	}

	/** Queries for history, possible duplicates, and former slugs and ids. */
	List<String> done(Collection<String> formerNames) {
		String entries = "{ totalCount nodes { id elementId version change act recordedBy reason element { id } "
				+ "fields { field before after namedBefore { id } namedAfter { id } } } }";
		List<String> fields = new ArrayList<>(List.of("changes(first: 40) " + entries, "changes(last: 40) " + entries,
				"possibleDuplicates(minimumScore: 0.6, first: 10) { totalCount nodes { score one { id name } "
						+ "other { id name } reasons { kind message } } }",
				"possibleDuplicateMeetings(minimumScore: 0.6, first: 10) { totalCount nodes { score one { id title } "
						+ "other { id title } reasons { kind message } } }",
				"identityDecisions"));
		for (Item item : this.graph.items()) {
			fields.add("changes(element: \"" + item.id() + "\", first: 10) " + entries);
		}
		for (String name : formerNames) {
			boolean id = name.contains("_");
			fields.add(id ? "node(id: \"" + name + "\") { id }" : "actor(by: {slug: \"" + name + "\"}) { id }");
			fields.add("actor(by: {" + (id ? "id" : "slug") + ": \"" + name + "\"}) { id }");
			fields.add("meeting(by: {" + (id ? "id" : "slug") + ": \"" + name + "\"}) { id }");
			fields.add("document(by: {" + (id ? "id" : "slug") + ": \"" + name + "\"}) { id }");
		}
		List<String> questions = new ArrayList<>();
		// Each is in its own query, because these cost the most.
		questions.addAll(batched(fields.subList(0, 5), 1));
		questions.addAll(batched(fields.subList(5, fields.size()), 5));
		return questions;
	}

	/** Queries that only search. */
	List<String> searches(int number) {
		List<String> fields = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			fields.add("search(text: \"" + text() + "\") " + selection(type("SearchConnection"), 0, false));
		}
		return batched(fields, 10);
	}

	private List<Paged> central0(int number) {
		List<Paged> fields = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			List<String> asks = new ArrayList<>();
			maybe(60, asks, "askedBy: " + actors());
			maybe(60, asks, "askedOf: " + actors());
			maybe(40, asks, "answered: " + this.random.nextBoolean());
			if (asks.isEmpty()) {
				asks.add("first: 50");
			}
			fields.add(central("asks", asks));
			List<String> engagements = new ArrayList<>(List.of("side: " + actors()));
			maybe(50, engagements, "otherSide: " + actors());
			fields.add(central("engagements", varied(query("engagements"), engagements)));
			if (i == 0) {
				WHOLE_KINDS.forEach((name) -> fields.add(wholeKind(name)));
			}
			Item network = any(this.graph.actors());
			List<Item> bodies = new ArrayList<>(this.graph.of(Kind.ORGANISATION));
			bodies.addAll(this.graph.of(Kind.GOVERNMENT));
			if (!bodies.isEmpty() && this.random.nextInt(10) > 0) {
				network = any(bodies);
			}
			List<String> links = new ArrayList<>(List.of("network: " + reference(network)));
			maybe(30, links, "minimumStrength: 2");
			maybe(40, links, "maxSharedSize: " + (2 + this.random.nextInt(2)));
			maybe(40, links, "via: [" + any(List.of("MEETING", "PERSON, ENDORSEMENT", "INITIATIVE", "GROUP")) + "]");
			maybe(50, links, "orderBy: " + value("orderBy", this.schema.getType("MemberLinkOrder")));
			fields.add(central("memberLinks", links));
			List<String> search = new ArrayList<>(List.of("text: \"" + text() + "\""));
			maybe(30, search,
					"types: [" + any(List.of("PERSON, ORGANISATION", "MEETING", "DOCUMENT, ASK, POST")) + "]");
			fields.add(central("search", search));
			for (Item member : this.graph.actors()) {
				if (i == 0) {
					fields.add(new Paged(member.id(), member.kind().label(),
							"linkedMembers(" + String.join(", ", links), type("MemberLinkConnection")));
				}
			}
		}
		return fields;
	}

	private Paged wholeKind(String name) {
		List<String> arguments = varied(query(name), new ArrayList<>());
		if (arguments.isEmpty()) {
			arguments.add("first: 50");
		}
		return central(name, arguments);
	}

	private Paged central(String name, List<String> arguments) {
		return new Paged(null, "Query", name + "(" + String.join(", ", arguments), type(query(name)));
	}

	/** Connections in the graph that can give cursors. */
	private List<Paged> connections(int number) {
		List<Paged> all = new ArrayList<>();
		for (Item item : this.graph.items()) {
			for (GraphQLFieldDefinition field : type(item.kind().label()).getFieldDefinitions()) {
				if (isConnection(field) && required(field).isEmpty()) {
					List<String> arguments = varied(field, new ArrayList<>());
					arguments.add("");
					all.add(new Paged(item.id(), item.kind().label(),
							field.getName() + "(" + String.join(", ", arguments), type(field)));
				}
			}
		}
		Collections.shuffle(all, this.random);
		List<Paged> some = new ArrayList<>(all.subList(0, Math.min(number, all.size())));
		central0(1).stream().filter((paged) -> !paged.field().contains("first:")).forEach(some::add);
		return some;
	}

	/**
	 * Lists, each in one of its orders, both ascending and descending. The two queries
	 * for a list follow each other.
	 */
	List<Paged> ordered(int number) {
		List<Paged> lists = new ArrayList<>();
		List<Paged> all = new ArrayList<>();
		for (Item item : this.graph.items()) {
			for (GraphQLFieldDefinition field : type(item.kind().label()).getFieldDefinitions()) {
				if (isConnection(field) && required(field).isEmpty()) {
					all.add(new Paged(item.id(), item.kind().label(), field.getName(), type(field)));
				}
			}
		}
		for (GraphQLFieldDefinition field : this.schema.getQueryType().getFieldDefinitions()) {
			// SearchIT tests the pages of searches, with texts that have enough results.
			if (isConnection(field) && !field.getName().equals("search")) {
				all.add(new Paged(null, "Query", field.getName(), type(field)));
			}
		}
		Collections.shuffle(all, this.random);
		for (Paged paged : all.subList(0, Math.min(number, all.size()))) {
			GraphQLFieldDefinition field = ((GraphQLFieldsContainer) this.schema.getType(paged.type()))
				.getFieldDefinition(paged.field());
			List<String> arguments = new ArrayList<>();
			required(field).forEach((argument) -> arguments
				.add(argument.getName() + ": " + value(argument.getName(), argument.getType())));
			String common = paged.field() + "(" + String.join(", ", arguments);
			GraphQLArgument orderBy = field.getArgument("orderBy");
			if (orderBy == null) {
				lists.add(new Paged(paged.parent(), paged.type(), common, paged.connection()));
				continue;
			}
			GraphQLInputObjectType order = (GraphQLInputObjectType) orderBy.getType();
			String by = any((GraphQLEnumType) GraphQLTypeUtil.unwrapAll(order.getField("field").getType()));
			for (String direction : List.of("ASC", "DESC")) {
				lists.add(new Paged(paged.parent(), paged.type(),
						common + ", orderBy: {field: " + by + ", direction: " + direction + "}", paged.connection()));
			}
		}
		return lists;
	}

	/** Queries that return cursors. Pass their answer to {@link Harvest#pages}. */
	Harvest harvest(int number) {
		return new Harvest(connections(number));
	}

	/** Queries for cursors, and for the pages that begin or end at them. */
	final class Harvest {

		private final List<Paged> connections;

		private Harvest(List<Paged> connections) {
			this.connections = connections;
		}

		String question() {
			List<String> fields = this.connections.stream()
				.map((paged) -> paged.question("first: 20", "{ edges { cursor } }"))
				.toList();
			return batched(fields, fields.size()).stream().findFirst().orElse("{ __typename }");
		}

		/** The pages around one cursor of each connection. */
		List<String> pages(Map<String, Object> answer) {
			List<String> fields = new ArrayList<>();
			for (int i = 0; i < this.connections.size(); i++) {
				Paged paged = this.connections.get(i);
				List<String> cursors = new ArrayList<>();
				collect(answer.get("q" + i), cursors);
				if (!cursors.isEmpty()) {
					String cursor = any(cursors);
					for (String page : List.of("first: 2, after: \"%s\"", "last: 2, before: \"%s\"",
							"first: 1, before: \"%s\"")) {
						fields.add(paged.question(page.formatted(cursor), selection(paged.connection(), 0, false)));
					}
				}
			}
			return batched(fields, 30);
		}

		private static void collect(Object answer, List<String> cursors) {
			if (answer instanceof Map<?, ?> map) {
				map.forEach((name, value) -> {
					if (name.equals("cursor")) {
						cursors.add(String.valueOf(value));
					}
					collect(value, cursors);
				});
			}
			else if (answer instanceof Collection<?> list) {
				list.forEach((each) -> collect(each, cursors));
			}
		}

	}

	/**
	 * A selection of all fields of a type. Elements with an id beyond this depth are
	 * selected by id only.
	 */
	String selection(GraphQLFieldsContainer type, int depth, boolean vary) {
		if (depth == 0 && type.getFieldDefinition("id") != null) {
			return "{ __typename id }";
		}
		boolean listing = isConnection(type) || type.getFieldDefinition("cursor") != null;
		int further = listing ? depth : Math.max(0, depth - 1);
		List<String> fields = new ArrayList<>(List.of("__typename"));
		for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
			boolean twice = isConnection(type) && field.getName().equals("nodes");
			if (!required(field).isEmpty() || twice) {
				continue;
			}
			if (isLeaf(field)) {
				fields.add(field.getName());
				continue;
			}
			fields.add(field.getName() + " " + selection(type(field), further, false));
			if (vary && isConnection(field)) {
				variations(field, fields);
			}
		}
		return fields.stream().collect(Collectors.joining(" ", "{ ", " }"));
	}

	/** Adds the same field with some of its arguments. */
	private void variations(GraphQLFieldDefinition field, List<String> fields) {
		for (int i = 0; i < 2; i++) {
			List<String> arguments = varied(field, new ArrayList<>());
			arguments.add(any(List.of("first: 1", "last: 1", "last: 2", "first: 0", "first: 100")));
			fields.add("v%d_%s: %s(%s) %s".formatted(i, field.getName(), field.getName(), String.join(", ", arguments),
					selection(type(field), 0, false)));
		}
	}

	/** Adds some optional arguments that are not about pages. */
	private List<String> varied(GraphQLFieldDefinition field, List<String> arguments) {
		for (GraphQLArgument argument : field.getArguments()) {
			String name = argument.getName();
			boolean given = arguments.stream().anyMatch((other) -> other.startsWith(name + ":"));
			if (PAGING.contains(name) || given || name.equals("otherSide") || this.random.nextInt(3) == 0) {
				continue;
			}
			arguments.add(name + ": " + value(name, argument.getType()));
		}
		return arguments;
	}

	/** Any value of a type. For texts it depends on the name of the argument. */
	private String value(String name, GraphQLType type) {
		GraphQLType plain = GraphQLTypeUtil.unwrapNonNull(type);
		if (plain instanceof GraphQLList list) {
			String one = value(name, list.getWrappedType());
			return this.random.nextBoolean() ? "[" + one + "]"
					: "[" + one + ", " + value(name, list.getWrappedType()) + "]";
		}
		if (plain instanceof GraphQLEnumType values) {
			return any(values);
		}
		if (plain instanceof GraphQLInputObjectType input) {
			if (input.getName().equals("ActorSelection")) {
				return actors();
			}
			if (input.getName().equals("NodeRef")) {
				return reference(any(this.graph.records()));
			}
			List<String> parts = new ArrayList<>();
			boolean order = name.equals("orderBy");
			input.getFields()
				.forEach((field) -> maybe(order ? 100 : 40, parts,
						field.getName() + ": " + value(field.getName(), field.getType())));
			return "{" + String.join(", ", parts) + "}";
		}
		String values = GraphQLTypeUtil.simplePrint(plain);
		return switch (values.equals("EDTF") ? values : name) {
			case "EDTF" -> "\"" + any(DURING) + "\"";
			case "countryCode" -> any(List.of("\"GB\"", "\"IL\""));
			case "language" -> "\"en\"";
			case "measure" -> any(List.of("\"members\"", "\"budget\""));
			case "minimumStrength", "maxSharedSize" -> String.valueOf(2 + this.random.nextInt(2));
			default -> throw new IllegalStateException("Say what to give for " + name + ": " + values);
		};
	}

	/** A text that a user may search for in this graph. */
	private String text() {
		String name = any(this.graph.items()
			.stream()
			.flatMap((item) -> Stream.of("name", "title", "summary", "identifier").map(item::text))
			.filter(Objects::nonNull)
			.toList());
		String[] words = name.split("[ –]");
		int letter = this.random.nextInt(name.length());
		return switch (this.random.nextInt(6)) {
			case 0 -> name;
			case 1 -> name.substring(0, letter + 1);
			case 2 -> words[words.length - 1];
			case 3 -> words[words.length - 1] + " " + words[0];
			case 4 -> name.substring(0, letter) + name.substring(letter + 1);
			default -> name.substring(0, letter) + "x" + name.substring(letter);
		};
	}

	private String actors() {
		List<Item> all = this.graph.actors();
		List<Item> bodies = all.stream()
			.filter((item) -> item.kind() == Kind.ORGANISATION || item.kind() == Kind.GOVERNMENT)
			.toList();
		return switch (this.random.nextInt(4)) {
			case 0 -> "{membersOf: " + reference(bodies.isEmpty() ? any(all) : any(bodies)) + "}";
			case 1 -> "{bodiesOf: " + reference(bodies.isEmpty() ? any(all) : any(bodies)) + "}";
			case 2 -> "{actors: [" + reference(any(all)) + "]}";
			default -> all.stream().map(this::reference).collect(Collectors.joining(", ", "{actors: [", "]}"));
		};
	}

	/** A reference to a record, in any of the possible ways. */
	private String reference(Item item) {
		List<Item> identifiers = this.graph.of(Kind.IDENTIFICATION)
			.stream()
			.filter((identification) -> identification.text("record").equals(item.key()))
			.toList();
		return switch (this.random.nextInt(identifiers.isEmpty() ? 2 : 3)) {
			case 0 -> "{id: \"" + item.id() + "\"}";
			case 1 -> "{slug: \"" + item.slug() + "\"}";
			default -> identifier(identifiers.get(0));
		};
	}

	private static String identifier(Item item) {
		return "{identifier: {scheme: \"%s\", identifier: \"%s\"}}".formatted(item.text("scheme"),
				item.text("identifier"));
	}

	private static List<String> batched(List<String> fields, int size) {
		List<String> questions = new ArrayList<>();
		for (int i = 0; i < fields.size(); i += size) {
			Map<String, String> named = new LinkedHashMap<>();
			for (String field : fields.subList(i, Math.min(fields.size(), i + size))) {
				named.put("q" + named.size(), field);
			}
			questions.add(named.entrySet()
				.stream()
				.map((field) -> field.getKey() + ": " + field.getValue())
				.collect(Collectors.joining("\n", "{ ", " }")));
		}
		return questions;
	}

	private void maybe(int percent, List<String> parts, String part) {
		if (this.random.nextInt(100) < percent) {
			parts.add(part);
		}
	}

	private <T> T any(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

	private String any(GraphQLEnumType values) {
		List<GraphQLEnumValueDefinition> all = values.getValues();
		return any(all).getName();
	}

	private static String strings(List<String> texts) {
		return texts.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
	}

	private GraphQLFieldDefinition query(String name) {
		GraphQLObjectType query = this.schema.getQueryType();
		return query.getFieldDefinition(name);
	}

	private GraphQLFieldsContainer type(String name) {
		return (GraphQLFieldsContainer) this.schema.getType(name);
	}

	private static GraphQLFieldsContainer type(GraphQLFieldDefinition field) {
		return (GraphQLFieldsContainer) GraphQLTypeUtil.unwrapAll(field.getType());
	}

	private static boolean isLeaf(GraphQLFieldDefinition field) {
		return !(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLFieldsContainer);
	}

	private static boolean isConnection(GraphQLFieldsContainer type) {
		return type.getFieldDefinition("edges") != null;
	}

	private static boolean isConnection(GraphQLFieldDefinition field) {
		return !isLeaf(field) && isConnection(type(field));
	}

	private static List<GraphQLArgument> required(GraphQLFieldDefinition field) {
		return field.getArguments()
			.stream()
			.filter((argument) -> GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue())
			.toList();
	}

}
