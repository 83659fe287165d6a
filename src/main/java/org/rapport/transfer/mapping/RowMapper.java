package org.rapport.transfer.mapping;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.BadDate;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Quote;
import org.rapport.kernel.TextStart;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Today;
import org.rapport.recording.FieldFault;
import org.rapport.recording.Form;
import org.rapport.recording.FormSchema;
import org.rapport.transfer.RowNote;
import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.RowPlace;
import org.rapport.transfer.mapping.CellReader.BadCell;
import org.rapport.transfer.mapping.JoinedRows.JoinedRow;
import org.rapport.transfer.mapping.Mapping.ColumnRule;
import org.rapport.transfer.mapping.Mapping.Field;
import org.rapport.transfer.mapping.Mapping.Made;
import org.rapport.transfer.mapping.Mapping.MappedTable;
import org.rapport.transfer.mapping.Mapping.RowChoice;
import org.rapport.transfer.mapping.Mapping.Skip;
import org.rapport.transfer.reading.TableRow;

/** Makes records and facts of the rows of a table, as its mapping says. */
final class RowMapper {

	/** The key of the document that stands for the data set as a source. */
	static final String SOURCE = "source";

	/** The most characters of a name or title. */
	private static final int LONGEST_LINE = 500;

	/** The most characters of a note. */
	private static final int LONGEST_NOTE = 1_000;

	private static final Pattern LINE_ENDS = Pattern.compile(" *\n\\s*");

	private static final Clock CLOCK = Clock.systemUTC();

	private final Mapping mapping;

	private final MappedTable table;

	private final FormSchema schema;

	private final Map<String, JoinedRows> joined;

	/**
	 * Creates a mapper.
	 * @param joined the rows of joined tables, by the name of the table
	 */
	RowMapper(Mapping mapping, MappedTable table, FormSchema schema, Map<String, JoinedRows> joined) {
		this.mapping = mapping;
		this.table = table;
		this.schema = schema;
		this.joined = joined;
	}

	/**
	 * What a row makes.
	 *
	 * @param made the elements, with what happens if other rows make them, too
	 * @param notes what there is to say about its cells
	 * @param leftOut why the mapping leaves the row out, or null
	 * @param refused what is wrong with the row; then it makes nothing
	 * @param isUnknown whether the row is about an element without a key that can be read
	 * @param rowKey the text that tells the row from all others; null if there is none
	 * @param isAdmitted whether the mapping says that its records are not those that were
	 * erased
	 */
	record Result(Map<MadeLine, RowChoice> made, List<RowNote> notes, @Nullable String leftOut, List<String> refused,
			boolean isUnknown, @Nullable String rowKey, boolean isAdmitted) {
	}

	Result map(TableRow row, RowPlace place) {
		return new MappedRow(row, place).map();
	}

	private final class MappedRow {

		private final TableRow row;

		private final RowPlace place;

		private final Map<MadeLine, RowChoice> made = new LinkedHashMap<>();

		private final List<RowNote> notes = new ArrayList<>();

		private final List<String> refused = new ArrayList<>();

		/** The dates that could not be read, by column. */
		private final Map<String, String> unread = new HashMap<>();

		private final Map<String, String> cells = new HashMap<>();

		/** The rows of other tables, by the name that stands before their columns. */
		private final Map<String, JoinedRow> joinedRows = new HashMap<>();

		private boolean isUnknown;

		MappedRow(TableRow row, RowPlace place) {
			this.row = row;
			this.place = place;
		}

		Result map() {
			String leftOut = null;
			read();
			if (!this.isUnknown) {
				join();
				leftOut = leftOut();
				if (leftOut == null) {
					RowMapper.this.table.makes().forEach(this::make);
				}
			}
			return new Result(this.made, this.notes, leftOut, this.refused, this.isUnknown, rowKey(),
					RowMapper.this.table.admits().stream().anyMatch((admit) -> admit.when().holds(this::cell)));
		}

		private @Nullable String rowKey() {
			return first(RowMapper.this.table.rowKeys(), this::cell);
		}

		/** The text of the first template whose cells all have one. */
		private static @Nullable String first(List<Template> templates, Function<String, @Nullable String> cells) {
			for (Template template : templates) {
				String text = template.text(cells);
				if (text != null) {
					return text;
				}
			}
			return null;
		}

		private void note(About about, String message) {
			this.notes.add(new RowNote(about, this.place, message));
		}

		/** Reads all cells, so that everything that is wrong with them shows at once. */
		private void read() {
			CellReader reader = new CellReader(this.place.file(), this::note);
			for (String column : RowMapper.this.table.form().needed()) {
				if (RowMapper.this.table.kept().columns().contains(column)) {
					continue;
				}
				try {
					String text = reader.read(this.row, column, RowMapper.this.table.columns());
					if (text != null) {
						this.cells.put(column, text);
					}
				}
				catch (BadCell ex) {
					this.refused.add(ex.getMessage());
					this.isUnknown = true;
				}
			}
			this.unread.putAll(reader.unread());
		}

		/** Finds the rows of other tables that the row joins. */
		private void join() {
			RowMapper.this.table.joins().forEach((prefix, join) -> {
				String key = this.cells.get(join.column());
				if (key == null) {
					return;
				}
				JoinedRow row = Objects.requireNonNull(RowMapper.this.joined.get(join.table())).find(key);
				if (row == null) {
					note(About.NOT_JOINED,
							"column \"%s\" has the text \"%s\", but no row of the table %s has it as its \"%s\""
								.formatted(join.column(), Quote.of(key), join.table(), join.key()));
				}
				else if (row.other() != null) {
					this.refused.add(
							"has the text \"%s\" in the column \"%s\", but two rows of the table %s have it, and differ: %s and %s"
								.formatted(Quote.of(key), join.column(), join.table(), row.place(), row.other()));
				}
				else {
					this.joinedRows.put(prefix, row);
				}
			});
		}

		private @Nullable String leftOut() {
			for (Skip skip : RowMapper.this.table.skips()) {
				if (skip.when().holds(this::cell)) {
					return skip.because();
				}
			}
			return null;
		}

		private @Nullable String cell(String column) {
			if (column.equals(Template.ROW)) {
				return String.valueOf(this.place.row());
			}
			if (column.equals(Template.FILE)) {
				return MappedFiles.unpacked(this.place.file());
			}
			String own = this.cells.get(column);
			int dot = column.indexOf('.');
			JoinedRow row = (own == null && dot > 0) ? this.joinedRows.get(column.substring(0, dot)) : null;
			return (row != null) ? row.cells().get(column.substring(dot + 1)) : own;
		}

		private void make(Made made) {
			String each = made.each();
			String all = (each != null) ? cell(each) : null;
			if (all == null || each == null) {
				make(made, this::cell, null);
				return;
			}
			List<String> parts = parts(all, RowMapper.this.table.columns().getOrDefault(each, ColumnRule.PLAIN));
			for (String part : parts) {
				make(made, (column) -> column.equals(each) ? part : cell(column), (parts.size() > 1) ? all : null);
			}
		}

		/**
		 * Makes an element.
		 * @param split the whole text of the cell that was split, or null
		 */
		private void make(Made made, Function<String, @Nullable String> cells, @Nullable String split) {
			if (made.when() != null && !made.when().holds(cells)) {
				return;
			}
			String key = made.key().key(cells);
			if (key == null) {
				this.isUnknown = true;
				this.refused.add(
						"has no text in the column %s, which the key of the %s needs; if some rows make none, add a when"
							.formatted(blank(made.key(), cells), made.kind().label()));
				return;
			}
			ObjectNode form = JsonNodeFactory.instance.objectNode();
			form.put("type", made.kind().label());
			form.put("key", key);
			made.fields().forEach((name, field) -> put(form, made.kind(), name, field, cells));
			shorten(form, made.kind());
			if (made.kind() == Kind.MEETING) {
				noteFuture(form);
			}
			RowMapper.this.mapping.hide(form);
			cite(form, made, cells, split);
			check(form, made);
			this.made.put(new MadeLine(made.kind(), key, form, made.matches(), this.place), made.rows());
		}

		/** As for acts: a meeting without a status counts as held. */
		private void noteFuture(ObjectNode form) {
			String date = Form.text(form, "date");
			if (date != null && DatePattern.OF_SHEETS.read(date) != null
					&& Today.isAfter(ApproximateDate.parse(date).earliest(), CLOCK)) {
				note(About.UNLIKELY_DATE,
						"makes a Meeting with the date %s, which is in the future. Without a status it counts as held"
							.formatted(date));
			}
		}

		private String blank(Template template, Function<String, @Nullable String> cells) {
			return template.columns()
				.stream()
				.filter((column) -> cells.apply(column) == null)
				.map((column) -> "\"" + column + "\"")
				.collect(Collectors.joining(", "));
		}

		private void put(ObjectNode form, Kind kind, String name, Field field,
				Function<String, @Nullable String> cells) {
			if (field.constant() != null) {
				form.set(name, field.constant());
				return;
			}
			boolean isKey = Tie.of(kind).stream().anyMatch((tie) -> tie.field().equals(name));
			boolean isMany = Tie.of(kind).stream().anyMatch((tie) -> tie.field().equals(name) && tie.isMany());
			List<String> texts = new ArrayList<>();
			for (Template template : field.templates()) {
				String text = isKey ? template.key(cells) : template.text(cells);
				if (text != null && !texts.contains(text)) {
					texts.add(text);
				}
			}
			if (texts.isEmpty()) {
				return;
			}
			if (isMany) {
				ArrayNode list = form.putArray(name);
				texts.forEach(list::add);
				return;
			}
			String text = texts.get(0);
			if (RowMapper.this.schema.isNumber(kind, name)) {
				putNumber(form, name, text);
			}
			else {
				form.put(name, Form.isLine(name) ? LINE_ENDS.matcher(text).replaceAll(" ") : text);
			}
		}

		/** A text that is no number stays, and the schema refuses it. */
		private void putNumber(ObjectNode form, String name, String text) {
			BigDecimal number = NumberText.of(text);
			if (number != null) {
				form.put(name, number);
			}
			else {
				form.put(name, text);
			}
		}

		/** A long title goes to the description as a whole. */
		private void shorten(ObjectNode form, Kind kind) {
			for (String field : List.of("title", "name")) {
				String text = Form.text(form, field);
				if (text != null && text.length() > LONGEST_LINE && !form.has("description")
						&& RowMapper.this.schema.fields(kind).contains("description")) {
					form.put("description", text);
					form.put(field, TextStart.of(text, LONGEST_LINE - 1).strip() + "…");
					note(About.SHORTENED,
							"the %s of the %s has more than %d characters; its whole text is in the description"
								.formatted(field, kind.label(), LONGEST_LINE));
				}
			}
		}

		private void cite(ObjectNode form, Made made, Function<String, @Nullable String> cells,
				@Nullable String split) {
			MappedTable table = RowMapper.this.table;
			Template cited = table.cited();
			String document = (cited != null) ? cited.key(cells) : SOURCE;
			if (document == null && cited != null) {
				this.refused.add("has no text in the column %s, which names the document to cite"
					.formatted(blank(cited, cells)));
				return;
			}
			if (document == null || document.equals(Form.text(form, "key"))) {
				// A document is no source for itself.
				document = SOURCE;
			}
			ObjectNode citation = form.putArray("citations").addObject();
			citation.put("document", document);
			citation.put("locator", cut(LINE_ENDS.matcher(locator(cells)).replaceAll(" "), LONGEST_LINE));
			String note = (made.note() != null) ? made.note().text(cells) : null;
			if (split != null) {
				note = joined(note, "The cell names several: \"%s\".".formatted(split));
			}
			if (note != null) {
				citation.put("basis", "INFERRED");
			}
			String unreadDate = unread(made);
			if (unreadDate != null) {
				note = joined(note, unreadDate);
			}
			if (note != null) {
				citation.put("note", cut(note, LONGEST_NOTE));
			}
		}

		private String locator(Function<String, @Nullable String> cells) {
			String locator = first(RowMapper.this.table.locators(), cells);
			String place = (locator != null) ? locator : first(RowMapper.this.table.rowKeys(), cells);
			return (place != null) ? place
					: "%s, row %d".formatted(MappedFiles.unpacked(this.place.file()), this.place.row());
		}

		private @Nullable String unread(Made made) {
			Set<String> columns = new LinkedHashSet<>();
			made.fields().values().forEach((field) -> columns.addAll(field.columns()));
			columns.retainAll(this.unread.keySet());
			return columns.isEmpty() ? null : columns.stream()
				.map((column) -> "The source gives the %s as \"%s\".".formatted(column, this.unread.get(column)))
				.collect(Collectors.joining(" "));
		}

		private static String joined(@Nullable String note, String more) {
			return (note != null) ? note + " " + more : more;
		}

		private static String cut(String text, int longest) {
			return (text.length() > longest) ? TextStart.of(text, longest - 1) + "…" : text;
		}

		private void check(ObjectNode form, Made made) {
			List<FieldFault> faults = new ArrayList<>(RowMapper.this.schema.check(made.kind().label(), form));
			if (faults.isEmpty()) {
				faults.addAll(Form.check(made.kind(), form));
				for (JsonNode citation : form.path("citations")) {
					faults.addAll(Form.check(Kind.CITATION, citation));
				}
			}
			for (FieldFault fault : faults) {
				String message = message(fault, form, made);
				if (!this.refused.contains(message)) {
					this.refused.add(message);
				}
			}
		}

		/** Says in which column the fault is, and what is there. */
		private String message(FieldFault fault, ObjectNode form, Made made) {
			String name = fault.path().isEmpty() ? "" : fault.path().get(0);
			Field field = made.fields().get(name);
			Set<String> columns = (field != null) ? field.columns() : Set.of();
			String value = form.path(name).isValueNode() ? form.path(name).asString() : "";
			boolean isUnclear = RowMapper.this.schema.isNumber(made.kind(), name) && form.path(name).isString();
			if (columns.isEmpty()) {
				return "makes no %s: %s%s".formatted(made.kind().label(),
						name.isEmpty() ? "" : "its " + fault.field() + " ", fault.message());
			}
			String readings = isBadDate(fault, value) ? readings(value) : "";
			if (!readings.isEmpty()) {
				return "makes no %s: its %s, from the column %s with the text \"%s\", may be %s; say in the mapping how the column writes dates"
					.formatted(made.kind().label(), fault.field(), names(columns), Quote.of(value), readings);
			}
			return "makes no %s: its %s, from the column %s%s, %s%s".formatted(made.kind().label(), fault.field(),
					names(columns), value.isEmpty() ? "" : " with the text \"%s\"".formatted(Quote.of(value)),
					fault.message(),
					isUnclear ? "; say in the mapping how the column writes decimals: decimal: \",\" or decimal: \".\""
							: "");
		}

	}

	private static String names(Set<String> columns) {
		return columns.stream().map((column) -> "\"" + column + "\"").collect(Collectors.joining(", "));
	}

	private static boolean isBadDate(FieldFault fault, String value) {
		try {
			ApproximateDate.parse(value);
			return false;
		}
		catch (BadDate ex) {
			return fault.message().equals(ex.getMessage());
		}
	}

	/** The days that a text may be, each with the pattern that says so. */
	private static String readings(String text) {
		return DatePattern.readings(text)
			.entrySet()
			.stream()
			.map((reading) -> "%s (date: %s)".formatted(reading.getValue(), reading.getKey()))
			.collect(Collectors.joining(" or "));
	}

	private static List<String> parts(String text, ColumnRule rule) {
		if (rule.split().isEmpty()) {
			return List.of(text);
		}
		String separators = rule.split().stream().map(Pattern::quote).collect(Collectors.joining("|"));
		return Arrays.stream(text.split(separators))
			.map(String::strip)
			.filter((part) -> !part.isEmpty())
			.distinct()
			.toList();
	}

}
