package org.rapport.store;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

@RapportIT
class SealAtStartIT {

	@Autowired
	Neo4jClient client;

	@Autowired
	SealAtStart start;

	@BeforeEach
	void load(@Autowired Imports imports) {
		SampleRecord.alone(this.client, imports);
	}

	@Test
	void entersTheNamesOfAGraphThatAnEarlierVersionSealed() {
		int before = proposed();
		run("MATCH (x:Record|Name) REMOVE x.lensWords, x.lensSearch0, x.lensSearch1, x.lensSearch2, x.lensSearch3");
		run("MATCH (start:__Neo4jMigration {version: 'BASELINE'}) REMOVE start.seal");
		assertThat(proposed()).isZero();
		this.start.afterSingletonsInstantiated();
		assertThat(proposed()).isEqualTo(before).isPositive();
	}

	@Test
	void leavesAGraphAloneThatThisVersionSealed() {
		run("MATCH (x:Record|Name) REMOVE x.lensSearch0");
		this.start.afterSingletonsInstantiated();
		assertThat(proposed()).isZero();
	}

	private int proposed() {
		return this.client
			.query("CALL db.index.fulltext.queryNodes('search_public', 'peacebuilding') YIELD node RETURN count(*)")
			.fetchAs(Integer.class)
			.one()
			.orElseThrow();
	}

	private void run(String cypher) {
		this.client.query(cypher).run();
	}

}
