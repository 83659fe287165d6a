package org.rapport.transfer.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

import org.rapport.kernel.NearName;
import org.rapport.kernel.Quote;

/**
 * Reads lists of objects in JSON (Popolo, for example) and YAML. Each object is a row.
 * Its columns are the names of its fields, {@code id.wikidata} for fields of an object
 * inside.
 * <p>
 * The way to the rows has names joined by dots, for example {@code persons}; a star
 * stands for every field of an object. Lists on the way are walked through. The columns
 * of the objects on the way begin with {@code parent.}; the names that stars stood for
 * are in {@code parent.name()}, and in {@code name()} for the row itself.
 */
final class TreeFile {

	/** The column with the name of the field that holds the row. */
	static final String NAME = "name()";

	private static final String PARENT = "parent.";

	private static final int MOST_CHARACTERS = 64 << 20;

	private static final int MOST_LEVELS = 20;

	private final String file;

	private final RowReader reader;

	private int number;

	private TreeFile(String file, RowReader reader) {
		this.file = file;
		this.reader = reader;
	}

	static void readJson(String file, InputStream content, TableForm form, RowReader reader) throws IOException {
		read(file, content,
				JsonMapper.builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
					.build(),
				form, reader);
	}

	static void readYaml(String file, InputStream content, TableForm form, RowReader reader) throws IOException {
		YAMLFactory yaml = YAMLFactory.builder()
			.loadSettings(LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS).build())
			.build();
		read(file, content, new YAMLMapper(yaml), form, reader);
	}

	private static void read(String file, InputStream content, ObjectMapper mapper, TableForm form, RowReader reader)
			throws IOException {
		byte[] bytes = content.readNBytes(MOST_CHARACTERS + 1);
		if (bytes.length > MOST_CHARACTERS) {
			throw new UnreadableFile(file, "has more than %d MiB; split it".formatted(MOST_CHARACTERS >> 20));
		}
		JsonNode root;
		try {
			root = mapper.readTree(bytes);
		}
		catch (JacksonException ex) {
			String place = (ex.getLocation() != null)
					? " in line %d, column %d".formatted(ex.getLocation().getLineNr(), ex.getLocation().getColumnNr())
					: "";
			throw new UnreadableFile(file, "cannot be read%s".formatted(place), ex);
		}
		List<String> way = (form.list() != null) ? List.of(form.list().split("\\.")) : List.of();
		requireList(file, root, form);
		new TreeFile(file, reader).walk(root, way, Map.of(), null);
	}

	/** An object with lists is rarely the one row of a table. */
	private static void requireList(String file, JsonNode root, TableForm form) {
		if (form.list() != null || !root.isObject()) {
			return;
		}
		List<String> lists = root.properties()
			.stream()
			.filter((field) -> field.getValue().isArray() && field.getValue().path(0).isObject())
			.map(Map.Entry::getKey)
			.toList();
		Map<String, String> cells = new HashMap<>();
		cells(root, "", cells, new HashSet<>(), 0);
		boolean isRow = !form.needed().isEmpty() && cells.keySet().containsAll(form.needed());
		if (!lists.isEmpty() && !isRow) {
			throw new UnreadableFile(file,
					"is no list, but has lists inside: name the one with the rows (list), for example %s"
						.formatted(Quote.of(String.join(", ", lists))));
		}
	}

	private void walk(JsonNode node, List<String> way, Map<String, String> above, @Nullable String name) {
		if (node.isArray()) {
			node.forEach((one) -> walk(one, way, above, name));
			return;
		}
		if (!node.isObject()) {
			this.reader.unreadable(++this.number, "is no object with fields");
			return;
		}
		if (way.isEmpty()) {
			Map<String, String> cells = new HashMap<>(above);
			Set<String> numbers = new HashSet<>();
			cells(node, "", cells, numbers, 0);
			if (name != null) {
				cells.put(NAME, name);
			}
			this.reader.row(new TableRow(++this.number, cells, Set.of(), numbers));
			return;
		}
		Map<String, String> parents = new HashMap<>();
		above.forEach((column, text) -> parents.put(PARENT + column, text));
		cells(node, PARENT, parents, new HashSet<>(), 0);
		if (name != null) {
			parents.put(PARENT + NAME, name);
		}
		List<String> rest = way.subList(1, way.size());
		if (way.get(0).equals("*")) {
			node.properties().forEach((field) -> walk(field.getValue(), rest, without(parents, node), field.getKey()));
		}
		else if (node.has(way.get(0))) {
			walk(node.get(way.get(0)), rest, parents, null);
		}
		else if (this.number == 0 && above.isEmpty() && name == null && !way.isEmpty() && rest.isEmpty()) {
			throw new UnreadableFile(this.file, NearName.unknown("has no list", way.get(0), node.propertyNames()));
		}
	}

	/** The fields that a star walks through are no columns. */
	private static Map<String, String> without(Map<String, String> columns, JsonNode node) {
		Map<String, String> left = new HashMap<>(columns);
		node.propertyNames().forEach((field) -> left.remove(PARENT + field));
		return left;
	}

	private static void cells(JsonNode node, String prefix, Map<String, String> cells, Set<String> numbers, int level) {
		if (level > MOST_LEVELS) {
			return;
		}
		node.properties().forEach((field) -> {
			JsonNode value = field.getValue();
			if (value.isObject()) {
				cells(value, prefix + field.getKey() + ".", cells, numbers, level + 1);
			}
			else if (value.isValueNode() && !value.isNull() && !value.asString().isBlank()) {
				cells.put(prefix + field.getKey(), value.asString());
				if (value.isNumber()) {
					numbers.add(prefix + field.getKey());
				}
			}
		});
	}

}
