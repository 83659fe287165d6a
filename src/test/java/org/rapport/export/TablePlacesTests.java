package org.rapport.export;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TablePlacesTests {

	private final TablePlaces places = new TablePlaces(new TableProperties(1, Duration.ofSeconds(1), 2, 1));

	@Test
	void oneViewerHasOnePlace() {
		assertThat(this.places.enter("a")).isTrue();
		assertThat(this.places.enter("a")).isFalse();
		this.places.leave("a");
		assertThat(this.places.enter("a")).isTrue();
	}

	@Test
	void allTogetherHaveTwo() {
		assertThat(this.places.enter("a")).isTrue();
		assertThat(this.places.enter("b")).isTrue();
		assertThat(this.places.enter("c")).isFalse();
		this.places.leave("b");
		assertThat(this.places.enter("c")).isTrue();
	}

}
