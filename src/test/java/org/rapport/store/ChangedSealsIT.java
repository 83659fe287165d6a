package org.rapport.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.ProfiledPlan;

import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests what is read and written to seal a change. */
@RapportIT
class ChangedSealsIT {

	private static final int MANY = 500;

	@Autowired
	private Neo4jClient client;

	@Autowired
	private Driver driver;

	@BeforeEach
	@AfterEach
	void empty() {
		EmptyGraph.make(this.client);
	}

	@Test
	void readsNoCitationOfADocumentOfWhichOnlyTheDaysChange(@Autowired Imports imports) {
		SampleRecord.alone(this.client, imports);
		String document = this.client.query("""
				MATCH (d:Document)<-[:FROM]-(c:Citation)
				WITH d, count(c) AS citations ORDER BY citations DESC LIMIT 1
				RETURN d.id""").fetchAs(String.class).one().orElseThrow();
		Set<String> all = read(document, Set.of(""));
		Set<String> few = read(document, Set.of(document));
		assertThat(all).hasSizeGreaterThan(few.size() + 20);
		all.removeAll(few);
		assertThat(all).allMatch((id) -> id.startsWith("cit_"));
		assertThat(few).contains(document);
	}

	private Set<String> read(String document, Set<String> dated) {
		return new TreeSet<>(this.client.query(SealCypher.DEPENDENTS)
			.bindAll(Map.of("ids", List.of(document), "dependent", SealCypher.DEPENDENT, "dated", List.copyOf(dated)))
			.fetchAs(String.class)
			.all());
	}

	/** A document of which a citation goes, and others are left. */
	@Test
	void looksAtNoMoreCitationsThanItNeedsToKnowThatADocumentStaysASource() {
		this.client.query("""
				CREATE (d:Record:Document {id: 'doc_aaaaaaaaaaaaaaaaaaaa', lensVisibility: 0, lensSource: 0})
				WITH d UNWIND range(1, %d) AS i
				CREATE (d)<-[:FROM]-(:Fact:Citation {id: 'cit_' + i, lensVisibility: 0})""".formatted(MANY)).run();
		try (Session session = this.driver.session()) {
			ProfiledPlan plan = session
				.run("PROFILE MATCH (x:Record {id: 'doc_aaaaaaaaaaaaaaaaaaaa'})\n" + SealCypher.RENEW_SOURCE)
				.consume()
				.profile();
			assertThat(hits(plan)).as("what the database reads").isPositive().isLessThan(MANY / 2);
		}
	}

	private static long hits(ProfiledPlan plan) {
		return plan.dbHits() + plan.children().stream().mapToLong(ChangedSealsIT::hits).sum();
	}

}
