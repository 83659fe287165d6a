package org.rapport.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests which failures are tried again, how often and for how long. */
class AttemptsTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final List<Long> pauses = new ArrayList<>();

	private final AtomicInteger begun = new AtomicInteger();

	private final Attempts attempts = new Attempts(this.pauses::add);

	@Test
	void triesAgainWhatFailsWhileConstraintsAndIndexesChange() {
		String read = this.attempts.run("A test", LONG, failing(3, AttemptsTests::schemaChanges));
		assertThat(read).isEqualTo("read");
		assertThat(this.pauses).hasSize(3).allMatch((millis) -> millis > 0);
	}

	@Test
	void givesUpAfterTenAttempts() {
		assertThatExceptionOfType(DatabaseException.class)
			.isThrownBy(() -> this.attempts.run("A test", LONG, failing(100, AttemptsTests::schemaChanges)));
		assertThat(this.begun).hasValue(10);
	}

	@Test
	void beginsNoAttemptAfterItsTime() {
		assertThatExceptionOfType(DatabaseException.class)
			.isThrownBy(() -> this.attempts.run("A test", Duration.ZERO, failing(1, AttemptsTests::schemaChanges)));
		assertThat(this.begun).hasValue(1);
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void triesAStaleConnectionOnceMoreAndAtOnce() {
		Supplier<RuntimeException> refused = () -> new ServiceUnavailableException("Connection refused");
		assertThat(this.attempts.run("A test", LONG, failing(1, refused))).isEqualTo("read");
		assertThat(this.pauses).containsExactly(0L);
		this.begun.set(0);
		assertThatExceptionOfType(ServiceUnavailableException.class)
			.isThrownBy(() -> this.attempts.run("A test", LONG, failing(2, refused)));
		assertThat(this.begun).hasValue(2);
	}

	@Test
	void repeatsNoFaultOfOurs() {
		assertThatExceptionOfType(ClientException.class).isThrownBy(() -> this.attempts.run("A test", LONG,
				failing(1, () -> new ClientException("Neo.ClientError.Statement.SyntaxError", "Invalid input"))));
		assertThat(this.begun).hasValue(1);
	}

	private static RuntimeException schemaChanges() {
		return new DatabaseException("Neo.DatabaseError.General.UnknownError",
				"Could not compile query due to insanely frequent schema changes");
	}

	private Supplier<String> failing(int times, Supplier<RuntimeException> failure) {
		return () -> {
			if (this.begun.incrementAndGet() <= times) {
				throw failure.get();
			}
			return "read";
		};
	}

}
