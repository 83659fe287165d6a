package org.rapport.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.rapport.bench.InventedNames.Script;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generates a register of meetings from a seed: as a table with a mapping, and as the
 * interchange file that says the same. A row is one meeting of a post, and a person who
 * speaks there for an organisation. A few organisations have very many meetings.
 */
final class RegisterFiles {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String COLUMNS = "no,date,title,post,org,organisation,country,person,name";

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: %s, title: A generated register }
			source: { title: A generated register, kind: REPORT }
			tables:
			  register:
			    files: "*.csv"
			    rowKey: "entry {no}"
			    columns: { date: { date: yyyy-MM-dd } }
			    makes:
			      - { type: Post, key: "post/{post}", rows: first, name: "Minister {post}" }
			      - { type: Organisation, key: "org/{org}", rows: first, name: "{organisation}", kind: CIVIL_SOCIETY,
			          countryCode: "{country}" }
			      - { type: Person, key: "person/{person}", rows: first, name: "{name}" }
			      - { type: Meeting, key: "meeting/{no}", title: "{title}", kind: MEETING, date: "{date}" }
			      - { type: Participation, key: "meeting/{no}/post", actor: "post/{post}", meeting: "meeting/{no}" }
			      - { type: Participation, key: "meeting/{no}/org", actor: "org/{org}", meeting: "meeting/{no}" }
			      - { type: Participation, key: "meeting/{no}/person", actor: "person/{person}", meeting: "meeting/{no}",
			          representing: "org/{org}" }
			""";

	private final String dataset;

	private final Path folder;

	private final int size;

	private final Random random;

	private final InventedNames names;

	private final Set<String> said = new HashSet<>();

	/**
	 * Creates a register.
	 * @param dataset the name of its data set
	 * @param folder the folder for its files
	 * @param rows the number of rows
	 */
	RegisterFiles(String dataset, Path folder, long seed, int rows) {
		this.dataset = dataset;
		this.folder = folder;
		this.size = rows;
		this.random = new Random(seed);
		this.names = new InventedNames(this.random);
	}

	/** The table. */
	Path table() {
		return this.folder.resolve(this.dataset + ".csv");
	}

	/** The mapping of the table. */
	Path mapping() {
		return this.folder.resolve(this.dataset + ".yaml");
	}

	/** The interchange file. */
	Path interchange() {
		return this.folder.resolve(this.dataset + ".jsonl");
	}

	/** Writes all files. */
	RegisterFiles write() throws IOException {
		Files.createDirectories(this.folder);
		Files.writeString(mapping(), MAPPING.formatted(this.dataset));
		Map<String, String> known = new LinkedHashMap<>();
		try (Writer table = Files.newBufferedWriter(table()); Writer lines = Files.newBufferedWriter(interchange())) {
			table.write(COLUMNS + "\n");
			line(lines, Map.of("type", "Dataset", "format", "rapport-interchange/2", "dataset", this.dataset, "title",
					"A generated register"));
			line(lines, Map.of("type", "Document", "key", "source", "title", "A generated register", "kind", "REPORT"));
			for (int no = 1; no <= this.size; no++) {
				// Half of the meetings are those of a twentieth of the organisations.
				int all = 2 + this.size / 4;
				int org = this.random.nextInt(this.random.nextBoolean() ? 1 + all / 20 : all);
				int person = this.random.nextInt(1 + this.size / 3);
				String country = known.computeIfAbsent("country " + org,
						(none) -> InventedNames.COUNTRIES[2 * this.random.nextInt(InventedNames.COUNTRIES.length / 2)]);
				String organisation = known.computeIfAbsent("org " + org,
						(none) -> this.names.organisation(this.names.script()));
				String name = known.computeIfAbsent("person " + person, (none) -> this.names.person(Script.LATIN));
				String date = LocalDate.of(2010, 1, 1).plusDays(this.random.nextInt(5_000)).toString();
				String title = "%s: %s and %s".formatted(this.names.theme(), this.names.place(), this.names.place());
				String post = String.valueOf(this.random.nextInt(40));
				table.write(List
					.of(String.valueOf(no), date, title, post, String.valueOf(org), organisation, country,
							String.valueOf(person), name)
					.stream()
					.map((cell) -> '"' + cell + '"')
					.collect(Collectors.joining(",", "", "\n")));
				first(lines, no, "Post", "post/" + post, Map.of("name", "Minister " + post));
				first(lines, no, "Organisation", "org/" + org,
						Map.of("name", organisation, "kind", "CIVIL_SOCIETY", "countryCode", country));
				first(lines, no, "Person", "person/" + person, Map.of("name", name));
				first(lines, no, "Meeting", "meeting/" + no, Map.of("title", title, "kind", "MEETING", "date", date));
				String meeting = "meeting/" + no;
				first(lines, no, "Participation", meeting + "/post",
						Map.of("actor", "post/" + post, "meeting", meeting));
				first(lines, no, "Participation", meeting + "/org", Map.of("actor", "org/" + org, "meeting", meeting));
				first(lines, no, "Participation", meeting + "/person",
						Map.of("actor", "person/" + person, "meeting", meeting, "representing", List.of("org/" + org)));
			}
		}
		return this;
	}

	/** A line for an element that no row before has stated. */
	private void first(Writer lines, int no, String type, String key, Map<String, Object> fields) throws IOException {
		if (this.said.add(key)) {
			Map<String, Object> line = new LinkedHashMap<>(Map.of("type", type, "key", key));
			line.putAll(fields);
			line.put("citations", new ArrayList<>(List.of(Map.of("document", "source", "locator", "entry " + no))));
			line(lines, line);
		}
	}

	private static void line(Writer lines, Map<String, Object> line) throws IOException {
		lines.write(JSON.writeValueAsString(line) + "\n");
	}

}
