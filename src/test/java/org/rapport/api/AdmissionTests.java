package org.rapport.api;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.rapport.kernel.RapportException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who is let in while others are being answered. */
class AdmissionTests {

	private final Admission admission = new Admission(LimitsTests.limits(Map.of("rapport.limits.cheap", "100",
			"rapport.limits.cost", "1000", "rapport.limits.cost-at-once", "1000", "rapport.limits.patience", "1ms")));

	@Test
	void letsCheapOperationsInThoughThereIsNoRoom() {
		assertThat(this.admission.enter(1000, 0)).isEqualTo(1000);
		assertThat(this.admission.enter(100, 0)).isZero();
	}

	@Test
	void refusesDearOnesUntilThereIsRoomAgain() {
		int taken = this.admission.enter(1000, 0);
		assertBusy(101, 0);
		this.admission.leave(taken);
		assertThat(this.admission.enter(101, 0)).isEqualTo(101);
	}

	@Test
	void boundsWhatCostsLittleAndMayReadMuch() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.admission.enter(2, 1)).isEqualTo(100);
		}
		assertBusy(2, 1);
	}

	@Test
	void takesRoomForEachFieldThatMayReadMuch() {
		assertThat(this.admission.enter(7, 3)).isEqualTo(300);
		assertThat(this.admission.enter(500, 3)).isEqualTo(500);
		assertBusy(7, 3);
	}

	@Test
	void leavesRoomForEveryOperationThatIsAllowed() {
		assertThat(this.admission.enter(2, 50)).isEqualTo(1000);
	}

	private void assertBusy(int cost, int wideFields) {
		assertThatExceptionOfType(RapportException.class).isThrownBy(() -> this.admission.enter(cost, wideFields))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo("BUSY"));
	}

}
