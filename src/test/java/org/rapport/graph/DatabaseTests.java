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
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Bookmark;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;

import org.rapport.kernel.Bookmarks;
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
	void doesNotReadAgainWhatNeedsMoreMemoryThanTheDatabaseHas() {
		fails(new TransientException("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "x"), 100);
		assertRefused(ErrorCode.UNAVAILABLE).withMessageContaining("too little memory");
		assertThat(asked()).isOne();
	}

	@Test
	void saysThatTheTimeIsOver() {
		fails(new ClientException("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", "over"), 100);
		assertRefused(ErrorCode.TIMEOUT);
	}

	@Test
	void asksForNoStateOutsideOfOperations() {
		fails(new ServiceUnavailableException("never"), 0);
		read();
		assertThat(sessions()).allSatisfy((config) -> assertThat(config.bookmarks()).isNull());
	}

	@Test
	void seesWhatTheOperationHasWritten() {
		fails(new ServiceUnavailableException("never"), 0);
		in(Bookmarks.awaiting(Set.of()), () -> {
			Bookmarks.wrote(Set.of("own"));
			return read();
		});
		assertThat(sessions()).singleElement()
			.satisfies((config) -> assertThat(config.bookmarks()).containsExactly(Bookmark.from("own")));
		Mockito.verify(this.session, Mockito.never()).beginTransaction(ArgumentMatchers.any(TransactionConfig.class));
	}

	@Test
	void beginsOnlyWhereTheStateIsThatTheClientNames() {
		Transaction transaction = begins();
		in(Bookmarks.awaiting(Set.of("named")), this::read);
		assertThat(sessions()).singleElement()
			.satisfies((config) -> assertThat(config.bookmarks()).containsExactly(Bookmark.from("named")));
		Mockito.verify(transaction).commit();
		assertThat(asked()).isZero();
	}

	@Test
	void waitsTwoSecondsForThatState() {
		CountDownLatch never = new CountDownLatch(1);
		Mockito.when(this.session.beginTransaction(ArgumentMatchers.any(TransactionConfig.class)))
			.thenAnswer((call) -> {
				try {
					never.await();
					throw new IllegalStateException();
				}
				catch (InterruptedException ex) {
					// As the driver reports it.
					throw new ServiceUnavailableException("Connection to the database terminated");
				}
			});
		for (Runnable reading : List.<Runnable>of(this::read, this.database::await)) {
			long start = System.nanoTime();
			assertThatExceptionOfType(RapportException.class)
				.isThrownBy(() -> in(Bookmarks.awaiting(Set.of("later")), () -> {
					reading.run();
					return true;
				}))
				.matches((ex) -> ex.code() == ErrorCode.BOOKMARK_NOT_REACHED);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1900),
					Duration.ofSeconds(10));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		}
		fails(new ServiceUnavailableException("never"), 0);
		assertThat(read()).as("the database counts as reachable").isEmpty();
	}

	@Test
	void saysThatTheServerHasNotReachedTheState() {
		fails(new TransientException("Neo.TransientError.Transaction.BookmarkTimeout", "not up to"), 100);
		assertRefused(ErrorCode.BOOKMARK_NOT_REACHED);
		assertThat(asked()).isOne();
	}

	@Test
	void saysThatTheDatabaseDoesNotUnderstandTheBookmark() {
		Mockito.when(this.session.beginTransaction(ArgumentMatchers.any(TransactionConfig.class)))
			.thenThrow(new ClientException("Neo.ClientError.Transaction.InvalidBookmark", "Parsing failed"));
		assertThatExceptionOfType(RapportException.class)
			.isThrownBy(() -> in(Bookmarks.awaiting(Set.of("other")), () -> {
				this.database.await();
				return true;
			}))
			.matches((ex) -> ex.code() == ErrorCode.BAD_BOOKMARK);
	}

	@Test
	void doesNotAskWhereNoStateIsNamed() {
		in(Bookmarks.awaiting(Set.of()), () -> {
			this.database.await();
			return true;
		});
		this.database.await();
		Mockito.verifyNoInteractions(this.driver);
	}

	@Test
	void notesTheStateAfterItsOwnWrites() {
		fails(new ServiceUnavailableException("never"), 0);
		Mockito.when(this.session.lastBookmarks()).thenReturn(Set.of(Bookmark.from("after")));
		Bookmarks bookmarks = Bookmarks.awaiting(Set.of());
		in(bookmarks, this::read);
		assertThat(bookmarks.written()).isEmpty();
		in(bookmarks, () -> this.database.write("CREATE ()", Map.of(), LONG, (row) -> row));
		assertThat(bookmarks.written()).containsExactly("after");
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

	private static <T> T in(Bookmarks bookmarks, Supplier<T> work) {
		Bookmarks.set(bookmarks);
		try {
			return work.get();
		}
		finally {
			Bookmarks.clear();
		}
	}

	private Transaction begins() {
		Transaction transaction = Mockito.mock(Transaction.class);
		Result result = Mockito.mock(Result.class);
		Mockito.when(transaction.run(ArgumentMatchers.anyString(), ArgumentMatchers.<Map<String, Object>>any()))
			.thenReturn(result);
		Mockito.when(this.session.beginTransaction(ArgumentMatchers.any(TransactionConfig.class)))
			.thenReturn(transaction);
		return transaction;
	}

	private List<SessionConfig> sessions() {
		ArgumentCaptor<SessionConfig> configs = ArgumentCaptor.forClass(SessionConfig.class);
		Mockito.verify(this.driver, Mockito.atLeastOnce()).session(configs.capture());
		return configs.getAllValues();
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
