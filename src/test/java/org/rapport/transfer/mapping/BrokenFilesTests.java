package org.rapport.transfer.mapping;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.rapport.kernel.RapportException;
import org.rapport.transfer.RowNote;
import org.rapport.transfer.staging.Staging;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Breaks files at random places: whatever is in a file, it is read, or refused with a
 * message that names it.
 */
class BrokenFilesTests {

	private static final int TRIES = 30;

	private static final List<List<String>> TABLE = List.of(List.of("name", "since", "note"),
			List.of("A Land for All", "2012-05-01", "first, \"quoted\"\nline"), List.of("ضياء", "2013", ""),
			List.of("Zoë", "2014-06", "x"));

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: members, title: Our members }
			tables:
			  members:
			    files: "table*"
			    columns: { since: { date: edtf } }
			    makes:
			      - { type: Organisation, key: "org/{name|alike}", rows: first, name: "{name}", kind: UNKNOWN, description: "{note}" }
			      - { type: Name, key: "name/{name}", rows: first, actor: "org/{name|alike}", name: "{name}", kind: LEGAL,
			          startDate: "{since}" }
			""";

	@ParameterizedTest
	@ValueSource(strings = { "table.csv", "table.csv.gz", "table.xlsx", "table.json", "table.yaml" })
	void areReadOrRefusedWithTheirName(String name, @TempDir Path folder) throws IOException {
		Random random = new Random(Long.getLong("rapport.law.seed", 1));
		Mapping mapping = new MappingReader().read("mapping.yaml", MAPPING.getBytes(StandardCharsets.UTF_8));
		byte[] whole = content(name);
		assertThat(read(mapping, Files.write(folder.resolve(name), whole))).isEqualTo("7 made, 0 refused");
		for (int i = 0; i < TRIES; i++) {
			byte[] broken = broken(whole, random);
			String outcome = read(mapping, Files.write(folder.resolve(name), broken));
			assertThat(outcome).as("%s, try %d", name, i).containsAnyOf("made", name, "mapping.yaml");
		}
	}

	/** What became of the file. Anything but a refusal fails the test. */
	private static String read(Mapping mapping, Path file) throws IOException {
		List<RowNote> notes = new ArrayList<>();
		try {
			MappedRows rows = new MappedFiles(mapping, List.of(file), List.of(), notes::add, (count) -> {
			}, Staging.inMemory()).read();
			return "%d made, %d refused".formatted(rows.lines().size(), rows.refused());
		}
		catch (RapportException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static byte[] broken(byte[] whole, Random random) {
		byte[] broken = whole.clone();
		switch (random.nextInt(4)) {
			case 0 -> broken = Arrays.copyOf(broken, random.nextInt(broken.length));
			case 1 -> {
				for (int i = 0; i <= random.nextInt(8); i++) {
					broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
				}
			}
			case 2 -> {
				int from = random.nextInt(broken.length);
				byte[] rest = Arrays.copyOfRange(broken, Math.min(broken.length, from + 1 + random.nextInt(40)),
						broken.length);
				broken = Arrays.copyOf(Arrays.copyOf(broken, from), from + rest.length);
				System.arraycopy(rest, 0, broken, from, rest.length);
			}
			default -> {
				byte[] noise = new byte[1 + random.nextInt(30)];
				random.nextBytes(noise);
				int from = random.nextInt(broken.length);
				byte[] longer = new byte[broken.length + noise.length];
				System.arraycopy(broken, 0, longer, 0, from);
				System.arraycopy(noise, 0, longer, from, noise.length);
				System.arraycopy(broken, from, longer, from + noise.length, broken.length - from);
				broken = longer;
			}
		}
		return broken;
	}

	private static byte[] content(String name) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		if (name.endsWith(".xlsx")) {
			try (Workbook book = new Workbook(out, "Rapport", "1.0")) {
				Worksheet sheet = book.newWorksheet("Members");
				for (int row = 0; row < TABLE.size(); row++) {
					for (int cell = 0; cell < TABLE.get(row).size(); cell++) {
						sheet.value(row, cell, TABLE.get(row).get(cell));
					}
				}
			}
		}
		else if (name.endsWith(".gz")) {
			try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
				packed.write(csv().getBytes(StandardCharsets.UTF_8));
			}
		}
		else {
			String text = name.endsWith(".csv") ? csv() : name.endsWith(".json") ? json() : yaml();
			out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
		}
		return out.toByteArray();
	}

	private static String csv() {
		StringBuilder csv = new StringBuilder();
		TABLE.forEach((row) -> csv.append(String.join(",", row.stream().map(BrokenFilesTests::quoted).toList()))
			.append('\n'));
		return csv.toString();
	}

	private static String quoted(String cell) {
		return cell.contains("\"") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
	}

	private static String json() {
		List<String> objects = new ArrayList<>();
		TABLE.subList(1, TABLE.size())
			.forEach((row) -> objects.add("{\"name\": \"%s\", \"since\": \"%s\", \"note\": \"%s\"}"
				.formatted(row.get(0), row.get(1), row.get(2).replace("\"", "\\\"").replace("\n", "\\n"))));
		return "[" + String.join(",\n", objects) + "]\n";
	}

	private static String yaml() {
		StringBuilder yaml = new StringBuilder();
		TABLE.subList(1, TABLE.size())
			.forEach((row) -> yaml.append("- name: %s\n  since: \"%s\"\n  note: '%s'\n".formatted(row.get(0),
					row.get(1), row.get(2).replace("\n", " "))));
		return yaml.toString();
	}

}
