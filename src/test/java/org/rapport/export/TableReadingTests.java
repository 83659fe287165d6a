package org.rapport.export;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.rapport.directory.Person;

import static org.assertj.core.api.Assertions.assertThat;

class TableReadingTests {

	private static final Person ADA = FixedTable.person("per_a", "a", "Ada", "curator");

	private static final Person BEA = FixedTable.person("per_b", "b", "Bea", "import:members");

	private static final Person BO = FixedTable.person("per_c", "b", "Bo", "import:members");

	private final FixedTable.Kept kept = new FixedTable.Kept();

	@Test
	void writesEachPageAndCountsRowsAndGroups() throws IOException {
		read(100, FixedTable.walk(List.of(ADA, BEA), List.of(), List.of(BO)));
		assertThat(this.kept.rows).containsExactly(List.of("id", "name"), List.of("per_a", "Ada"),
				List.of("per_b", "Bea"), List.of("per_c", "Bo"));
		assertThat(this.kept.end).containsEntry("rows", "3")
			.containsEntry("slugs", "2")
			.containsEntry("complete", "yes")
			.containsEntry("clearance", "PUBLIC")
			.containsEntry("as_of", "all of time")
			.containsEntry("read_at", "2024-06-01T10:00:00Z");
	}

	@Test
	void creditsTheDataSetsOfItsRowsOnly() throws IOException {
		read(100, FixedTable.walk(List.of(ADA, BEA)));
		assertThat(this.kept.end).containsEntry("data_sets", "Title of [members]");
	}

	@Test
	void saysThatItWasCut() throws IOException {
		read(2, FixedTable.walk(List.of(ADA), List.of(BEA, BO)));
		assertThat(this.kept.rows).hasSize(3);
		assertThat(this.kept.end).containsEntry("rows", "2").containsEntry("complete", "no: cut after 2 rows");
	}

	@Test
	void isNotCutIfItHasJustAsManyRowsAsAllowed() throws IOException {
		read(2, FixedTable.walk(List.of(ADA, BEA), List.of()));
		assertThat(this.kept.end).containsEntry("rows", "2").containsEntry("complete", "yes");
	}

	private void read(int mostRows, TableWalk<Person> walk) throws IOException {
		TableReading<Person> reading = new TableReading<>(FixedTable.TABLE, FixedTable.LENS, walk, this.kept, mostRows,
				(names) -> names.isEmpty() ? List.of() : List.of("Title of " + names), FixedTable.CLOCK);
		boolean more = true;
		while (more) {
			more = reading.writeNext();
		}
	}

}
