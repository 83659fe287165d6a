package org.rapport.graph;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.ClientException;
import org.rapport.kernel.RapportException;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WritingTests {

	private final NoTransactions transactions = new NoTransactions();

	private final Writing writing = new Writing(this.transactions);

	@Test
	void saysThatAGraphCanOnlyBeRead() {
		assertThatExceptionOfType(RapportException.class)
			.isThrownBy(() -> this.writing.run(Duration.ofSeconds(1), (status) -> {
				throw new ClientException("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
						"No write operations are allowed on this database.");
			}))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("READ_ONLY"))
			.withMessageContaining("nothing was recorded");
		assertThat(this.transactions.begun).isEqualTo(1);
		assertThat(this.transactions.rolledBack).isEqualTo(1);
	}

	/** Counts what is begun and what is taken back. */
	private static final class NoTransactions extends AbstractPlatformTransactionManager {

		private int begun;

		private int rolledBack;

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.begun++;
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			throw new IllegalStateException("Nothing was done that could be kept");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.rolledBack++;
		}

	}

}
