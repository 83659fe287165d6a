package org.rapport.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.directory.Place;
import org.rapport.directory.Topic;
import org.rapport.endorsement.Ask;
import org.rapport.endorsement.Initiative;
import org.rapport.endorsement.Milestone;
import org.rapport.engagement.Meeting;
import org.rapport.export.RowPage.RowList;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Listing;
import org.rapport.provenance.Citation;
import org.rapport.provenance.Document;

/**
 * Puts the columns of a table together. Columns that mean the same have the same name in
 * all tables.
 *
 * @param <T> the type of the rows
 */
final class Columns<T extends Element> {

	/** Stands between the values in one cell. A value has {@code ¦} instead. */
	static final String BETWEEN = " | ";

	private final List<Column<T>> all = new ArrayList<>();

	/** A value of a row. */
	@FunctionalInterface
	interface Value<T, V> {

		/** The value; null if there is none. */
		@Nullable V of(T row);

	}

	List<Column<T>> all() {
		return List.copyOf(this.all);
	}

	private Columns<T> add(String name, String about, Column.Cell<T> cell) {
		this.all.add(new Column<>(name, about, cell));
		return this;
	}

	/** The id of the row. */
	Columns<T> id() {
		return add("id", "The id. It never changes.", (row, page) -> row.id());
	}

	/** A text. */
	Columns<T> text(String name, String about, Value<T, String> value) {
		return add(name, about, (row, page) -> value.of(row));
	}

	/** A number, in plain digits. */
	Columns<T> number(String name, String about, Value<T, Double> value) {
		return add(name, about, (row, page) -> {
			Double number = value.of(row);
			return (number != null) ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString() : null;
		});
	}

	/** A date as its source gives it, and the first and the last day that it can mean. */
	Columns<T> date(String name, String bounds, String about, Value<T, ApproximateDate> value) {
		return add(name, about + ", as the source gives it (EDTF).", (row, page) -> {
			ApproximateDate date = value.of(row);
			return (date != null) ? date.text() : null;
		}).add(bounds + "earliest_day", "The earliest day that it can mean. Empty if there is none.", (row, page) -> {
			ApproximateDate date = value.of(row);
			return (date != null) ? day(date.earliest()) : null;
		}).add(bounds + "latest_day", "The latest day that it can mean. Empty if there is none.", (row, page) -> {
			ApproximateDate date = value.of(row);
			return (date != null) ? day(date.latest()) : null;
		});
	}

	private static @Nullable String day(LocalDate day) {
		return (day.equals(ApproximateDate.UNBOUNDED_PAST) || day.equals(ApproximateDate.UNBOUNDED_FUTURE)) ? null
				: day.toString();
	}

	/** The record at an end of a fact: its id, slug, name and kind. */
	Columns<T> end(String name, String about, Function<T, Element> end) {
		return add(name + "_id", about + ": the id.", (row, page) -> end.apply(row).id())
			.add(name + "_slug", about + ": the slug.", (row, page) -> slug(end.apply(row)))
			.add(name + "_name", about + ": the name or title.", (row, page) -> name(end.apply(row)))
			.add(name + "_type", about + ": the type in the API.",
					(row, page) -> Ids.kindOf(end.apply(row).id()).label());
	}

	/** Several records: their ids and their names, in the same order. */
	Columns<T> ends(String name, String about, Function<T, List<? extends Element>> ends) {
		return add(name + "_ids", about + ": the ids.",
				(row, page) -> joined(ends.apply(row).stream().map(Element::id).toList()))
			.add(name + "_names", about + ": the names or titles.",
					(row, page) -> joined(ends.apply(row).stream().map(Columns::name).toList()));
	}

	/** A text that follows from a short list of the row, or of one of its ends. */
	<V> Columns<T> list(String name, String about, Listing<V> list, Function<T, Element> of,
			Value<List<V>, String> value) {
		RowList<T, V> below = new RowList<>(list, of);
		return add(name, about, (row, page) -> value.of(page.list(row, below)));
	}

	/** The only record of a list of the row: its id, slug and name. */
	<V extends Element> Columns<T> record(String name, String about, Listing<V> list) {
		RowList<T, V> below = new RowList<>(list, (row) -> row);
		return add(name + "_id", about + ": the id.", (row, page) -> only(page.list(row, below), Element::id))
			.add(name + "_slug", about + ": the slug.", (row, page) -> only(page.list(row, below), Columns::slug))
			.add(name + "_name", about + ": the name or title.",
					(row, page) -> only(page.list(row, below), Columns::name));
	}

	private static <V> @Nullable String only(List<V> list, Function<V, String> value) {
		return list.isEmpty() ? null : value.apply(list.get(0));
	}

	/** Several records from a short list of the row, or of one of its ends. */
	<V extends Element> Columns<T> records(String name, String about, Listing<V> list, Function<T, Element> of) {
		RowList<T, V> below = new RowList<>(list, of);
		return add(name + "_ids", about + ": the ids.",
				(row, page) -> joined(page.list(row, below).stream().map(Element::id).toList()))
			.add(name + "_names", about + ": the names or titles.",
					(row, page) -> joined(page.list(row, below).stream().map(Columns::name).toList()));
	}

	/** Who may see the row. */
	Columns<T> visibility() {
		return add("visibility", "Who may see it.", (row, page) -> row.visibility().name()).add("circle",
				"Only viewers of this circle may see it. Empty if it is in no circle.", (row, page) -> row.circle());
	}

	/** The sources of a record. */
	Columns<T> sources(Listing<Citation> citations) {
		return sources(new RowList<>(citations, (row) -> row));
	}

	/** The sources of a fact, and its basis, which follows from them. */
	Columns<T> basisAndSources(Listing<Citation> citations) {
		RowList<T, Citation> below = new RowList<>(citations, (row) -> row);
		return add("basis", "STATED if a source says the whole fact, otherwise INFERRED.",
				(row, page) -> Citation.basisOf(page.list(row, below)))
			.sources(below);
	}

	private Columns<T> sources(RowList<T, Citation> citations) {
		return source("source_titles", "The titles of the sources.", citations,
				(citation) -> citation.document().title())
			.source("source_locators", "The place in each source.", citations, Citation::locator)
			.source("source_links", "The link to each source, empty where it has none.", citations,
					(citation) -> Objects.toString(citation.document().url(), ""))
			.source("source_ids", "The ids of the source documents.", citations,
					(citation) -> citation.document().id());
	}

	private Columns<T> source(String name, String about, RowList<T, Citation> citations,
			Function<Citation, String> value) {
		return add(name, about, (row, page) -> joined(page.list(row, citations).stream().map(value).toList()));
	}

	/** Several values in one cell, so that they can be told apart again. */
	static @Nullable String joined(List<String> values) {
		return values.isEmpty() ? null
				: values.stream().map((value) -> value.replace('|', '¦')).collect(Collectors.joining(BETWEEN));
	}

	private static String slug(Element record) {
		if (record instanceof Actor actor) {
			return actor.slug();
		}
		if (record instanceof Meeting meeting) {
			return meeting.slug();
		}
		if (record instanceof Document document) {
			return document.slug();
		}
		if (record instanceof Initiative initiative) {
			return initiative.slug();
		}
		if (record instanceof Place place) {
			return place.slug();
		}
		if (record instanceof Topic topic) {
			return topic.slug();
		}
		if (record instanceof Milestone milestone) {
			return milestone.slug();
		}
		if (record instanceof Ask ask) {
			return ask.slug();
		}
		throw new IllegalStateException("A record without a slug: " + record.id());
	}

	/** The name or title of a record of any kind. */
	static String name(Element record) {
		if (record instanceof Actor actor) {
			return actor.name();
		}
		if (record instanceof Meeting meeting) {
			return meeting.title();
		}
		if (record instanceof Document document) {
			return document.title();
		}
		if (record instanceof Initiative initiative) {
			return initiative.title();
		}
		if (record instanceof Place place) {
			return place.name();
		}
		if (record instanceof Topic topic) {
			return topic.name();
		}
		if (record instanceof Milestone milestone) {
			return milestone.title();
		}
		if (record instanceof Ask ask) {
			return ask.summary();
		}
		throw new IllegalStateException("A record without a name: " + record.id());
	}

}
