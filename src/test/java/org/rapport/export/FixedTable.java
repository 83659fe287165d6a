package org.rapport.export;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.rapport.directory.Person;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Entry;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Visibility;

/** A table of people who are in no graph. */
final class FixedTable {

	static final Lens LENS = Lens.of(Clearance.PUBLIC);

	static final Clock CLOCK = Clock.fixed(Instant.parse("2024-06-01T10:00:00Z"), ZoneOffset.UTC);

	/** Its columns are the id and the name; people are grouped by their slugs. */
	static final Table<Person> TABLE = new Table<>("people", "A person.", List.of(), List.of(), (asked) -> () -> null,
			new Columns<Person>().id().text("name", "The name.", Person::name).all(),
			new Table.Grouping<>("slugs", Person::slug));

	private FixedTable() {
	}

	static Person person(String id, String slug, String name, String author) {
		return new Person(new Entry(id, Visibility.PUBLIC, null,
				OffsetDateTime.ofInstant(CLOCK.instant(), ZoneOffset.UTC), author, 1), slug, name, null);
	}

	/** A walk that gives these pages. */
	@SafeVarargs
	static TableWalk<Person> walk(List<Person>... pages) {
		Deque<List<Person>> left = new ArrayDeque<>(List.of(pages));
		return left::poll;
	}

	/** A writer that keeps what it gets. */
	static final class Kept implements TableWriter {

		final List<List<String>> rows = new ArrayList<>();

		Map<String, String> end = Map.of();

		@Override
		public int mostRows() {
			return Integer.MAX_VALUE;
		}

		@Override
		public void header(List<String> names) {
			this.rows.add(names);
		}

		@Override
		public void row(List<String> cells) {
			this.rows.add(cells);
		}

		@Override
		public void flush() {
			// There is nothing to pass on.
		}

		@Override
		public void end(TableEnd end) {
			this.end = end.facts();
		}

	}

}
