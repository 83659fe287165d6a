package org.rapport.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Kind;
import org.rapport.kernel.Quote;
import org.rapport.kernel.UserErrorCode;

/**
 * Checks forms against the published JSON Schema of the interchange format. It checks a
 * form only against the part for its own type, and reports errors in the curator's words.
 */
public final class FormSchema {

	/** The path of the schema among the resources. */
	public static final String RESOURCE = "/interchange/interchange-2.schema.json";

	/** The type of the first line of a file, which describes the data set. */
	public static final String DATASET = "Dataset";

	private static final String ID = "urn:rapport:interchange:2";

	/** A description of each pattern in the schema, for error messages. */
	public static final Map<String, String> PATTERNS = Map.of("^[a-z0-9][a-z0-9._/-]{0,119}$",
			"a key: up to 120 lower-case letters, digits, dots, slashes, underscores and hyphens; "
					+ "a letter or digit comes first",
			"^[a-z0-9]+(-[a-z0-9]+)*$", "words of lower-case letters and digits, joined by hyphens", "^[A-Z]{2}$",
			"a country code of two capital letters (ISO 3166-1)", "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
			"a language tag such as en or pt-BR (BCP 47)", "\\S", "a text that is not blank", "^https?://",
			"an address that begins with http:// or https://", "^[A-Z]{3}$",
			"a currency code of three capital letters (ISO 4217)", "^[A-Za-z0-9-]{2,40}$",
			"the code of a scheme: 2 to 40 letters, digits and hyphens", "^\\S{1,200}$",
			"an identifier of at most 200 characters without spaces");

	/** What a field is missing for, where only some forms need it. */
	private static final Map<String, String> NEEDED_FOR = Map.of("note",
			"with the basis INFERRED, a note must say how the fact follows", "value",
			"give the figure with its bound, or the words of the source as the wording");

	private static final Set<String> NUMBERS = Set.of("number", "integer");

	private static final Map<String, String> TYPES = Map.of("string", "a text", "number", "a number", "integer",
			"a whole number", "array", "a list", "object", "an object", "boolean", "true or false");

	private final Map<String, Schema> byType;

	private final Map<Kind, Set<String>> fields;

	private final Map<Kind, Set<String>> numbers;

	private final Set<Kind> cited;

	private FormSchema(Map<String, Schema> byType, Map<Kind, Set<String>> fields, Map<Kind, Set<String>> numbers,
			Set<Kind> cited) {
		this.byType = byType;
		this.fields = fields;
		this.numbers = numbers;
		this.cited = cited;
	}

	/** The schema. It is read once, and all share it. */
	public static FormSchema read() {
		return Once.SCHEMA;
	}

	/** Holds the schema from the first use on. */
	private static final class Once {

		private static final FormSchema SCHEMA = fromResource();

	}

	private static FormSchema fromResource() {
		String text;
		try (InputStream in = Objects.requireNonNull(FormSchema.class.getResourceAsStream(RESOURCE))) {
			text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		SchemaRegistryConfig config = SchemaRegistryConfig.builder()
			.formatAssertionsEnabled(true)
			.locale(Locale.ENGLISH)
			.build();
		SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
				(builder) -> builder.schemas(Map.of(ID, text)).schemaRegistryConfig(config));
		Map<String, Schema> byType = new HashMap<>();
		byType.put(DATASET, registry.getSchema(SchemaLocation.of(ID + "#/$defs/" + DATASET)));
		Map<Kind, Set<String>> fields = new EnumMap<>(Kind.class);
		Map<Kind, Set<String>> numbers = new EnumMap<>(Kind.class);
		Set<Kind> cited = EnumSet.noneOf(Kind.class);
		JsonNode definitions = new JsonMapper().readTree(text).get("$defs");
		for (Kind kind : Kind.values()) {
			// In the interchange format a citation is part of the line that it supports.
			String name = (kind != Kind.CITATION) ? kind.label() : "citation";
			byType.put(kind.label(), registry.getSchema(SchemaLocation.of(ID + "#/$defs/" + name)));
			Set<String> named = new TreeSet<>(definitions.get(name).get("properties").propertyNames());
			named.removeAll(Set.of("type", "key", "citations", "correction", Form.PARAGRAPHS));
			fields.put(kind, Collections.unmodifiableSet(named));
			JsonNode properties = definitions.get(name).get("properties");
			numbers.put(kind,
					named.stream()
						.filter((field) -> NUMBERS.contains(properties.get(field).path("type").asString("")))
						.collect(Collectors.toUnmodifiableSet()));
			if (definitions.get(name)
				.get("required")
				.valueStream()
				.anyMatch((one) -> one.asString().equals("citations"))) {
				cited.add(kind);
			}
		}
		return new FormSchema(byType, fields, numbers, cited);
	}

	/** The types that a line may have. */
	public Set<String> types() {
		Set<String> types = new TreeSet<>(this.byType.keySet());
		types.remove(Kind.CITATION.label());
		return types;
	}

	/**
	 * The fields that an element of this kind may have. The text of a document has an act
	 * of its own.
	 */
	public Set<String> fields(Kind kind) {
		return Objects.requireNonNull(this.fields.get(kind));
	}

	/** Whether a field holds a number. */
	public boolean isNumber(Kind kind, String field) {
		return Objects.requireNonNull(this.numbers.get(kind)).contains(field);
	}

	/** Whether each element of this kind needs a citation. */
	public boolean needsCitation(Kind kind) {
		return this.cited.contains(kind);
	}

	/** The errors that the schema finds in a form of one of the {@link #types}. */
	public List<FieldFault> check(String type, JsonNode json) {
		return Objects.requireNonNull(this.byType.get(type))
			.validate(json)
			.stream()
			.map((error) -> new FieldFault(path(error), message(error, type), code(error)))
			.toList();
	}

	private static UserErrorCode code(Error error) {
		return path(error).equals(List.of("citations")) ? UserErrorCode.CITATION_NEEDED : UserErrorCode.INVALID;
	}

	private static List<String> path(Error error) {
		List<String> path = new ArrayList<>();
		NodePath location = error.getInstanceLocation();
		for (int i = 0; i < location.getNameCount(); i++) {
			path.add(Quote.of(String.valueOf(location.getElement(i))));
		}
		if (error.getProperty() != null) {
			path.add(Quote.of(error.getProperty()));
		}
		return path;
	}

	private static String message(Error error, String type) {
		JsonNode rule = error.getSchemaNode();
		String said = (rule != null && rule.isValueNode()) ? rule.asString() : "";
		return switch (error.getKeyword()) {
			case "required" -> error.getEvaluationPath().contains("then")
					? "is missing; " + NEEDED_FOR.get(error.getProperty()) : "is missing";
			case "additionalProperties" -> "is not a field of the type %s".formatted(type);
			case "dependentRequired" -> "needs the field %s, too".formatted(error.getArguments()[0]);
			case "enum" -> "must be one of " + words(rule);
			case "const" -> "must be " + said;
			case "type" -> "must be " + TYPES.getOrDefault(said, said);
			case "pattern" -> "must be " + PATTERNS.getOrDefault(said, "a text that matches the pattern " + said);
			case "format" -> "must be a valid " + said.toUpperCase(Locale.ROOT);
			case "minLength" -> "must not be empty";
			case "maxLength" -> "must have at most %s characters".formatted(said);
			case "minItems" -> "must have at least one entry; otherwise leave the field out";
			case "maxItems" -> "must have at most %s entries".formatted(said);
			case "uniqueItems" -> "must not have the same entry twice";
			case "minimum" -> "must be %s or more".formatted(said);
			case "exclusiveMinimum" -> "must be more than %s".formatted(said);
			default -> error.getMessage();
		};
	}

	private static String words(JsonNode values) {
		StringBuilder words = new StringBuilder();
		for (JsonNode value : values) {
			words.append(words.isEmpty() ? "" : ", ").append(value.asString());
		}
		return words.toString();
	}

}
