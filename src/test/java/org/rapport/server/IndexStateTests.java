package org.rapport.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.rapport.start.StartRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests how a start waits for the indexes. */
class IndexStateTests {

	private static final IndexState ONLINE = new IndexState("person_by_name", "ONLINE");

	private static final IndexState POPULATING = new IndexState("search_public", "POPULATING");

	private static final IndexState FAILED = new IndexState("search_network", "FAILED");

	private final List<Long> pauses = new ArrayList<>();

	@Test
	void waitsUntilAllCanBeUsed() throws InterruptedException {
		Deque<List<IndexState>> looks = new ArrayDeque<>(
				List.of(List.of(ONLINE, POPULATING), List.of(POPULATING), List.of(ONLINE)));
		IndexState.awaitOnline(looks::removeFirst, Duration.ofMinutes(1), this.pauses::add);
		assertThat(looks).isEmpty();
		assertThat(this.pauses).hasSize(2);
	}

	@Test
	void refusesToStartWhereThatTakesTooLong() {
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> IndexState.awaitOnline(() -> List.of(ONLINE, POPULATING), Duration.ofSeconds(10),
					this.pauses::add))
			.withMessage("Neo4j has not filled these indexes of the graph within 10 s: search_public.");
		assertThat(this.pauses.stream().mapToLong(Long::longValue).sum()).isBetween(10_000L, 12_000L);
	}

	@Test
	void refusesToStartWhereOneFailed() {
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> IndexState.awaitOnline(() -> List.of(ONLINE, POPULATING, FAILED), Duration.ofMinutes(1),
					this.pauses::add))
			.withMessage("Neo4j could not fill these indexes of the graph: search_network.")
			.satisfies((refusal) -> assertThat(refusal.remedy()).contains("debug.log"));
		assertThat(this.pauses).isEmpty();
	}

}
