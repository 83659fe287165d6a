package org.rapport.transfer.mapping;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Visibility;
import org.rapport.transfer.reading.TableForm;

/**
 * What a curator wrote about tables: which rows become which records and facts. Its
 * written form is described by {@code mapping/mapping-1.schema.json}.
 *
 * @param file the name of its file
 * @param dataset the name of the data set
 * @param title the title of the data set
 * @param licence the licence, or null
 * @param source the form of the document that facts cite if their table names no other
 * @param visibility the visibility of every element for which the mapping says nothing
 * else, or null for PUBLIC
 * @param circle the circle of every element. Empty if the mapping says that there is
 * none, null if it says nothing
 * @param hiding from whom the mapping says that the data set is hidden; null if it says
 * nothing
 * @param complete of which rows the files are the whole. Elements that none of these
 * makes any more are retracted
 * @param tables the tables, in the order of the mapping
 */
public record Mapping(String file, String dataset, String title, @Nullable String licence, JsonNode source,
		@Nullable String visibility, @Nullable String circle, @Nullable Hiding hiding, Completeness complete,
		List<MappedTable> tables) {

	/**
	 * The same mapping with a visibility and a circle where it says nothing about them.
	 * @param visibility the visibility; null for that of the mapping
	 * @param circle the circle; null for that of the mapping
	 */
	public Mapping hidden(@Nullable Visibility visibility, @Nullable String circle) {
		return new Mapping(this.file, this.dataset, this.title, this.licence, this.source,
				(this.visibility == null && visibility != null) ? visibility.name() : this.visibility,
				(this.circle == null && circle != null) ? circle : this.circle, this.hiding, this.complete,
				this.tables);
	}

	/** Gives an element that does not have them visibility and circle of the mapping. */
	void hide(ObjectNode form) {
		if (this.visibility != null && !form.has("visibility")) {
			form.put("visibility", this.visibility);
		}
		if (this.circle != null && !this.circle.isEmpty() && !form.has("circle")) {
			form.put("circle", this.circle);
		}
	}

	/** From whom the rows of a table are hidden, whatever they make. */
	Hiding hidingOfRows(MappedTable table) {
		return ofElements().and(table.kept().hiding()).and(HiddenColumns.of(this, table));
	}

	/** From whom everything is hidden for which the mapping says nothing else. */
	private Hiding ofElements() {
		return Hiding.of((this.visibility != null) ? Visibility.valueOf(this.visibility) : Visibility.PUBLIC,
				this.circle);
	}

	/**
	 * A table.
	 *
	 * @param name its name in the mapping
	 * @param files the names of its files; a star stands for any characters
	 * @param form how it stands in its file
	 * @param columns how the cells of some columns are read
	 * @param skips which rows are left out
	 * @param admits which rows make their records although they look like some that were
	 * erased
	 * @param rowKeys what tells a row from all others: the first whose cells all have a
	 * text counts; none if the mapping does not say
	 * @param cited the document that facts of the table cite; null for the source of the
	 * data set
	 * @param locators where in the document a row is: the first whose cells all have a
	 * text counts
	 * @param named all columns that it names, those of other tables with the name that
	 * stands before them
	 * @param joins the other tables whose columns it uses, by the name that stands before
	 * these columns
	 * @param makes what each row makes
	 * @param kept the columns that are kept with its rows although nothing else names
	 * them
	 */
	public record MappedTable(String name, List<String> files, TableForm form, Map<String, ColumnRule> columns,
			List<Skip> skips, List<Skip> admits, List<Template> rowKeys, @Nullable Template cited,
			List<Template> locators, Set<String> named, Map<String, Join> joins, List<Made> makes, KeptColumns kept) {

		/** Everything that makes different elements of two rows. */
		Set<String> tellsApart() {
			Set<String> columns = new LinkedHashSet<>();
			this.makes.forEach((made) -> columns.addAll(made.columns()));
			this.skips.forEach((skip) -> columns.addAll(skip.when().columns()));
			this.admits.forEach((admit) -> columns.addAll(admit.when().columns()));
			if (this.cited != null) {
				columns.addAll(this.cited.columns());
			}
			this.rowKeys.forEach((key) -> columns.addAll(key.columns()));
			return columns;
		}

	}

	/**
	 * Columns that are kept with the rows and make nothing.
	 *
	 * @param columns their names
	 * @param hiding from whom rows with them are hidden
	 */
	public record KeptColumns(Set<String> columns, Hiding hiding) {

		/** No such columns. */
		static final KeptColumns NONE = new KeptColumns(Set.of(), Hiding.NONE);

		public KeptColumns {
			columns = Set.copyOf(columns);
		}

	}

	/**
	 * Rows that are left out, or admitted.
	 *
	 * @param when which
	 * @param because why
	 */
	public record Skip(Condition when, String because) {
	}

	/**
	 * Columns of another table, which have the same text in one column.
	 *
	 * @param table the name of the other table
	 * @param column the column of this table
	 * @param key the column of the other table
	 */
	public record Join(String table, String column, String key) {
	}

	/**
	 * A record or fact that rows make.
	 *
	 * @param kind its kind
	 * @param key its key in the data set
	 * @param each the column that has several values, each of which makes one; or null
	 * @param when the condition for making it, or null
	 * @param rows what happens if several rows give different values
	 * @param fields its fields, with their templates or constant values
	 * @param matches by what a record of another data set may be recognised as the same
	 * @param note the note of its citation, or null. With a note, it is inferred
	 */
	public record Made(Kind kind, Template key, @Nullable String each, @Nullable Condition when, RowChoice rows,
			Map<String, Field> fields, Set<Match> matches, @Nullable Template note) {

		/** The columns that it names. */
		Set<String> columns() {
			Set<String> columns = new LinkedHashSet<>(this.key.columns());
			this.fields.values().forEach((field) -> columns.addAll(field.columns()));
			if (this.when != null) {
				columns.addAll(this.when.columns());
			}
			if (this.each != null) {
				columns.add(this.each);
			}
			if (this.note != null) {
				columns.addAll(this.note.columns());
			}
			return columns;
		}

	}

	/** By what two records are recognised as the same. */
	public enum Match {

		/** One of them has an identifier of the other. */
		IDENTIFIER,

		/**
		 * They have the same kind, and names that search takes for one. Their countries
		 * are the same, or one has none.
		 */
		NAME

	}

	/** What happens if several rows give the same element different values. */
	public enum RowChoice {

		/** The rows are in error. */
		AGREE,

		/** Each row may give fields that the others lack. */
		COMPLETE,

		/** The first row counts. */
		FIRST,

		/** The last row counts. */
		LAST

	}

	/**
	 * A field of a made element: templates, or a number or truth value.
	 *
	 * @param templates the templates; several for a field that holds a list
	 * @param isList whether the field holds a list
	 * @param constant a number or truth value, or null
	 */
	public record Field(List<Template> templates, boolean isList, @Nullable JsonNode constant) {

		/** The columns that it names. */
		Set<String> columns() {
			Set<String> columns = new LinkedHashSet<>();
			this.templates.forEach((template) -> columns.addAll(template.columns()));
			return columns;
		}

	}

	/**
	 * How the cells of a column are read.
	 *
	 * @param blank the texts that mean that nothing is known, compared without case
	 * @param values what stands for what, compared without case
	 * @param othersBlank whether texts that are not among the values count as blank
	 * @param replace what is replaced in the text
	 * @param date the pattern of its dates, or null if it holds none. "edtf" for dates in
	 * EDTF
	 * @param earliest the earliest plausible day, or null
	 * @param latest the latest plausible day, or null
	 * @param decimal the sign before the decimals of its numbers, a comma or a point;
	 * null if it does not say
	 * @param isCountry whether it holds English names of countries, or their codes
	 * @param split what separates several values in a cell; empty if a cell has one
	 * @param otherwise the text of blank cells, or null
	 * @param byFile the texts that mean another thing in each file, so that the name of
	 * the file is added to them
	 * @param hiding from whom it is hidden
	 */
	public record ColumnRule(Set<String> blank, Map<String, String> values, boolean othersBlank,
			Map<String, String> replace, @Nullable DatePattern date, @Nullable LocalDate earliest,
			@Nullable LocalDate latest, @Nullable String decimal, boolean isCountry, List<String> split,
			@Nullable String otherwise, Set<String> byFile, Hiding hiding) {

		/** A column that is read as it is. */
		static final ColumnRule PLAIN = new ColumnRule(Set.of(), Map.of(), false, Map.of(), null, null, null, null,
				false, List.of(), null, Set.of(), Hiding.NONE);

	}

}
