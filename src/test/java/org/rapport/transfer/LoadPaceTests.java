package org.rapport.transfer;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadPaceTests {

	private final LoadPace pace = new LoadPace(LoadPace.MOST);

	@Test
	void growsWhileNobodyWaits() {
		write(20, 1, false);
		assertThat(this.pace.size()).isBetween(300, 400);
	}

	@Test
	void hasShortBatchesWhileOthersWrite() {
		write(20, 1, false);
		write(5, 1, true);
		assertThat(this.pace.size()).isBetween(100, 140);
	}

	@Test
	void expectsThemToComeAgain() {
		write(1, 1, true);
		write(10, 1, false);
		assertThat(this.pace.size()).isBetween(100, 140);
	}

	@Test
	void growsAgainOnceTheyStayAway() {
		write(5, 1, true);
		write(40, 1, false);
		assertThat(this.pace.size()).isBetween(300, 400);
	}

	@Test
	void halvesTheNextBatchAtMost() {
		write(20, 1, false);
		int before = this.pace.size();
		this.pace.took(before, Duration.ofSeconds(1), false);
		assertThat(this.pace.size()).isEqualTo(200);
		write(20, 1, true);
		before = this.pace.size();
		this.pace.took(before, Duration.ofMinutes(1), true);
		assertThat(this.pace.size()).isEqualTo(before / 2);
	}

	@Test
	void isNoSmallerThanHelps() {
		write(20, 100, false);
		assertThat(this.pace.size()).isEqualTo(200);
		write(20, 100, true);
		assertThat(this.pace.size()).isEqualTo(50);
	}

	@Test
	void neverTakesMoreThanItMay() {
		LoadPace small = new LoadPace(7);
		for (int i = 0; i < 20; i++) {
			small.took(small.size(), Duration.ofMillis(1), false);
		}
		assertThat(small.size()).isEqualTo(7);
	}

	private void write(int batches, int millisEach, boolean awaited) {
		for (int i = 0; i < batches; i++) {
			int elements = this.pace.size();
			this.pace.took(elements, Duration.ofMillis((long) elements * millisEach), awaited);
		}
	}

}
