package org.rapport.transfer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetractionsTests {

	@ParameterizedTest
	@CsvSource({ "0, 0, 0, false", "5, 100, 0, false", "6, 100, 0, true", "6, 100, 5, true", "6, 100, 6, false",
			"1, 19, 0, true", "1, 20, 0, false", "7, 7, 8, false" })
	void stopALoadAboveFivePercentUnlessSomebodyHasAcceptedThem(long count, long all, long accepted, boolean tooMany) {
		assertThat(new Retractions(count, all).areTooMany(accepted)).isEqualTo(tooMany);
	}

}
