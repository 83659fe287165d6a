package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Quote;
import tools.jackson.databind.JsonNode;

/**
 * The published JSON Schema of the interchange format, asked only about the type that a
 * line says it has, and its findings in the curator's words.
 */
final class LineSchema {

	static final String RESOURCE = "/interchange/interchange-1.schema.json";

	static final String DATASET = "Dataset";

	private static final String ID = "urn:rapport:interchange:1";

	/** What the patterns of the schema ask for. */
	static final Map<String, String> PATTERNS = Map.of("^[a-z0-9][a-z0-9./-]{0,119}$",
			"a key: up to 120 lower-case letters, digits, dots, slashes and hyphens, a letter or digit first",
			"^[a-z0-9]+(-[a-z0-9]+)*$", "lower-case letters and digits in words joined by hyphens", "^[A-Z]{2}$",
			"a country as two capital letters (ISO 3166-1)", "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
			"a language tag such as en or pt-BR (BCP 47)", "\\S", "a text that is not blank", "^https?://",
			"an address that begins with http:// or https://", "^[A-Z]{3}$",
			"a currency as three capital letters (ISO 4217)", "^[A-Za-z0-9-]{2,40}$",
			"the code of a scheme: 2 to 40 letters, digits and hyphens", "^\\S{1,200}$",
			"an identifier of at most 200 characters without spaces");

	private static final Map<String, String> TYPES = Map.of("string", "a text", "number", "a number", "integer",
			"a whole number", "array", "a list", "object", "an object");

	private final Map<String, Schema> byType;

	private LineSchema(Map<String, Schema> byType) {
		this.byType = byType;
	}

	static LineSchema read() {
		String text;
		try (InputStream in = Objects.requireNonNull(LineSchema.class.getResourceAsStream(RESOURCE))) {
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
		for (Kind kind : Tie.LINES) {
			byType.put(kind.label(), registry.getSchema(SchemaLocation.of(ID + "#/$defs/" + kind.label())));
		}
		return new LineSchema(byType);
	}

	Set<String> types() {
		return new TreeSet<>(this.byType.keySet());
	}

	/** Notes what the schema finds wrong with a line of one of the {@link #types}. */
	void check(int number, String type, JsonNode line, Problems problems) {
		List<Error> errors = Objects.requireNonNull(this.byType.get(type)).validate(line);
		for (Error error : errors) {
			problems.add(number, field(error), message(error, type));
		}
	}

	private static String field(Error error) {
		StringBuilder field = new StringBuilder();
		NodePath path = error.getInstanceLocation();
		for (int i = 0; i < path.getNameCount(); i++) {
			Object element = path.getElement(i);
			if (element instanceof Number index) {
				field.append('[').append(index).append(']');
			}
			else {
				field.append(field.isEmpty() ? "" : ".").append(Quote.of(String.valueOf(element)));
			}
		}
		String property = error.getProperty();
		if (property != null) {
			field.append(field.isEmpty() ? "" : ".").append(Quote.of(property));
		}
		return field.toString();
	}

	private static String message(Error error, String type) {
		JsonNode rule = error.getSchemaNode();
		String said = (rule != null && rule.isValueNode()) ? rule.asString() : "";
		return switch (error.getKeyword()) {
			case "required" -> error.getEvaluationPath().contains("then")
					? "is missing; where the basis is INFERRED, a note says how" : "is missing";
			case "additionalProperties" -> "is no field of a %s line".formatted(type);
			case "dependentRequired" -> "needs %s beside it".formatted(error.getArguments()[0]);
			case "enum" -> "must be one of " + words(rule);
			case "const" -> "must be " + said;
			case "type" -> "must be " + TYPES.getOrDefault(said, said);
			case "pattern" -> "must be " + PATTERNS.getOrDefault(said, "a text of the form " + said);
			case "format" -> "must be a valid " + said.toUpperCase(Locale.ROOT);
			case "minLength" -> "must not be empty";
			case "maxLength" -> "must have at most %s characters".formatted(said);
			case "minItems" -> "must have an entry; leave the field out if there is none";
			case "uniqueItems" -> "must not name the same twice";
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
