package org.rapport.transfer.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Visibility;
import org.rapport.transfer.mapping.Mapping.ColumnRule;
import org.rapport.transfer.mapping.Mapping.Field;
import org.rapport.transfer.mapping.Mapping.Join;
import org.rapport.transfer.mapping.Mapping.Made;
import org.rapport.transfer.mapping.Mapping.MappedTable;

/**
 * Finds columns that would be told to viewers from whom they are hidden. A key becomes an
 * id that can be compared with guesses, and a {@code rowKey} is the place that citations
 * name. So both use only columns that whoever sees the element may see.
 */
final class HiddenColumns {

	private static final Set<String> AUDIENCE = Set.of("visibility", "circle");

	private final Mapping mapping;

	private final MappedTable table;

	private final Set<String> errors = new LinkedHashSet<>();

	private HiddenColumns(Mapping mapping, MappedTable table) {
		this.mapping = mapping;
		this.table = table;
	}

	/** The errors of all tables of a mapping. */
	static List<String> errors(Mapping mapping) {
		List<String> errors = new ArrayList<>();
		for (MappedTable table : mapping.tables()) {
			HiddenColumns columns = new HiddenColumns(mapping, table);
			columns.check();
			errors.addAll(columns.errors);
		}
		return errors;
	}

	/** From whom the columns of a table are hidden by what the mapping says of them. */
	static Hiding of(Mapping mapping, MappedTable table) {
		HiddenColumns columns = new HiddenColumns(mapping, table);
		return table.named().stream().map(columns::said).reduce(Hiding.NONE, Hiding::and);
	}

	private void check() {
		for (Made made : this.table.makes()) {
			Hiding hiding = hiding(made);
			for (String column : made.columns()) {
				Hiding said = said(column);
				if (!said.isOpenTo(hiding)) {
					error("the %s uses".formatted(made.kind().label()), column, said, made);
				}
			}
			made.key().columns().forEach((column) -> told("the key of the %s uses", column, made));
			places().forEach((column) -> told("the place that the %s cites (rowKey or locator) uses", column, made));
			// Whoever sees the element learns that its row was not left out.
			this.table.skips()
				.stream()
				.flatMap((skip) -> skip.when().columns().stream())
				.distinct()
				.filter((column) -> !said(column).isOpenTo(hiding))
				.forEach((column) -> error("skip, which decides about the %s, uses".formatted(made.kind().label()),
						column, said(column), made));
		}
	}

	private Set<String> places() {
		Set<String> columns = new LinkedHashSet<>();
		Stream.concat(this.table.rowKeys().stream(), this.table.locators().stream())
			.forEach((template) -> columns.addAll(template.columns()));
		return columns;
	}

	/** A column that some elements show is told to those who see one of them. */
	private void told(String where, String column, Made made) {
		Hiding hiding = hiding(made);
		Hiding said = said(column);
		if (!said.isOpenTo(hiding)) {
			error(where.formatted(made.kind().label()), column, said, made);
			return;
		}
		List<Hiding> shown = this.table.makes()
			.stream()
			.filter((other) -> shows(other, column))
			.map(this::hiding)
			.toList();
		if (!shown.isEmpty() && shown.stream().noneMatch((one) -> one.isOpenTo(hiding))) {
			error(where.formatted(made.kind().label()), column, shown.get(0), made);
		}
	}

	private void error(String where, String column, Hiding hidden, Made made) {
		this.errors
			.add(("in its table %s, %s the column \"%s\", which is shown to fewer viewers (%s) than the %s (%s). "
					+ "Use another column, or hide the %s as much")
				.formatted(this.table.name(), where, column, hidden, made.kind().label(), hiding(made),
						made.kind().label()));
	}

	/**
	 * Whether an element shows the text of a column. References show the other element.
	 */
	private static boolean shows(Made made, String column) {
		return (made.note() != null && made.note().columns().contains(column)) || made.fields()
			.entrySet()
			.stream()
			.anyMatch((field) -> !AUDIENCE.contains(field.getKey()) && !isTie(made.kind(), field.getKey())
					&& field.getValue().columns().contains(column));
	}

	private static boolean isTie(Kind kind, String field) {
		return Tie.of(kind).stream().anyMatch((tie) -> tie.field().equals(field));
	}

	private Hiding hiding(Made made) {
		String visibility = constant(made, "visibility", this.mapping.visibility());
		return Hiding.of(Stream.of(Visibility.values())
			.filter((one) -> one.name().equals(visibility))
			.findFirst()
			.orElse(Visibility.PUBLIC), constant(made, "circle", this.mapping.circle()));
	}

	/**
	 * The text of a field that is the same in every row. What cells say may be public.
	 */
	private static @Nullable String constant(Made made, String name, @Nullable String otherwise) {
		Field field = made.fields().get(name);
		if (field == null) {
			return otherwise;
		}
		return (field.templates().size() == 1 && field.columns().isEmpty()) ? field.templates().get(0).toString()
				: null;
	}

	/** From whom the mapping says that a column is hidden. */
	private Hiding said(String column) {
		int dot = column.indexOf('.');
		Join join = (dot > 0) ? this.table.joins().get(column.substring(0, dot)) : null;
		if (join == null) {
			return this.table.columns().getOrDefault(column, ColumnRule.PLAIN).hiding();
		}
		return this.mapping.tables()
			.stream()
			.filter((other) -> other.name().equals(join.table()))
			.map((other) -> other.columns().getOrDefault(column.substring(dot + 1), ColumnRule.PLAIN).hiding())
			.findFirst()
			.orElse(Hiding.NONE);
	}

}
