package org.rapport.store;

import java.util.List;

import com.ibm.icu.util.VersionInfo;
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
	void namesTheVersionOfIcuWithWhatItSealed() {
		assertThat(this.client.query("MATCH (start:__Neo4jMigration {version: 'BASELINE'}) RETURN start.seal")
			.fetchAs(String.class)
			.one()
			.orElseThrow()).contains("order 1, ICU " + VersionInfo.ICU_VERSION);
	}

	@Test
	void sortsNamesAgainThatAnotherVersionOfIcuSorted() {
		List<String> before = sorted();
		run("MATCH (x:Record|Name) SET x.lensSortKey = 'another'");
		run("MATCH (f:Participation) SET f.lensActorSortKey = 'another'");
		run("MATCH (start:__Neo4jMigration {version: 'BASELINE'}) SET start.seal = replace(start.seal, 'ICU', 'another ICU')");
		this.start.afterSingletonsInstantiated();
		assertThat(sorted()).isEqualTo(before).isNotEmpty();
	}

	@Test
	void leavesAGraphAloneThatThisVersionSealed() {
		run("MATCH (x:Record|Name) REMOVE x.lensSearch0");
		this.start.afterSingletonsInstantiated();
		assertThat(proposed()).isZero();
	}

	/**
	 * The sort keys of names, and of the participants as their participations have them.
	 */
	private List<String> sorted() {
		return List.copyOf(this.client.query("""
				MATCH (x:Record|Name) RETURN x.id + ' ' + x.lensSortKey AS key ORDER BY key
				UNION ALL
				MATCH (f:Participation) RETURN f.id + ' ' + f.lensActorSortKey AS key ORDER BY key""")
			.fetchAs(String.class)
			.all());
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
