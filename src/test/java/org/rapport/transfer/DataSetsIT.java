package org.rapport.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.rapport.kernel.Kind;
import org.rapport.testing.RapportIT;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Loads the public data sets whose mappings come with Rapport, each twice. The
 * environment variable {@value #DATA} names the folder that has a folder for each of
 * them. It takes a quarter of an hour, so it has a profile of its own: {@code mvn -Pdata
 * verify}.
 */
@Tag("data")
@RapportIT
class DataSetsIT {

	static final String DATA = "RAPPORT_DATA";

	@Autowired
	private FileImport files;

	@Autowired
	private Neo4jClient client;

	private final List<String> refused = new ArrayList<>();

	@BeforeEach
	@AfterEach
	void empty() {
		this.client
			.query("""
					MATCH (node:Record|Fact|Retracted|Dataset|Revision|Act|Alias|Distinction|Paragraph|SourceRow|Tombstone|ErasedMark|ErasureKey)
					CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 5000 ROWS""")
			.run();
	}

	@Test
	void meetingsOfMinistersInNewSouthWales() throws IOException {
		assertLoaded("meetings-nsw", Map.of(Kind.MEETING, 15_076L, Kind.POST, 88L));
		assertThat(this.refused).isEmpty();
	}

	@Test
	void ministersOfTheUnitedKingdom() throws IOException {
		assertLoaded("ifg-ministers", Map.of(Kind.PERSON, 1_149L, Kind.POST, 926L, Kind.GOVERNMENT, 70L,
				Kind.SUCCESSION, 60L, Kind.ROLE, 3_665L));
		// Two of the 3,667 appointments end before they begin.
		assertThat(this.refused).hasSize(2).allMatch((message) -> message.contains("endDate"));
	}

	@Test
	void committeesOfCongress() throws IOException {
		FileReport report = assertLoaded("us-congress", Map.of(Kind.PERSON, 537L, Kind.ORGANISATION, 230L));
		assertThat(report.tables()).filteredOn((table) -> table.table().equals("memberships"))
			.singleElement()
			.satisfies((table) -> assertThat(table.rows() - table.refused()).isEqualTo(3_879));
		assertThat(this.refused).isEmpty();
	}

	@Test
	void councillorsOfAustralia() throws IOException {
		assertLoaded("au-councillors-popolo", Map.of(Kind.PERSON, 4_945L, Kind.ORGANISATION, 585L));
		assertThat(this.refused).isEmpty();
	}

	@Test
	void organisationsThatSignedTheAgreementOnResearchAssessment() throws IOException {
		assertLoaded("coara", Map.of(Kind.ORGANISATION, 834L, Kind.ENDORSEMENT, 834L));
		assertThat(this.refused).isEmpty();
		assertThat(this.client.query("MATCH (o:Organisation) WHERE o.countryCode IS NULL RETURN count(o) AS n")
			.fetchAs(Long.class)
			.one()
			.orElseThrow()).isLessThan(100);
	}

	private FileReport assertLoaded(String name, Map<Kind, Long> counts) throws IOException {
		String data = System.getenv(DATA);
		assumeThat(data).as("%s names no folder with the data set %s", DATA, name).isNotNull();
		Path folder = Path.of(data).resolve(name);
		assumeThat(Files.isDirectory(folder)).as("there is no folder %s", folder).isTrue();
		FileReport first = load(folder, name);
		assertThat(first.load().total().changed()).isZero();
		counts.forEach((kind, count) -> assertThat(first.load().kinds().get(kind)).as(kind.label())
			.isEqualTo(new ImportCounts(count, 0, 0, 0)));
		this.refused.clear();
		FileReport again = load(folder, name);
		assertThat(again.load().total()).isEqualTo(new ImportCounts(0, 0, first.load().total().created(), 0));
		return first;
	}

	private FileReport load(Path folder, String mapping) throws IOException {
		return this.files
			.run(new ImportRequest(List.of(folder), mapping, null, null, ImportRequest.MOST_REFUSED, false), (note) -> {
				if (note.about() == RowNote.About.REFUSED) {
					this.refused.add(note.message());
				}
			}, LoadProgress.NONE);
	}

}
