package org.rapport.graph;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests how long a thread waits for the server. */
class ReadTimeoutTests {

	private final CountDownLatch never = new CountDownLatch(1);

	@Test
	void endsWaitingAndLeavesNoInterruptionBehind() {
		try (ReadTimeout patience = ReadTimeout.of(Duration.ofMillis(20))) {
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.never::await);
			assertThat(patience.isExhausted()).isTrue();
			// The driver sets the flag again too, for callers that check it.
			Thread.currentThread().interrupt();
		}
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void interruptsNobodyOnceItIsClosed() {
		ReadTimeout patience = ReadTimeout.of(Duration.ofHours(1));
		patience.close();
		patience.interrupt();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(patience.isExhausted()).isFalse();
	}

}
