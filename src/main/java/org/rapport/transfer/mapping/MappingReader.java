package org.rapport.transfer.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.NearName;
import org.rapport.kernel.Quote;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Visibility;
import org.rapport.recording.FormSchema;
import org.rapport.transfer.mapping.Mapping.ColumnRule;
import org.rapport.transfer.mapping.Mapping.Field;
import org.rapport.transfer.mapping.Mapping.Join;
import org.rapport.transfer.mapping.Mapping.KeptColumns;
import org.rapport.transfer.mapping.Mapping.Made;
import org.rapport.transfer.mapping.Mapping.MappedTable;
import org.rapport.transfer.mapping.Mapping.Match;
import org.rapport.transfer.mapping.Mapping.RowChoice;
import org.rapport.transfer.mapping.Mapping.Skip;
import org.rapport.transfer.reading.TableForm;

/** Reads mappings, and reports all their errors at once. */
public final class MappingReader {

	/** The format that a mapping must name. */
	static final String FORMAT = "rapport-mapping/1";

	private static final long LONGEST = 1 << 20;

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

	/** The settings of a made element that are no fields of it. */
	private static final Set<String> SETTINGS = Set.of("type", "key", "each", "when", "rows", "match", "note");

	private static final String COLUMNS = "a text with columns in braces; a brace needs its partner";

	private static final FormSchema SCHEMA = FormSchema.read();

	/** The mappings that come with Rapport. */
	public static final List<String> SHIPPED = List.of("au-councillors-popolo", "coara", "ifg-ministers",
			"meetings-nsw", "sign-on-list", "us-congress");

	/**
	 * Finds and reads a mapping.
	 * @param name the path of its file, or the name of a mapping that comes with Rapport
	 * @throws BadMapping if there is none, or it has errors
	 * @throws IOException if the disk cannot be read
	 */
	public Mapping find(String name) throws IOException {
		if (SHIPPED.contains(name)) {
			try (InputStream in = Objects
				.requireNonNull(getClass().getResourceAsStream("/mappings/" + name + ".yaml"))) {
				return read(name, in.readAllBytes());
			}
		}
		Path path = Path.of(name);
		if (!Files.isRegularFile(path)) {
			throw new BadMapping(name,
					List.of("there is no such file, and no mapping with this name comes with Rapport; it has "
							+ String.join(", ", SHIPPED)));
		}
		if (Files.size(path) > LONGEST) {
			throw new BadMapping(name, List.of("it is longer than 1 MiB, so it is probably no mapping"));
		}
		return read(path.getFileName().toString(), Files.readAllBytes(path));
	}

	Mapping read(String file, byte[] yaml) {
		JsonNode root;
		try {
			root = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build().readTree(yaml);
		}
		catch (JacksonException ex) {
			throw new BadMapping(file, List.of("it is not YAML: line %d, column %d"
				.formatted(ex.getLocation().getLineNr(), ex.getLocation().getColumnNr())));
		}
		List<String> errors = new ArrayList<>();
		Mapping mapping = mapping(file, new Section("", root, errors));
		if (!errors.isEmpty()) {
			throw new BadMapping(file, errors);
		}
		return mapping;
	}

	private Mapping mapping(String file, Section root) {
		root.known("format", "dataset", "source", "visibility", "circle", "complete", "tables");
		if (!FORMAT.equals(root.needed("format")) && root.has("format")) {
			root.error("has a format that this version of Rapport does not read; it reads " + FORMAT);
		}
		Section dataset = root.section("dataset").known("name", "title", "licence", "visibility", "circle");
		String name = dataset.needed("name");
		if (!name.isEmpty() && !NAME.matcher(name).matches()) {
			dataset.error("has a name that is not made of lower-case letters and digits, joined by hyphens");
		}
		Hiding hiding = hiding(dataset);
		Visibility visibility = root.read("visibility", words(Visibility.values()), Visibility::valueOf);
		String circle = root.node("circle").isNull() ? "" : circle(root);
		if (hiding != null) {
			visibility = (visibility != null) ? visibility : Visibility.of(hiding.level());
			circle = (circle != null) ? circle : hiding.circles().stream().findFirst().orElse(null);
			Hiding elements = Hiding.of(visibility, circle);
			if (!hiding.isOpenTo(elements)) {
				dataset.error("is shown to fewer viewers (%s) than what is loaded (%s), which tells of it"
					.formatted(hiding, elements));
			}
		}
		Completeness complete = complete(root);
		Set<String> tables = root.section("tables").names();
		List<MappedTable> mapped = tables.stream()
			.map((table) -> table(table, root.section("tables").section(table), tables, complete))
			.toList();
		if (tables.isEmpty()) {
			root.error("has no tables");
		}
		return new Mapping(file, name, dataset.needed("title"), dataset.text("licence"), source(root, dataset),
				(visibility != null) ? visibility.name() : null, circle, hiding, complete, mapped);
	}

	/** From whom something is hidden; null if the mapping does not say it. */
	private static @Nullable Hiding hiding(Section section) {
		Visibility visibility = section.read("visibility", words(Visibility.values()), Visibility::valueOf);
		String circle = circle(section);
		return (visibility != null || circle != null)
				? Hiding.of((visibility != null) ? visibility : Visibility.PUBLIC, circle) : null;
	}

	/** A circle that is the same in every row is checked once. */
	private static void requireCircle(Section made) {
		if (made.node("circle").isString() && made.node("circle").stringValue().indexOf('{') < 0) {
			circle(made);
		}
	}

	private static @Nullable String circle(Section section) {
		String circle = section.text("circle");
		if (circle != null && !Hiding.isCircle(circle)) {
			section.error(
					("has the circle \"%s\", but a circle is made of lower-case letters and digits, joined by hyphens, "
							+ "and has at most 60 characters")
						.formatted(Quote.of(circle)));
		}
		return circle;
	}

	private static Completeness complete(Section root) {
		if (root.node("complete").isObject()) {
			Section rows = root.section("complete").known("rows").section("rows");
			Map<String, Set<String>> texts = new LinkedHashMap<>();
			rows.names().forEach((column) -> texts.put(column, new LinkedHashSet<>(rows.texts(column))));
			if (texts.isEmpty() || texts.containsValue(Set.of())) {
				root.error("has complete.rows that does not say which rows: name a column, and its text or texts");
			}
			return Completeness.ofRows(texts);
		}
		String complete = root.text("complete");
		if (complete == null) {
			return Completeness.NOTHING;
		}
		if (!Set.of("everything", "files").contains(complete)) {
			root.error(("has complete: \"%s\", but it must be everything, files, or rows with a column and its text; "
					+ "or left out")
				.formatted(complete));
		}
		return complete.equals("files") ? Completeness.FILES : Completeness.EVERYTHING;
	}

	private static String words(Object[] values) {
		return "one of " + List.of(values).stream().map(Object::toString).collect(Collectors.joining(", "));
	}

	/** The document that stands for the data set as a source. */
	private static JsonNode source(Section root, Section dataset) {
		Section source = root.section("source").known("title", "kind", "date", "url", "language", "description");
		ObjectNode form = JsonNodeFactory.instance.objectNode();
		form.put("type", Kind.DOCUMENT.label());
		form.put("key", RowMapper.SOURCE);
		form.put("title", Objects
			.requireNonNullElse((source.text("title") != null) ? source.text("title") : dataset.text("title"), ""));
		form.put("kind", Objects.requireNonNullElse(source.text("kind"), "REPORT"));
		for (String field : List.of("date", "url", "language", "description")) {
			String text = source.text(field);
			if (text != null) {
				form.put(field, text);
			}
		}
		return form;
	}

	private MappedTable table(String name, Section table, Set<String> tables, Completeness complete) {
		table.known("files", "sheet", "header", "list", "separator", "encoding", "merged", "columns", "keep", "skip",
				"admit", "rowKey", "cite", "join", "makes");
		Map<String, ColumnRule> columns = new LinkedHashMap<>();
		Section rules = table.section("columns");
		rules.names().forEach((column) -> columns.put(column, rule(rules.section(column))));
		Map<String, Join> joins = new LinkedHashMap<>();
		Section joined = table.section("join");
		joined.names().forEach((prefix) -> joins.put(prefix, join(joined.section(prefix), tables)));
		Section cite = table.section("cite").known("document", "locator");
		List<Skip> skips = table.sections("skip").stream().map(MappingReader::skip).toList();
		List<Skip> admits = table.sections("admit").stream().map(MappingReader::skip).toList();
		List<Made> makes = table.sections("makes").stream().map(this::made).toList();
		List<Template> rowKeys = table.readAll("rowKey", COLUMNS, Template::of);
		if (table.has("rowKey") && table.node("rowKey").isEmpty() && table.node("rowKey").isArray()) {
			table.error("has a rowKey without any text");
		}
		Template cited = template(cite, "document");
		List<Template> locators = cite.readAll("locator", COLUMNS, Template::of);
		if (makes.isEmpty() && !table.has("makes")) {
			table.error(
					"has no makes, so its rows would make nothing; for a table that others only join, write makes: []");
		}
		Set<String> named = new LinkedHashSet<>(columns.keySet());
		named.addAll(table.texts("merged"));
		joins.values().forEach((join) -> named.add(join.column()));
		skips.forEach((skip) -> named.addAll(skip.when().columns()));
		admits.forEach((admit) -> named.addAll(admit.when().columns()));
		if (cited != null) {
			named.addAll(cited.columns());
		}
		rowKeys.forEach((key) -> named.addAll(key.columns()));
		locators.forEach((locator) -> named.addAll(locator.columns()));
		makes.forEach((made) -> named.addAll(made.columns()));
		if (!makes.isEmpty()) {
			// It decides about rows of later loads, so it is kept with the rows.
			named.addAll(complete.columns());
			requireParts(table, complete, rowKeys, locators);
			complete.columns()
				.stream()
				.filter((column) -> joins.keySet().stream().anyMatch((prefix) -> column.startsWith(prefix + ".")))
				.forEach((column) -> table
					.error("has no column \"%s\" of its own, which complete.rows names".formatted(column)));
		}
		named.removeAll(Set.of(Template.ROW, Template.FILE));
		Set<String> used = new LinkedHashSet<>(named);
		used.removeIf((column) -> joins.keySet().stream().anyMatch((prefix) -> column.startsWith(prefix + ".")));
		KeptColumns kept = kept(table, used);
		Set<String> needed = new LinkedHashSet<>(used);
		needed.addAll(kept.columns());
		List<String> files = table.texts("files");
		if (files.isEmpty()) {
			table.error("has no files; give the name of its file, where a star may stand for any characters");
		}
		return new MappedTable(name, files,
				new TableForm(needed, table.text("sheet"), table.number("header"), table.text("list"),
						table.text("separator"), table.text("encoding"), new HashSet<>(table.texts("merged"))),
				columns, skips, admits, rowKeys, cited, locators, named, joins, makes, kept);
	}

	/**
	 * Rows of two parts of the data set must not look like one. Otherwise they would
	 * share citations, and one part would take away those of the other.
	 */
	private static void requireParts(Section table, Completeness complete, List<Template> rowKeys,
			List<Template> locators) {
		Set<String> parts = complete.tellingParts();
		Stream.of(Map.entry("rowKey", rowKeys), Map.entry("locator", locators))
			.filter((places) -> places.getValue().stream().anyMatch((place) -> !place.columns().containsAll(parts)))
			.forEach((places) -> table.error(
					"needs %s in its %s, because complete says that a part of the rows may be loaded without the others"
						.formatted(parts.stream()
							.map((column) -> column.equals(Template.FILE) ? column : "{" + column + "}")
							.collect(Collectors.joining(" and ")), places.getKey())));
	}

	/** The columns that are kept and that nothing else names. */
	private static KeptColumns kept(Section table, Set<String> used) {
		if (!table.has("keep")) {
			return KeptColumns.NONE;
		}
		Section keep = table.section("keep").known("columns", "visibility", "circle");
		Set<String> columns = new LinkedHashSet<>(keep.texts("columns"));
		if (columns.isEmpty()) {
			keep.error("has no columns; name those to keep with the rows");
		}
		columns.stream()
			.filter(used::contains)
			.forEach((column) -> keep
				.error("names the column \"%s\", which is kept already: the mapping uses it".formatted(column)));
		keep.needed("visibility");
		Visibility visibility = keep.read("visibility", words(Visibility.values()), Visibility::valueOf);
		String circle = circle(keep);
		return new KeptColumns(columns, new Hiding((visibility != null) ? visibility.level() : 0,
				(circle != null) ? Set.of(circle) : Set.of()));
	}

	private static @Nullable Template template(Section section, String name) {
		return section.read(name, COLUMNS, Template::of);
	}

	private static ColumnRule rule(Section rule) {
		rule.known("blank", "values", "others", "replace", "date", "earliest", "latest", "decimal", "country", "split",
				"default", "byFile", "visibility", "circle");
		String others = rule.text("others");
		if (others != null && !Set.of("keep", "blank").contains(others)) {
			rule.error("has others: \"%s\", but must have keep or blank".formatted(others));
		}
		DatePattern date = rule.read("date",
				"a pattern such as d/M/yyyy, with the letters of Java's date patterns; or edtf", DatePattern::of);
		LocalDate earliest = rule.read("earliest", "a day such as 2014-01-31", LocalDate::parse);
		LocalDate latest = rule.read("latest", "a day such as 2014-01-31", LocalDate::parse);
		if ((earliest != null || latest != null) && !rule.has("date")) {
			rule.error("has a range of days, but no date: give the pattern of its dates");
		}
		String decimal = rule.text("decimal");
		if (decimal != null && !Set.of(",", ".").contains(decimal)) {
			rule.error("has decimal: \"%s\", but must have a comma or a point".formatted(decimal));
		}
		Map<String, String> values = new LinkedHashMap<>();
		rule.map("values").forEach((text, value) -> values.put(text.toLowerCase(Locale.ROOT), value));
		return new ColumnRule(
				rule.texts("blank").stream().map((text) -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()),
				values, "blank".equals(others), rule.map("replace"),
				(date != null && earliest != null) ? date.from(earliest.getYear()) : date, earliest, latest, decimal,
				rule.isTrue("country"), rule.texts("split"), rule.text("default"), new HashSet<>(rule.texts("byFile")),
				Objects.requireNonNullElse(hiding(rule), Hiding.NONE));
	}

	private static Join join(Section join, Set<String> tables) {
		join.known("table", "column", "key");
		String table = join.needed("table");
		if (!table.isEmpty() && !tables.contains(table)) {
			join.error(NearName.unknown("names an unknown table", table, tables));
		}
		return new Join(table, join.needed("column"), join.needed("key"));
	}

	private static Skip skip(Section skip) {
		skip.known("when", "because");
		return new Skip(condition(skip.section("when")), skip.needed("because"));
	}

	private static Condition condition(Section when) {
		Map<String, Condition.Test> tests = new LinkedHashMap<>();
		for (String column : when.names()) {
			tests.put(column, when.node(column).isObject() ? test(when.section(column))
					: new Condition.Test(new HashSet<>(when.texts(column)), Set.of(), null, null));
		}
		if (tests.isEmpty()) {
			when.error("says nothing about any column");
		}
		return Condition.of(tests);
	}

	private static Condition.Test test(Section test) {
		test.known("is", "not", "blank", "matches");
		return new Condition.Test(test.has("is") ? new HashSet<>(test.texts("is")) : null,
				new HashSet<>(test.texts("not")), test.has("blank") ? test.isTrue("blank") : null,
				test.read("matches", "a regular expression of RE2, which has no references back and no looking around",
						(text) -> Pattern.compile(text, Pattern.CASE_INSENSITIVE)));
	}

	private Made made(Section made) {
		String type = made.needed("type");
		Kind kind = Kind.ofLabel(type).filter(Kind.CITED::contains).orElse(null);
		made.needed("key");
		Template key = template(made, "key");
		RowChoice rows = made.read("rows", "one of agree, complete, first, last",
				(text) -> RowChoice.valueOf(text.toUpperCase(Locale.ROOT)));
		if (kind == null) {
			if (!type.isEmpty()) {
				made.error(
						NearName.unknown("has the unknown type", type, Kind.CITED.stream().map(Kind::label).toList()));
			}
			kind = Kind.PERSON;
		}
		else {
			checkFields(made, kind);
		}
		requireCircle(made);
		Map<String, Field> fields = new LinkedHashMap<>();
		made.names()
			.stream()
			.filter((name) -> !SETTINGS.contains(name))
			.forEach((name) -> fields.put(name, field(made, name)));
		return new Made(kind, (key != null) ? key : Template.of(""), made.text("each"),
				made.has("when") ? condition(made.section("when")) : null, (rows != null) ? rows : RowChoice.AGREE,
				fields, matches(made, kind), template(made, "note"));
	}

	private static Set<Match> matches(Section made, Kind kind) {
		Set<Match> matches = EnumSet.noneOf(Match.class);
		for (String match : made.texts("match")) {
			switch (match) {
				case "identifier" -> matches.add(Match.IDENTIFIER);
				case "name" -> matches.add(Match.NAME);
				default -> made.error("has match: %s, but it must be identifier, name, or both".formatted(match));
			}
		}
		if (!matches.isEmpty() && !kind.isActor()) {
			made.error("has a match, but only people, organisations, governments and posts are matched");
		}
		return matches;
	}

	private void checkFields(Section made, Kind kind) {
		Set<String> known = new LinkedHashSet<>(SCHEMA.fields(kind));
		Tie.of(kind).forEach((tie) -> known.add(tie.field()));
		for (String name : made.names()) {
			if (!SETTINGS.contains(name) && !known.contains(name)) {
				Set<String> all = new LinkedHashSet<>(known);
				all.addAll(SETTINGS);
				made.error(NearName.unknown("has the unknown field", name, all));
			}
		}
	}

	private static Field field(Section made, String name) {
		JsonNode value = made.node(name);
		if (value.isNumber() || value.isBoolean()) {
			return new Field(List.of(), false, value);
		}
		return new Field(made.readAll(name, COLUMNS, Template::of), value.isArray(), null);
	}

}
