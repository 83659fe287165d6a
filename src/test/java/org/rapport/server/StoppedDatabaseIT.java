package org.rapport.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.monitoring.DatabaseHealth;

import org.rapport.graph.Database;
import org.rapport.graph.Outage;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.store.Writing;
import org.springframework.boot.health.contributor.Status;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.data.neo4j.core.transaction.Neo4jTransactionManager;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests a database that stops for good, as it does when it cannot write to its disk. */
@Execution(ExecutionMode.SAME_THREAD)
class StoppedDatabaseIT {

	private static final Duration LONG = Duration.ofMinutes(1);

	@TempDir
	private Path folder;

	@Test
	void isToldToReadersWritersAndWhoeverRestartsIt() throws Exception {
		String password = "a-password-of-this-test";
		EmbeddedNeo4j server = EmbeddedNeo4j.start(this.folder, 0, 32, password, false);
		try (Driver driver = GraphDatabase.driver(server.uri(), AuthTokens.basic(EmbeddedNeo4j.USER, password))) {
			CountDownLatch told = new CountDownLatch(1);
			server.onPanic(told::countDown);
			panic(server);
			assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
			Database reading = new Database(driver, DatabaseSelectionProvider.getDefaultSelectionProvider(),
					new Outage());
			assertThatExceptionOfType(RapportException.class)
				.isThrownBy(() -> reading.read("MATCH (n) RETURN n", Map.of(), LONG, (row) -> row))
				.withMessageContaining("has stopped")
				.matches((ex) -> ex.code() == ErrorCode.UNAVAILABLE);
			assertThat(new GraphHealth(driver, DatabaseSelectionProvider.getDefaultSelectionProvider()).health()
				.getStatus()).isEqualTo(Status.DOWN);
			Writing writing = new Writing(new Neo4jTransactionManager(driver), new Outage());
			Neo4jClient client = Neo4jClient.create(driver);
			assertThatExceptionOfType(RapportException.class)
				.isThrownBy(() -> writing.run("A test", LONG, (status) -> client.query("CREATE (:Thing)").run()))
				.withMessageContaining("nothing was recorded")
				.matches((ex) -> ex.code() == ErrorCode.UNAVAILABLE);
		}
		finally {
			server.close();
		}
	}

	private static void panic(EmbeddedNeo4j server) {
		DatabaseManagementService service = Objects
			.requireNonNull((DatabaseManagementService) ReflectionTestUtils.getField(server, "server"));
		((GraphDatabaseAPI) service.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME)).getDependencyResolver()
			.resolveDependency(DatabaseHealth.class)
			.panic(new IOException("No space left on device"));
	}

}
