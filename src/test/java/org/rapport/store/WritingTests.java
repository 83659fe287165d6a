package org.rapport.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;
import org.slf4j.LoggerFactory;

import org.rapport.graph.Attempts;
import org.rapport.graph.Outage;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WritingTests {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private final NoTransactions transactions = new NoTransactions();

	private final Writing writing = new Writing(this.transactions, new Outage(), new Attempts((millis) -> {
	}));

	@Test
	void saysThatAGraphCanOnlyBeRead() {
		assertRefused(ErrorCode.READ_ONLY,
				() -> new ClientException("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
						"No write operations are allowed on this database."))
			.withMessageContaining("nothing was recorded");
		assertThat(this.transactions.begun).hasValue(1);
		assertThat(this.transactions.rolledBack).hasValue(1);
	}

	@Test
	void writesAgainWhatFailedWhileConstraintsAndIndexesChanged() {
		assertWrittenAtLast(() -> new DatabaseException("Neo.DatabaseError.General.UnknownError",
				"Could not compile query due to insanely frequent schema changes"));
	}

	@Test
	void writesAgainAfterADeadlock() {
		assertWrittenAtLast(() -> new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "Lock"));
	}

	@Test
	void writesAgainAfterSomebodyElseTookTheSlug() {
		assertWrittenAtLast(
				() -> new ClientException("Neo.ClientError.Schema.ConstraintValidationFailed", "already exists"));
	}

	@Test
	void logsEachRetryOnceWithTheActTheAttemptAndTheReason() {
		Logger logger = (Logger) LoggerFactory.getLogger(Attempts.class);
		ListAppender<ILoggingEvent> logged = new ListAppender<>();
		logged.start();
		logger.addAppender(logged);
		try {
			AtomicInteger attempts = new AtomicInteger();
			this.writing.run("The act addNothing", LIMIT, (status) -> {
				if (attempts.incrementAndGet() < 3) {
					throw new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "Lock");
				}
				return "done";
			});
		}
		finally {
			logger.detachAppender(logged);
		}
		List<ILoggingEvent> retries = logged.list.stream()
			.filter((event) -> event.getFormattedMessage().startsWith("The act addNothing"))
			.toList();
		assertThat(retries).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.WARN);
		assertThat(retries.get(0).getFormattedMessage()).contains("Neo.TransientError.Transaction.DeadlockDetected",
				"attempt 2 of 10");
		assertThat(retries.get(1).getFormattedMessage()).contains("attempt 3 of 10");
	}

	private void assertWrittenAtLast(Supplier<RuntimeException> failure) {
		AtomicInteger attempts = new AtomicInteger();
		String done = this.writing.run("A test", LIMIT, (status) -> {
			if (attempts.incrementAndGet() < 4) {
				throw new IllegalStateException("As Spring wraps it", failure.get());
			}
			return "done";
		});
		assertThat(done).isEqualTo("done");
		assertThat(this.transactions.rolledBack).hasValue(3);
		assertThat(this.transactions.committed).hasValue(1);
	}

	@Test
	void givesUpWithACodeWhereTheDatabaseRefusesTooOften() {
		assertRefused(ErrorCode.UNAVAILABLE,
				() -> new TransientException("Neo.TransientError.Transaction.Outdated", "Outdated"))
			.withMessageContaining("nothing was recorded");
		assertThat(this.transactions.begun).hasValue(10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError", "OutOfMemoryError" })
	void doesNotWriteAgainWhatNeedsMoreMemoryThanTheDatabaseHas(String name) {
		assertRefused(ErrorCode.UNAVAILABLE, () -> new TransientException("Neo.TransientError.General." + name, "x"))
			.withMessageContaining("too little memory")
			.withMessageContaining("nothing was recorded");
		assertThat(this.transactions.begun).hasValue(1);
	}

	@Test
	void saysThatTheServerHasNotReachedTheBookmark() {
		assertRefused(ErrorCode.BOOKMARK_NOT_REACHED,
				() -> new TransientException("Neo.TransientError.Transaction.BookmarkTimeout", "not up to"))
			.withMessageContaining("nothing was recorded");
		assertThat(this.transactions.begun).hasValue(1);
	}

	@Test
	void triesOnceMoreWhereAConnectionWasStale() {
		assertRefused(ErrorCode.UNAVAILABLE, () -> new ServiceUnavailableException("Connection reset"));
		assertThat(this.transactions.begun).hasValue(2);
	}

	@Test
	void doesNotWriteTwiceWhatMayBeKeptAlready() {
		this.transactions.atCommit = new ServiceUnavailableException("Connection reset");
		assertThatExceptionOfType(RapportException.class)
			.isThrownBy(() -> this.writing.run("A test", LIMIT, (status) -> "done"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNAVAILABLE))
			.withMessageContaining("idempotency key")
			.withMessageNotContaining("nothing was recorded");
		assertThat(this.transactions.begun).hasValue(1);
	}

	@Test
	void doesNotKnockForAMomentWhereNobodyAnswered() {
		assertRefused(ErrorCode.UNAVAILABLE, () -> new ServiceUnavailableException("Connection refused"));
		int before = this.transactions.begun.get();
		assertThatExceptionOfType(RapportException.class)
			.isThrownBy(() -> this.writing.run("A test", LIMIT, (status) -> "done"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNAVAILABLE));
		assertThat(this.transactions.begun).hasValue(before);
	}

	@ParameterizedTest
	@CsvSource({ "Neo.DatabaseError.Transaction.TransactionStartFailed,x",
			"Neo.DatabaseError.Transaction.TransactionCommitFailed,x",
			"Neo.DatabaseError.Transaction.TransactionLogError,x", "Neo.TransientError.General.DatabaseUnavailable,x",
			"Neo.DatabaseError.General.UnknownError,The database has encountered a critical error and needs to be restarted",
			"Neo.DatabaseError.Statement.ExecutionFailed,java.io.IOException: No space left on device" })
	void saysThatTheDatabaseHasStopped(String code, String message) {
		assertRefused(ErrorCode.UNAVAILABLE, () -> new DatabaseException(code, message))
			.withMessageContaining("disk is full, and nothing was recorded; tell the operator");
		assertThat(this.transactions.begun).hasValue(1);
	}

	@Test
	void doesNotSayThatNothingWasRecordedWhereTheDiskWasFullAtTheEnd() {
		this.transactions.atCommit = new DatabaseException("Neo.DatabaseError.Transaction.TransactionCommitFailed",
				"Could not append");
		assertThatExceptionOfType(RapportException.class)
			.isThrownBy(() -> this.writing.run("A test", LIMIT, (status) -> "done"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.UNAVAILABLE))
			.withMessageContaining("idempotency key")
			.withMessageNotContaining("nothing was recorded");
	}

	@Test
	void isBusyWhereNoConnectionIsFree() {
		assertRefused(ErrorCode.BUSY,
				() -> new TransientException("N/A",
						"Unable to acquire connection from the pool within configured maximum time of 60000ms"))
			.withMessageContaining("nothing was recorded");
		assertThat(this.transactions.begun).hasValue(1);
	}

	@Test
	void waitsForOthersBeforeItTakesAConnectionAndSaysIfThatTookTooLong() throws Exception {
		CountDownLatch written = new CountDownLatch(1);
		CountDownLatch begun = new CountDownLatch(1);
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<String> first = other.submit(() -> this.writing.run((status) -> {
				begun.countDown();
				await(written);
				return "first";
			}));
			begun.await();
			assertThatExceptionOfType(RapportException.class)
				.isThrownBy(() -> this.writing.run("A test", Duration.ofMillis(1), (status) -> "second"))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.TIMEOUT))
				.withMessageContaining("nothing was recorded");
			assertThat(this.transactions.begun).hasValue(1);
			written.countDown();
			assertThat(first.get()).isEqualTo("first");
			assertThat(this.writing.<String>run("A test", LIMIT, (status) -> "third")).isEqualTo("third");
		}
		finally {
			other.shutdownNow();
		}
	}

	@Test
	void joinsWhatItsThreadIsWriting() throws ExecutionException {
		String done = this.writing.run("A test", LIMIT,
				(status) -> this.writing.run("A test", LIMIT, (inner) -> "done"));
		assertThat(done).isEqualTo("done");
	}

	private org.assertj.core.api.ThrowableAssertAlternative<RapportException> assertRefused(ErrorCode code,
			Supplier<RuntimeException> failure) {
		return assertThatExceptionOfType(RapportException.class)
			.isThrownBy(() -> this.writing.run("A test", LIMIT, (status) -> {
				throw failure.get();
			}))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Counts the transactions begun, committed and rolled back. */
	private static final class NoTransactions extends AbstractPlatformTransactionManager {

		private final AtomicInteger begun = new AtomicInteger();

		private final AtomicInteger committed = new AtomicInteger();

		private final AtomicInteger rolledBack = new AtomicInteger();

		private @Nullable RuntimeException atCommit;

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.begun.incrementAndGet();
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			if (this.atCommit != null) {
				throw this.atCommit;
			}
			this.committed.incrementAndGet();
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			if (this.atCommit != null) {
				throw new IllegalStateException("Transaction must be open, but has already been closed");
			}
			this.rolledBack.incrementAndGet();
		}

	}

}
