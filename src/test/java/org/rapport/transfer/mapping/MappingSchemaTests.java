package org.rapport.transfer.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import org.rapport.kernel.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that editors and Rapport agree about mappings. */
class MappingSchemaTests {

	private static final String RIGHT = """
			format: rapport-mapping/1
			dataset: { name: a, title: A }
			source: {}
			tables:
			  t:
			    files: a.csv
			    columns: { c: {} }
			    skip: [ { when: { c: { blank: true } }, because: b } ]
			    cite: {}
			    keep: { columns: d, visibility: PUBLIC }
			    join: { j: { table: t, column: c, key: c } }
			    makes: [ { type: Person, key: "{c}", name: "{c}" } ]
			""";

	private final JsonNode schema = new JsonMapper().readTree(text("/mappings/mapping-1.schema.json"));

	@ParameterizedTest
	@FieldSource("org.rapport.transfer.mapping.MappingReader#SHIPPED")
	void describesEveryMappingThatComesWithRapport(String name) {
		assertThat(errors(new YAMLMapper().readTree(text("/mappings/" + name + ".yaml")))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', quoteCharacter = '`',
			value = { "/ # /properties", "/dataset # /properties/dataset/properties",
					"/source # /properties/source/properties", "/tables/t # /$defs/table/properties",
					"/tables/t/columns/c # /$defs/column/properties",
					"/tables/t/cite # /$defs/table/properties/cite/properties",
					"/tables/t/keep # /$defs/table/properties/keep/properties",
					"/tables/t/skip/0 # /$defs/table/properties/skip/items/properties",
					"/tables/t/join/j # /$defs/table/properties/join/additionalProperties/properties",
					"/tables/t/makes/0 # /$defs/made/properties" })
	void namesTheSettingsThatRapportKnows(String place, String properties) {
		for (String setting : this.schema.at(properties).propertyNames()) {
			assertThat(readingErrors(place, setting)).as(place + " " + setting).doesNotContain("unknown");
		}
		assertThat(readingErrors(place, "zzz")).contains("unknown");
		assertThat(errors(with(place.equals("/tables/t/makes/0") ? "/tables/t" : place, "zzz"))).isNotEmpty();
	}

	@Test
	void namesEveryType() {
		Set<String> types = new TreeSet<>();
		this.schema.at("/$defs/made/properties/type/enum").forEach((type) -> types.add(type.asString()));
		assertThat(types).isEqualTo(new TreeSet<>(Kind.CITED.stream().map(Kind::label).toList()));
	}

	private static String readingErrors(String place, String setting) {
		try {
			new MappingReader().read("a.yaml", new YAMLMapper().writeValueAsBytes(with(place, setting)));
			return "";
		}
		catch (BadMapping ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	/** The right mapping, with one setting more where it has none of this name. */
	private static JsonNode with(String place, String setting) {
		JsonNode mapping = new YAMLMapper().readTree(RIGHT);
		ObjectNode object = (ObjectNode) (place.equals("/") ? mapping : mapping.at(place));
		if (!object.has(setting)) {
			object.set(setting, JsonNodeFactory.instance.stringNode("x"));
		}
		return mapping;
	}

	private List<String> errors(JsonNode mapping) {
		Schema compiled = SchemaRegistry
			.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
					(builder) -> builder.schemas(Map.of("urn:rapport:mapping:1", this.schema.toString())))
			.getSchema(this.schema);
		List<String> errors = new ArrayList<>();
		compiled.validate(mapping).forEach((error) -> errors.add(error.toString()));
		return errors;
	}

	private static String text(String resource) {
		try (InputStream in = MappingSchemaTests.class.getResourceAsStream(resource)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
