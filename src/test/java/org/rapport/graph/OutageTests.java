package org.rapport.graph;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests what requests get after the database could not be reached. */
class OutageTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);

	private final Outage outage = new Outage(this.now::get);

	@Test
	void letsRequestsThroughWhileTheDatabaseAnswers() {
		assertLetThrough();
		assertLetThrough();
	}

	@Test
	void refusesAtOnceForAMoment() {
		this.outage.began(new IllegalStateException("refused"));
		assertRefused();
		pass(999);
		assertRefused();
	}

	@Test
	void thenLetsOneRequestAMomentTry() throws Exception {
		this.outage.began(new IllegalStateException("refused"));
		for (int i = 0; i < 2; i++) {
			pass(1000);
			onAnotherThread(this::assertLetThrough);
			assertRefused();
		}
	}

	@Test
	void letsThatRequestTryWithAllItsStatements() throws Exception {
		this.outage.began(new IllegalStateException("refused"));
		pass(1000);
		assertLetThrough();
		assertLetThrough();
		onAnotherThread(this::assertRefused);
	}

	private static void onAnotherThread(Runnable work) throws Exception {
		CompletableFuture.runAsync(work, (task) -> new Thread(task).start()).get();
	}

	@Test
	void letsAllThroughOnceTheDatabaseAnswers() {
		this.outage.began(new IllegalStateException("refused"));
		pass(1000);
		assertLetThrough();
		this.outage.isOver();
		assertLetThrough();
		assertLetThrough();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void saysNothingOnceTheApplicationClosesItsConnections(CapturedOutput output) {
		this.outage.stop();
		this.outage.began(new IllegalStateException("closed"));
		assertThat(output.getAll()).doesNotContain("cannot be reached");
		assertRefused();
	}

	private void pass(long millis) {
		this.now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
	}

	private void assertLetThrough() {
		assertThatCode(this.outage::requireOver).doesNotThrowAnyException();
	}

	private void assertRefused() {
		assertThatExceptionOfType(RapportException.class).isThrownBy(this.outage::requireOver)
			.matches((ex) -> ex.code() == ErrorCode.UNAVAILABLE);
	}

}
