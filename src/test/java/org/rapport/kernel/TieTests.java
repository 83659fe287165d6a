package org.rapport.kernel;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TieTests {

	@Test
	void ordersEachKindAfterTheKindsThatItNeeds() {
		List<Kind> order = Tie.inOrderOfNeeds();
		assertThat(order).containsExactlyInAnyOrder(Kind.values());
		for (Kind kind : Kind.values()) {
			Tie.of(kind)
				.stream()
				.filter((tie) -> tie.need() != Tie.Need.NONE)
				.forEach((tie) -> assertThat(order.subList(0, order.indexOf(kind))).as("before %s", kind)
					.containsAll(tie.kinds()));
		}
	}

	@Test
	void knowsWhichKindsNeedNothing() {
		assertThat(Kind.RECORDS).filteredOn(Tie::hasNeeds).containsExactlyInAnyOrder(Kind.ASK, Kind.MILESTONE);
		assertThat(Kind.FACTS).allMatch(Tie::hasNeeds);
	}

}
