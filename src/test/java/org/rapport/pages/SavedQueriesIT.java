package org.rapport.pages;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.TypeSystem;

import org.rapport.store.Sealing;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The lens law for the public variants of the saved queries of Neo4j Browser. */
@RapportIT
class SavedQueriesIT {

	@Autowired
	Driver driver;

	/** Hides some facts of the sample, which is public as a whole. */
	@BeforeAll
	static void hideSomeFacts(@Autowired Neo4jClient client, @Autowired Imports imports, @Autowired Sealing sealing,
			@Autowired PlatformTransactionManager transactions) {
		SampleRecord.alone(client, imports);
		new TransactionTemplate(transactions).executeWithoutResult((status) -> {
			client
				.query("""
						MATCH (n:Fact) WITH n ORDER BY n.id WITH collect(n) AS facts
						FOREACH (at IN range(0, size(facts) - 1, 9) | FOREACH (n IN [facts[at]] | SET n.visibility = 3))
						FOREACH (at IN range(4, size(facts) - 1, 9) | FOREACH (n IN [facts[at]] | SET n.circle = 'alpha'))""")
				.run();
			sealing.seal();
		});
	}

	@Test
	void publicVariantsAnswerAsIfTheGraphHeldOnlyWhatIsPublic() {
		List<SavedQuery> queries = SavedQuery.all().stream().filter((query) -> query.publicText().isPresent()).toList();
		try (Session session = this.driver.session(); Transaction work = session.beginTransaction()) {
			List<List<String>> shown = queries.stream().map((query) -> publicRows(work, query)).toList();
			assertThat(queries.stream().filter((query) -> !rows(work, query.text()).equals(publicRows(work, query))))
				.as("queries that meet hidden facts")
				.hasSizeGreaterThan(queries.size() / 2);
			work.run("MATCH (n:Record|Fact) WHERE n.lensVisibility > 0 OR n.lensCircles IS NOT NULL DETACH DELETE n")
				.consume();
			for (int i = 0; i < queries.size(); i++) {
				assertThat(rows(work, queries.get(i).text())).as(queries.get(i).title()).isEqualTo(shown.get(i));
			}
		}
	}

	private static List<String> publicRows(Transaction work, SavedQuery query) {
		return rows(work, query.publicText().orElseThrow());
	}

	private static List<String> rows(Transaction work, String query) {
		return work.run(query).list(SavedQueriesIT::text).stream().sorted().toList();
	}

	private static String text(Record row) {
		return row.values().stream().map(SavedQueriesIT::text).toList().toString();
	}

	/**
	 * The value as text, without the order of lists. Of a path, the length: a query may
	 * ask for a few of many equally short ones.
	 */
	private static String text(Value value) {
		if (TypeSystem.getDefault().PATH().isTypeOf(value)) {
			return String.valueOf(value.asPath().length());
		}
		if (TypeSystem.getDefault().LIST().isTypeOf(value)) {
			return value.asList(SavedQueriesIT::text).stream().sorted().toList().toString();
		}
		return value.toString();
	}

}
