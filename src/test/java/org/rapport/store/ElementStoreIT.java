package org.rapport.store;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.ProfiledPlan;

import org.rapport.testing.EmptyGraph;
import org.rapport.testing.RapportIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests what the database reads for the elements that a change names. */
@RapportIT
class ElementStoreIT {

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
	void readsNoTiesThatOthersOwn() {
		this.client
			.query("""
					CREATE (cited:Record:Document {id: 'doc_aaaaaaaaaaaaaaaaaaaa'}), (busy:Record:Actor:Organisation {id: 'org_aaaaaaaaaaaaaaaaaaaa'})
					WITH cited, busy
					UNWIND range(1, %d) AS i
					CREATE (cited)<-[:FROM]-(:Fact:Citation {id: 'cit_' + i})
					CREATE (busy)-[:TOOK_PART]->(:Fact:Participation {id: 'par_' + i})"""
				.formatted(MANY))
			.run();
		List<Map<String, Object>> rows = List.of(ElementStore.question("doc_aaaaaaaaaaaaaaaaaaaa"),
				ElementStore.question("org_aaaaaaaaaaaaaaaaaaaa"));
		try (Session session = this.driver.session()) {
			ProfiledPlan plan = session.run("PROFILE " + ElementStore.ELEMENTS, Map.of("rows", rows))
				.consume()
				.profile();
			assertThat(hits(plan)).as("what the database reads").isPositive().isLessThan(MANY);
		}
	}

	private static long hits(ProfiledPlan plan) {
		return plan.dbHits() + plan.children().stream().mapToLong(ElementStoreIT::hits).sum();
	}

}
