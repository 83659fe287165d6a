package org.rapport.kernel;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests the deadline of an answer. */
class DeadlineTests {

	@Test
	void leavesTimeUntilItHasPassed() {
		Deadline deadline = Deadline.in(Duration.ofHours(1));
		assertThat(deadline.hasPassed()).isFalse();
		assertThat(deadline.remaining()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
	}

	@Test
	void leavesNoTimeAfterwards() {
		Deadline deadline = Deadline.in(Duration.ofSeconds(-1));
		assertThat(deadline.hasPassed()).isTrue();
		assertThat(deadline.remaining()).isZero();
	}

	@Test
	void isThatOfOneThread() throws InterruptedException {
		Deadline deadline = Deadline.in(Duration.ofHours(1));
		Deadline.set(deadline);
		try {
			assertThat(Deadline.current()).isSameAs(deadline);
			Deadline[] other = { deadline };
			Thread thread = new Thread(() -> other[0] = Deadline.current());
			thread.start();
			thread.join();
			assertThat(other[0]).isNull();
		}
		finally {
			Deadline.clear();
		}
		assertThat(Deadline.current()).isNull();
	}

}
