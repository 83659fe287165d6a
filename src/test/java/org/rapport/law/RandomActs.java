package org.rapport.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Visibility;
import org.rapport.law.Present.Node;

/**
 * Makes random acts from the mutations of the schema, so that a new mutation is tested as
 * soon as it exists. Most acts are plausible. Some name hidden elements, old versions, or
 * slugs that are not available.
 */
final class RandomActs {

	/**
	 * They are about tokens and imports. Themselves they write nothing that a lens shows.
	 */
	private static final Predicate<String> NO_ACTS = (name) -> name.contains("Token") || name.contains("Import");

	private static final Pattern NEW = Pattern.compile("New(\\w+)Input");

	private static final List<String> CIRCLES = List.of("alpha", "beta");

	private static final List<String> TITLES = List.of("Amber", "Birch", "Cedar Forum", "Amber Circle",
			"Families Forum", "Famlies Forum", "שלום עכשיו", "Juniper");

	private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

	/** The fields that name the two records of a merge or a distinction. */
	private static final Set<String> PAIR = Set.of("survivor", "duplicate", "one", "other");

	private static final int DEEPEST = 2;

	private final GraphQLSchema schema;

	private final Random random;

	private final List<RandomAct> keyed = new ArrayList<>();

	private int number;

	private Present present;

	private Viewer viewer;

	private Set<String> hidden = Set.of();

	private boolean pairsMeetings;

	RandomActs(GraphQLSchema schema, Random random) {
		this.schema = schema;
		this.random = random;
	}

	/**
	 * A random act.
	 *
	 * @param viewer the viewer who acts
	 * @param name the name of the mutation
	 * @param type the type of its input
	 * @param input its input
	 */
	record RandomAct(Viewer viewer, String name, String type, Map<String, Object> input) {

		/** The same act, as a dry run or for real. */
		RandomAct asDryRun(boolean dryRun) {
			Map<String, Object> with = new LinkedHashMap<>(this.input);
			with.put("dryRun", dryRun);
			return new RandomAct(this.viewer, this.name, this.type, with);
		}

		String document(String selection) {
			return "mutation ($input: %s!) { %s(input: $input) %s }".formatted(this.type, this.name, selection);
		}

	}

	/** The names of all mutations that this class uses. */
	List<String> names() {
		return mutations().getFieldDefinitions()
			.stream()
			.map(GraphQLFieldDefinition::getName)
			.filter(NO_ACTS.negate())
			.toList();
	}

	GraphQLObjectType payload(String name) {
		return (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(mutations().getFieldDefinition(name).getType());
	}

	private GraphQLObjectType mutations() {
		return this.schema.getMutationType();
	}

	/** A viewer with all permissions and a random clearance, sometimes the full one. */
	Viewer viewer() {
		if (this.random.nextInt(3) == 0) {
			return new Viewer("full", Clearance.FULL, EnumSet.allOf(Permission.class));
		}
		Set<String> circles = CIRCLES.stream().filter((circle) -> chance(40)).collect(Collectors.toSet());
		Clearance clearance = new Clearance(any(Arrays.asList(Visibility.values())), circles, false);
		return new Viewer(clearance.upTo() + circles.stream().sorted().collect(Collectors.joining()), clearance,
				EnumSet.allOf(Permission.class));
	}

	/** A random act of a viewer on the current graph. */
	RandomAct act(Viewer by, Present on) {
		List<RandomAct> again = this.keyed.stream().filter((act) -> act.viewer().equals(by)).toList();
		if (!again.isEmpty() && chance(5)) {
			return any(again);
		}
		String name = any(names());
		// Acts that remove many elements are rare, because they leave little for the
		// other acts.
		if (name.equals("erase") && chance(60)) {
			name = "restore";
		}
		if (!by.clearance().equals(Clearance.FULL)
				&& Set.of("erase", "mergeActors", "mergeMeetings", "unmerge").contains(name) && chance(80)) {
			name = "cite";
		}
		return act(name, by, on);
	}

	/** A random act with this mutation. */
	RandomAct act(String name, Viewer by, Present on) {
		this.viewer = by;
		this.present = on;
		this.hidden = new HashSet<>();
		on.nodes().values().forEach((node) -> {
			if (node.retracted() || !on.hiding(node.id()).isClearedBy(by.clearance())) {
				this.hidden.add(node.id());
			}
		});
		this.pairsMeetings = name.equals("mergeMeetings") || (name.equals("declareDistinct") && chance(40));
		GraphQLFieldDefinition mutation = mutations().getFieldDefinition(name);
		GraphQLInputObjectType type = (GraphQLInputObjectType) GraphQLTypeUtil
			.unwrapAll(mutation.getArgument("input").getType());
		Map<String, Object> input = object(kind(name), type, 0);
		if (input.containsKey("id")) {
			aim(input, subjects(name));
		}
		if (input.containsKey("mergedId")) {
			List<String> merged = on.aliases().keySet().stream().filter(on.nodes()::containsKey).toList();
			input.put("mergedId", merged.isEmpty() ? pick(Kind.ACTORS) : any(merged));
		}
		RandomAct act = new RandomAct(by, name, type.getName(), input);
		if (input.containsKey("idempotencyKey")) {
			this.keyed.add(act);
		}
		return act;
	}

	/** The kind of element in the payload of a mutation, or null if it can be any. */
	private Kind kind(String name) {
		return payload(name).getFieldDefinitions()
			.stream()
			.map((field) -> GraphQLTypeUtil.unwrapAll(field.getType()).getName())
			.flatMap((label) -> Kind.ofLabel(label).stream())
			.findFirst()
			.orElse(null);
	}

	private Set<Kind> subjects(String name) {
		return switch (name) {
			case "retractRecord" -> Kind.RECORDS;
			case "retractFact" -> facts();
			case "retractCitation" -> EnumSet.of(Kind.CITATION);
			case "restore" -> EnumSet.allOf(Kind.class);
			case "erase" -> chance(70) ? Kind.FACTS : EnumSet.allOf(Kind.class);
			default -> EnumSet.of(kind(name));
		};
	}

	private static Set<Kind> facts() {
		Set<Kind> facts = EnumSet.copyOf(Kind.FACTS);
		facts.remove(Kind.CITATION);
		return facts;
	}

	/** Sets the id of an element and, mostly, its version. */
	private void aim(Map<String, Object> input, Set<Kind> kinds) {
		String id = pick(kinds);
		if (input.containsKey("version") || chance(3)) {
			List<String> retracted = this.present.of(kinds).filter(Node::retracted).map(Node::id).toList();
			id = (!retracted.isEmpty() && chance(60)) ? any(retracted) : id;
		}
		Node node = this.present.nodes().get(id);
		long version = (node != null) ? node.version() : 1;
		input.put("id", id);
		if (input.containsKey("expectedVersion")) {
			input.put("expectedVersion", chance(92) ? version : version + this.random.nextInt(3) - 1);
		}
		if (input.containsKey("version")) {
			input.put("version", 1 + this.random.nextInt((int) version));
		}
	}

	private Map<String, Object> object(Kind kind, GraphQLInputObjectType type, int depth) {
		Map<String, Object> object = new LinkedHashMap<>();
		boolean update = type.getName().startsWith("Update");
		for (GraphQLInputObjectField field : type.getFields()) {
			boolean required = GraphQLTypeUtil.isNonNull(field.getType()) && !field.hasSetDefaultValue();
			if (required || chance(likelihood(field.getName()))) {
				boolean removed = update && !required && chance(15);
				object.put(field.getName(), removed ? null : value(kind, field.getName(), field.getType(), depth));
			}
		}
		if ("INFERRED".equals(object.get("basis"))) {
			object.put("note", "A note");
		}
		if (object.get("value") != null || object.get("bound") != null) {
			object.putIfAbsent("value", 7);
			object.putIfAbsent("bound", "AT_LEAST");
		}
		if (object.get("amount") != null) {
			object.put("currency", "GBP");
		}
		if (object.get("startDate") instanceof String && object.get("endDate") instanceof String) {
			object.remove("endDate");
		}
		return object;
	}

	private static int likelihood(String field) {
		return switch (field) {
			case "circle" -> 12;
			case "idempotencyKey", "slug", "status" -> 15;
			case "dryRun" -> 30;
			case "visibility", "citations", "acceptConflicts" -> 60;
			default -> 35;
		};
	}

	private Object value(Kind kind, String name, GraphQLType type, int depth) {
		GraphQLType plain = GraphQLTypeUtil.unwrapNonNull(type);
		if (plain instanceof GraphQLList list) {
			int most = (depth > 0) ? 1 : 2;
			List<Object> values = new ArrayList<>();
			for (int i = 1 + this.random.nextInt(most); i > 0; i--) {
				Object value = value(kind, name, list.getWrappedType(), depth);
				if (!values.contains(value)) {
					values.add(value);
				}
			}
			return values;
		}
		if (plain instanceof GraphQLEnumType values) {
			boolean open = name.equals("visibility") && chance(50);
			return open ? "PUBLIC" : any(values.getValues()).getName();
		}
		if (plain instanceof GraphQLInputObjectType input) {
			return input.isOneOf() ? choice(kind, name, input, depth) : object(kindOf(input, kind), input, depth + 1);
		}
		String scalar = GraphQLTypeUtil.simplePrint(plain);
		return switch (scalar) {
			case "Boolean" -> chance(name.equals("dryRun") ? 50 : 80);
			case "Int" -> 1 + this.random.nextInt(3);
			case "Float" -> 1.0 + this.random.nextInt(9);
			case "EDTF" -> date();
			case "ID" -> "";
			case "String" -> text(name);
			default -> throw new IllegalStateException("Say what to give for " + name + ": " + scalar);
		};
	}

	private static Kind kindOf(GraphQLInputObjectType type, Kind kind) {
		Matcher matcher = NEW.matcher(type.getName());
		if (matcher.matches()) {
			return Kind.ofLabel(matcher.group(1)).orElseThrow();
		}
		return type.getName().equals("CitationInput") ? Kind.CITATION : kind;
	}

	/** A reference in one of the ways that the type allows. */
	private Map<String, Object> choice(Kind kind, String name, GraphQLInputObjectType type, int depth) {
		List<GraphQLInputObjectField> described = type.getFields()
			.stream()
			.filter((field) -> field.getName().startsWith("new"))
			.toList();
		Set<Kind> kinds = kinds(kind, name, described);
		boolean none = this.present.of(kinds).findAny().isEmpty();
		if (!described.isEmpty() && depth < DEEPEST && (none || chance(20))) {
			GraphQLInputObjectField field = any(described);
			return Map.of(field.getName(), value(kind, field.getName(), field.getType(), depth + 1));
		}
		String id = pick(kinds);
		Node node = this.present.nodes().get(id);
		List<Node> identifiers = this.present.of(EnumSet.of(Kind.IDENTIFICATION))
			.filter((fact) -> fact.ties().get("record").contains(id))
			.toList();
		if (!identifiers.isEmpty() && chance(30)) {
			Map<String, Object> said = any(identifiers).properties();
			return Map.of("identifier", Map.of("scheme", said.get("scheme"), "identifier", said.get("identifier")));
		}
		return (node != null && node.slug() != null && chance(40)) ? Map.of("slug", node.slug()) : Map.of("id", id);
	}

	private Set<Kind> kinds(Kind kind, String name, List<GraphQLInputObjectField> described) {
		if (kind != null) {
			for (Tie tie : Tie.of(kind)) {
				if (tie.field().equals(name)) {
					return tie.kinds();
				}
			}
		}
		if (PAIR.contains(name)) {
			return this.pairsMeetings ? EnumSet.of(Kind.MEETING) : Kind.ACTORS;
		}
		Set<Kind> kinds = EnumSet.noneOf(Kind.class);
		described.forEach((field) -> kinds.add(Kind.ofLabel(field.getName().substring(3)).orElseThrow()));
		return kinds.isEmpty() ? Kind.ACTORS : kinds;
	}

	/** The id of a visible element of these kinds, or sometimes of another. */
	private String pick(Set<Kind> kinds) {
		List<Node> all = this.present.of(kinds).toList();
		List<Node> seen = all.stream().filter((node) -> !this.hidden.contains(node.id())).toList();
		// Chooses the kind first, so that rare kinds are named too.
		Collection<Node> from = (seen.isEmpty() || chance(8)) ? all : seen;
		if (from.isEmpty() || chance(1)) {
			return Ids.derive(any(List.copyOf(kinds)), "law", "nothing");
		}
		Kind kind = any(from.stream().map(Node::kind).distinct().toList());
		return any(from.stream().filter((node) -> node.kind() == kind).toList()).id();
	}

	private String text(String name) {
		return switch (name) {
			case "name", "title", "summary" -> any(TITLES);
			case "circle" -> any(CIRCLES);
			case "label", "locator" -> "l" + this.random.nextInt(4);
			case "slug" -> slug();
			case "file" -> "{\"decision\":\"DIFFERENT\",\"one\":\"%s\",\"other\":\"%s\"}".formatted(pick(Kind.ACTORS),
					pick(Kind.ACTORS));
			case "idempotencyKey" -> "key-" + this.number++;
			case "scheme" -> any(List.of("wikidata", "GB-COH"));
			case "identifier" -> "Q" + this.random.nextInt(12);
			case "language" -> "en";
			case "currency" -> "GBP";
			case "countryCode", "jurisdiction" -> any(List.of("GB", "IL"));
			case "url" -> "https://example.org/" + this.random.nextInt(5);
			case "measure" -> any(List.of("members", "budget"));
			default -> "Some " + name + " " + this.random.nextInt(3);
		};
	}

	private String slug() {
		List<String> taken = new ArrayList<>(this.present.aliases().keySet());
		taken.removeIf((alias) -> alias.contains("_"));
		this.present.nodes().values().stream().map(Node::slug).filter((slug) -> slug != null).forEach(taken::add);
		return (chance(25) && !taken.isEmpty()) ? any(taken) : "new-" + this.number++;
	}

	private String date() {
		LocalDate one = FIRST_DAY.plusDays(this.random.nextInt(12));
		return switch (this.random.nextInt(6)) {
			case 0 -> "2024-01";
			case 1 -> "[" + one + ".." + one.plusDays(3) + "]";
			case 2 -> one + "~";
			default -> one.toString();
		};
	}

	/** A selection of all fields of a payload: leaves, and elements by id. */
	static String selection(GraphQLObjectType payload) {
		Map<String, String> fields = new HashMap<>();
		payload.getFieldDefinitions().forEach((field) -> {
			String type = GraphQLTypeUtil.unwrapAll(field.getType()).getName();
			fields.put(field.getName(), switch (type) {
				case "UserError" -> " { field message code }";
				case "Warning" -> " { message code field candidates { id } }";
				case "PlannedChange" ->
					" { elementId type change fields { field before after namedBefore { id } namedAfter { id } } }";
				case "MergeConflict" -> " { kind message nodes { id } }";
				case "ID", "Int", "String", "Boolean" -> "";
				default -> " { __typename id }";
			});
		});
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + field.getValue())
			.sorted()
			.collect(Collectors.joining(" ", "{ ", " }"));
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T any(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

}
