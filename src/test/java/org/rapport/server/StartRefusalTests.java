package org.rapport.server;

import java.net.URI;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.neo4j.configuration.helpers.PortBindException;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.io.locker.FileLockException;

import org.rapport.start.StartRefused;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StartRefusalTests {

	private static final Path STORE = Path.of("/data/neo4j");

	private final GraphServer server = new GraphServer(Mockito.mock(Driver.class),
			URI.create("neo4j://user:secret@graph.example:7687"), null);

	@Test
	void namesTheStoreThatAnotherProcessHasOpen() {
		StartRefused refusal = EmbeddedNeo4j.refusal(
				new RuntimeException("Error starting", new FileLockException("Lock file", new Exception())), STORE,
				7687);
		assertThat(refusal).hasMessage("The graph in /data/neo4j is in use by another process.");
		assertThat(refusal.remedy()).contains("rapport.data");
	}

	@Test
	void saysWhatToSetWhereThereIsNoServerAndNoneIsNamed() {
		ApplicationContextRunner jar = new ApplicationContextRunner()
			.withClassLoader(new FilteredClassLoader(GraphConfiguration.EMBEDDED_SERVER))
			.withUserConfiguration(GraphConfiguration.Missing.class);
		jar.run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.isInstanceOfSatisfying(StartRefused.class, (refusal) -> {
				assertThat(refusal).hasMessageContaining("No Neo4j server is set");
				assertThat(refusal.remedy()).contains("SPRING_NEO4J_URI");
			}));
		jar.withPropertyValues("spring.neo4j.uri=bolt://graph.example:7687")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void namesThePortThatIsTaken() {
		StartRefused refusal = EmbeddedNeo4j.refusal(
				new RuntimeException("Error starting",
						new PortBindException(new SocketAddress("127.0.0.1", 7687), new Exception("in use"))),
				STORE, 7687);
		assertThat(refusal).hasMessageContaining("127.0.0.1:7687").hasMessageContaining("taken");
		assertThat(refusal.remedy()).contains("rapport.embedded.bolt-port");
	}

	@Test
	void namesTheLogOfAStoreThatCannotBeOpened() {
		StartRefused refusal = EmbeddedNeo4j.refusal(new RuntimeException("MATCH (n) RETURN n"), STORE, 7687);
		assertThat(refusal).hasMessageContaining("/data/neo4j").hasMessageNotContaining("MATCH");
		assertThat(refusal.remedy()).contains("/data/neo4j/logs/debug.log");
	}

	@Test
	void doesNotRepeatAWrongPassword() {
		StartRefused refusal = this.server
			.refusal(new AuthenticationException("Neo.ClientError.Security.Unauthorized", "wrong"));
		assertThat(refusal).hasMessageContaining("neo4j://graph.example:7687")
			.hasMessageContaining("user name or password")
			.hasMessageNotContaining("secret");
		assertThat(refusal.remedy()).contains("spring.neo4j.authentication.password");
	}

	@Test
	void namesTheServerThatCannotBeReached() {
		StartRefused refusal = this.server.refusal(new ServiceUnavailableException("Connection refused"));
		assertThat(refusal).hasMessage("Neo4j at neo4j://graph.example:7687 cannot be reached.");
		assertThat(refusal.remedy()).contains("spring.neo4j.uri");
	}

	@Test
	void givesTheCodeOfAnyOtherFailureAndNothingAboutTheInside() {
		StartRefused refusal = this.server
			.refusal(new ClientException("Neo.ClientError.Database.DatabaseNotFound", "MATCH (n) RETURN n"));
		assertThat(refusal).hasMessageContaining("DatabaseNotFound").hasMessageNotContaining("MATCH");
	}

	@ParameterizedTest
	@CsvSource({ "Neo4j/5.25.1,Neo4j 5.25", "Neo4j/4.4.40,Neo4j 4.4", "Neo4j/v5.2.0 compatible - Other,not Neo4j" })
	void refusesAServerThatIsTooOldOrNoNeo4j(String agent, String said) {
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> this.server.requireVersion(agent))
			.withMessage("The server at neo4j://graph.example:7687 is %s; Rapport needs Neo4j 5.26 or newer.", said);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Neo4j/5.26.0", "Neo4j/5.26.30", "Neo4j/5.27-aura", "Neo4j/2025.01.0", "Neo4j/2026.06" })
	void takesTheMinimumAndWhateverIsNewer(String agent) {
		assertThatCode(() -> this.server.requireVersion(agent)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:7474", "localhost:7687", "bolt:7687", "neo4j://", "not an address",
			"jdbc:neo4j://user:secret@x" })
	void refusesAnAddressThatIsNotOneForTheDriver(String address) {
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> GraphConfiguration.External.requireAddressForDriver(address))
			.withMessageContaining("spring.neo4j.uri")
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bolt://localhost", "neo4j+s://x.databases.example", "NEO4J://10.0.0.1:7687",
			"bolt://[::1]:7687" })
	void takesTheAddressesThatTheDriverKnows(String address) {
		assertThatCode(() -> GraphConfiguration.External.requireAddressForDriver(address)).doesNotThrowAnyException();
	}

}
