package org.rapport.graph;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Tests what happens when a statement fails. */
class DatabaseTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final Session session = Mockito.mock(Session.class);

	private final Driver driver = Mockito.mock(Driver.class);

	private final Database database = database(this.driver);

	DatabaseTests() {
		Mockito.when(this.driver.session(ArgumentMatchers.any(SessionConfig.class))).thenReturn(this.session);
	}

	@Test
	void readsAgainWhatFailsWhileConstraintsAndIndexesChange() {
		fails(new DatabaseException("Neo.DatabaseError.General.UnknownError",
				"Could not compile query due to insanely frequent schema changes"), 3);
		assertThat(read()).isEmpty();
		assertThat(asked()).isEqualTo(4);
	}

	@Test
	void readsOnceMoreOverAnotherConnectionWhereOneWasStale() {
		fails(new ServiceUnavailableException("Connection reset"), 1);
		assertThat(read()).isEmpty();
		assertThat(asked()).isEqualTo(2);
	}

	@Test
	void saysThatTheDatabaseCannotBeReachedAndDoesNotKnockForAMoment() {
		fails(new ServiceUnavailableException("Connection refused"), 100);
		assertRefused(ErrorCode.UNAVAILABLE).withMessageContaining("cannot be reached");
		assertThat(asked()).isEqualTo(2);
		assertRefused(ErrorCode.UNAVAILABLE);
		assertThat(asked()).isEqualTo(2);
	}

	@Test
	void saysThatTheDatabaseHasStopped() {
		fails(new TransientException("Neo.TransientError.General.DatabaseUnavailable", "not available"), 100);
		assertRefused(ErrorCode.UNAVAILABLE).withMessageContaining("tell the operator");
		assertThat(asked()).isOne();
	}

	@Test
	void saysThatTheServerIsStoppingWhereTheConnectionIsClosedBetweenTwoAttempts() {
		fails(new ServiceUnavailableException("Connection closed"), 1);
		Mockito.when(this.driver.session(ArgumentMatchers.any(SessionConfig.class)))
			.thenReturn(this.session)
			.thenThrow(new IllegalStateException("This driver instance has already been closed"));
		assertRefused(ErrorCode.UNAVAILABLE).withMessageContaining("stopping");
	}

	@Test
	void isBusyWhereNoConnectionIsFree() {
		fails(new ClientException("Unable to acquire connection from the pool within configured maximum time of 9ms"),
				100);
		assertRefused(ErrorCode.BUSY);
		assertThat(asked()).isOne();
	}

	@Test
	void givesUpWithACodeWhereTheDatabaseRefusesTooOften() {
		fails(new TransientException("Neo.TransientError.Transaction.Outdated", "Outdated"), 100);
		assertRefused(ErrorCode.UNAVAILABLE);
		assertThat(asked()).isEqualTo(10);
	}

	@Test
	void saysThatTheTimeIsOver() {
		fails(new ClientException("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", "over"), 100);
		assertRefused(ErrorCode.TIMEOUT);
	}

	@Test
	void connectsOnceWhereNobodyAnswers() throws Exception {
		Config config = Config.builder().withConnectionTimeout(1200, TimeUnit.MILLISECONDS).build();
		List<Socket> waiting = new ArrayList<>();
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Driver real = GraphDatabase.driver("bolt://127.0.0.1:" + full.getLocalPort(),
						AuthTokens.basic("neo4j", "secret"), config)) {
			// Fills the queue until the operating system accepts no connection and drops
			// new ones.
			assumeThat(fill(full, waiting)).isTrue();
			Mockito.when(this.driver.session(ArgumentMatchers.any(SessionConfig.class)))
				.thenAnswer((call) -> real.session(call.<SessionConfig>getArgument(0)));
			for (int i = 0; i < 20; i++) {
				assertRefused(ErrorCode.UNAVAILABLE);
			}
			Mockito.verify(this.driver, Mockito.times(1)).session(ArgumentMatchers.any(SessionConfig.class));
		}
		finally {
			for (Socket socket : waiting) {
				socket.close();
			}
		}
	}

	private static boolean fill(ServerSocket server, List<Socket> waiting) throws IOException {
		for (int i = 0; i < 10; i++) {
			Socket socket = new Socket();
			waiting.add(socket);
			try {
				socket.connect(server.getLocalSocketAddress(), 500);
			}
			catch (SocketTimeoutException ex) {
				return true;
			}
		}
		return false;
	}

	private static Database database(Driver driver) {
		// The clock stands still, so that no time passes on a busy machine.
		return new Database(driver, DatabaseSelectionProvider.getDefaultSelectionProvider(), new Outage(() -> 0),
				new Attempts((millis) -> {
				}));
	}

	private List<Record> read() {
		return this.database.read("RETURN 1", Map.of(), LONG, (row) -> row);
	}

	private ThrowableAssertAlternative<RapportException> assertRefused(ErrorCode code) {
		return assertThatExceptionOfType(RapportException.class).isThrownBy(this::read)
			.matches((ex) -> ex.code() == code);
	}

	private void fails(RuntimeException failure, int times) {
		Result result = Mockito.mock(Result.class);
		AtomicInteger failed = new AtomicInteger();
		Mockito.when(run(this.session)).thenAnswer((call) -> {
			if (failed.incrementAndGet() <= times) {
				throw failure;
			}
			return result;
		});
	}

	private static Result run(Session session) {
		return session.run(ArgumentMatchers.anyString(), ArgumentMatchers.<Map<String, Object>>any(),
				ArgumentMatchers.any(TransactionConfig.class));
	}

	private long asked() {
		return Mockito.mockingDetails(this.session)
			.getInvocations()
			.stream()
			.filter((call) -> call.getMethod().getName().equals("run"))
			.count();
	}

}
