package org.rapport.graph;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How long a thread waits for the server. */
class PatienceTests {

	private final CountDownLatch never = new CountDownLatch(1);

	@Test
	void endsWaitingAndLeavesNoInterruptionBehind() {
		try (Patience patience = Patience.of(Duration.ofMillis(20))) {
			assertThatExceptionOfType(InterruptedException.class)
				.isThrownBy(() -> this.never.await(10, TimeUnit.SECONDS));
			assertThat(patience.isExhausted()).isTrue();
			// As the driver does, for those who look at it.
			Thread.currentThread().interrupt();
		}
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void interruptsNobodyOnceItIsClosed() throws InterruptedException {
		Patience patience = Patience.of(Duration.ofMillis(20));
		patience.close();
		assertThat(this.never.await(60, TimeUnit.MILLISECONDS)).isFalse();
		assertThat(patience.isExhausted()).isFalse();
	}

}
