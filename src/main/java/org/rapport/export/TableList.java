package org.rapport.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rapport.api.FlatArguments.Argument;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.util.HtmlUtils;

/**
 * Tells which tables there are, with their filters and columns: as data, and as a page.
 *
 * @param tables the tables
 */
record TableList(Tables tables) {

	/** The type of the page. */
	static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final List<Argument> LENS = List.of(
			new Argument("asOf", "Answers as the world was on this day.", "Date", List.of()),
			new Argument("certainty",
					"With a day: POSSIBLE shows what may have been true on it, CERTAIN only what must have been.",
					"one of", List.of("POSSIBLE", "CERTAIN")));

	/** What is in the JSON. */
	Map<String, Object> described() {
		return Map.of("tables", this.tables.all().stream().map(this::described).toList(), "parameters", LENS);
	}

	/** A table in the JSON. */
	record Described(String name, String about, List<String> files, List<Argument> parameters, List<Header> columns) {
	}

	/** A column in the JSON. */
	record Header(String name, String about) {
	}

	private Described described(Table<?> table) {
		return new Described(table.name(), table.about(),
				List.of(file(table, TableFormat.CSV), file(table, TableFormat.XLSX)), this.tables.filters(table).all(),
				table.columns().stream().map((column) -> new Header(column.name(), column.about())).toList());
	}

	private static String file(Table<?> table, TableFormat format) {
		return "tables/" + table.name() + "." + format.ending();
	}

	/** A plain page for people. */
	String page() {
		return """
				<!doctype html>
				<html lang="en">
				<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark"><title>Tables – Rapport</title>
				<link rel="stylesheet" href="welcome.css"></head>
				<body><main><h1>Tables</h1>
				<p class="lead">Each list as one file, for spreadsheets and programs. Add filters to the address, for example
				<code>tables/participations.csv?participant=allmep&amp;asOf=2024-06-01</code>.</p>
				%s
				</main></body></html>
				"""
			.formatted(this.tables.all().stream().map(this::section).collect(Collectors.joining("\n")));
	}

	private String section(Table<?> table) {
		String filters = Stream.concat(this.tables.filters(table).all().stream(), LENS.stream())
			.map((filter) -> "<li><code>%s</code> (%s): %s</li>".formatted(filter.name(), form(filter),
					HtmlUtils.htmlEscape(filter.about(), "UTF-8")))
			.collect(Collectors.joining());
		return "<h2>%s</h2><p>Each row: %s <a href=\"%s\">CSV</a> <a href=\"%s\">XLSX</a></p><details><summary>Filters</summary><ul>%s</ul></details>"
			.formatted(table.name(), HtmlUtils.htmlEscape(StringUtils.uncapitalize(table.about()), "UTF-8"),
					file(table, TableFormat.CSV), file(table, TableFormat.XLSX), filters);
	}

	private static String form(Argument filter) {
		return filter.values().isEmpty() ? filter.form() : filter.form() + " " + String.join(", ", filter.values());
	}

}
