package org.rapport.transfer.mapping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MappingReaderTests {

	private static final String RIGHT = """
			format: rapport-mapping/1
			dataset: { name: members, title: Our members }
			tables:
			  members:
			    files: members.csv
			    columns:
			      since: { date: d/M/yyyy }
			    makes:
			      - { type: Organisation, key: "{name}", name: "{name}", kind: UNKNOWN }
			""";

	private final MappingReader reader = new MappingReader();

	@Test
	void readsWhichColumnsATableNeeds() {
		assertThat(read(RIGHT).tables().get(0).form().needed()).containsExactlyInAnyOrder("since", "name");
		assertThat(read("complete: { rows: { year: 2024 } }\n" + RIGHT).tables().get(0).named()).contains("year");
	}

	@Test
	void tellsRowsOfTwoPartsApart() {
		String keyed = RIGHT.replace("    columns:", "    rowKey: \"{name}\"\n    columns:");
		assertThatExceptionOfType(BadMapping.class).isThrownBy(() -> read("complete: files\n" + keyed))
			.withMessageContaining("tables.members needs {file} in its rowKey, because complete says");
		assertThatExceptionOfType(BadMapping.class)
			.isThrownBy(() -> read("complete: { rows: { since: 2024 } }\n" + keyed))
			.withMessageContaining("tables.members needs {since} in its rowKey");
		read("complete: files\n" + keyed.replace("{name}\"\n", "{name} ({file})\"\n"));
	}

	@Test
	void knowsRowsByColumnsOfTheirOwnOnly() {
		String joined = RIGHT.replace("    columns:",
				"    join: { j: { table: members, column: name, key: name } }\n    columns:");
		assertThatExceptionOfType(BadMapping.class)
			.isThrownBy(() -> read("complete: { rows: { j.since: 2024 } }\n" + joined))
			.withMessageContaining("tables.members has no column \"j.since\" of its own, which complete.rows names");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', value = {
			"files # file # tables.members has the unknown setting \"file\"; did you mean \"files\"?",
			"kind: # knd: # tables.members.makes[0] has the unknown field \"knd\"; did you mean \"kind\"?",
			"type: Organisation # type: Organization # the unknown type \"Organization\"; did you mean \"Organisation\"?",
			"d/M/yyyy # d/Q/zz # columns.since.date is \"d/Q/zz\", but must be a pattern such as d/M/yyyy",
			"d/M/yyyy # dd/mm/yyyy # columns.since.date is \"dd/mm/yyyy\", but must be a pattern such as d/M/yyyy",
			"d/M/yyyy # d/yyyy # columns.since.date is \"d/yyyy\", but must be a pattern such as d/M/yyyy",
			"'key: \"{name}\"' # 'key: \"{name\"' # tables.members.makes[0].key is \"{name\", but must be a text with columns",
			"'name: \"{name}\"' # 'name: \"name}\"' # tables.members.makes[0].name is \"name}\", but must be a text with",
			"name: members, # name: Our Members, # dataset has a name that is not made of lower-case letters",
			"rapport-mapping/1 # rapport-mapping/9 # has a format that this version of Rapport does not read",
			"key: \"{name}\", # '' # tables.members.makes[0] has no key",
			"tables: # 'complete: file\ntables:' # has complete: \"file\", but it must be everything, files, or rows",
			"tables: # 'complete: { rows: { } }\ntables:' # has complete.rows that does not say which rows",
			"tables: # 'complete: { rows: { year: [] } }\ntables:' # has complete.rows that does not say which rows",
			"tables: # 'complete: { row: { year: 1 } }\ntables:' # complete has the unknown setting \"row\"; did you mean",
			"columns: # 'rowKey: []\n    columns:' # tables.members has a rowKey without any text",
			"kind: UNKNOWN # 'kind: UNKNOWN, circle: A b' # tables.members.makes[0] has the circle \"A b\"",
			"tables: # 'circle: Not a circle\ntables:' # has the circle \"Not a circle\", but a circle is made of",
			"title: Our members # 'title: a, circle: UPPER' # dataset has the circle \"UPPER\", but a circle is made of",
			"d/M/yyyy # 'd/M/yyyy, circle: a b' # columns.since has the circle \"a b\"",
			"tables: # table: # has the unknown setting \"table\"",
			"columns: # 'keep: { columns: a }\n    columns:' # tables.members.keep has no visibility",
			"columns: # 'keep: { visibility: OPEN, columns: a }\n    columns:' # keep.visibility is \"OPEN\", but must be one of",
			"columns: # 'keep: { visibility: PUBLIC }\n    columns:' # tables.members.keep has no columns",
			"columns: # 'keep: { colums: a, visibility: PUBLIC }\n    columns:' # \"colums\"; did you mean \"columns\"?",
			"columns: # 'keep: { columns: name, visibility: PUBLIC }\n    columns:' # the column \"name\", which is kept already",
			"files: members.csv # 'files: [' # it is not YAML: line" })
	void namesEachErrorWithItsPlace(String right, String wrong, String error) {
		assertThatExceptionOfType(BadMapping.class).isThrownBy(() -> read(RIGHT.replace(right, wrong)))
			.withMessageContaining(error);
	}

	@Test
	void namesAllErrorsAtOnce() {
		assertThatExceptionOfType(BadMapping.class)
			.isThrownBy(() -> read(RIGHT.replace("kind:", "knd:").replace("title:", "titel:")))
			.withMessageContaining("3 errors")
			.withMessageContaining("knd")
			.withMessageContaining("titel");
	}

	@ParameterizedTest
	@FieldSource("org.rapport.transfer.mapping.MappingReader#SHIPPED")
	void readsEveryMappingThatComesWithRapport(String name) throws IOException {
		assertThat(this.reader.find(name).dataset()).isNotEmpty();
	}

	@Test
	void saysWhichMappingsThereAre() {
		assertThatExceptionOfType(BadMapping.class).isThrownBy(() -> this.reader.find("coarra"))
			.withMessageContaining("coara, ifg-ministers");
	}

	private Mapping read(String yaml) {
		return this.reader.read("mapping.yaml", yaml.getBytes(StandardCharsets.UTF_8));
	}

}
