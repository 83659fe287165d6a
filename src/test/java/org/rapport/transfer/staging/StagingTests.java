package org.rapport.transfer.staging;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.transfer.RowPlace;
import org.rapport.transfer.mapping.KeptRow;
import org.rapport.transfer.mapping.KeptRow.CitedPlace;

import static org.assertj.core.api.Assertions.assertThat;

class StagingTests {

	@TempDir
	private Path folder;

	@Test
	void givesBackWhatItWasGivenInAnyOrder() throws IOException {
		try (Staging staging = Staging.in(this.folder, 5)) {
			List<ObjectNode> given = new ArrayList<>();
			StagedList<ObjectNode> list = staging.list(Encoding.JSON);
			Random random = new Random(1);
			for (int i = 0; i < 3_000; i++) {
				// Some values are longer than what is read or written at once.
				ObjectNode value = form(i, "x".repeat((i % 1_000 == 7) ? 100_000 : random.nextInt(200)));
				given.add(value);
				list.add(value);
				int one = random.nextInt(given.size());
				assertThat(list.get(one)).isEqualTo(given.get(one));
			}
			assertThat(list).isEqualTo(given);
			assertThat(list.isHeld()).isFalse();
			assertThat(list.get(4)).isSameAs(given.get(4));
			assertThat(list.get(5)).isNotSameAs(given.get(5));
		}
	}

	@Test
	void keepsTheTypesOfNumbers() throws IOException {
		ObjectNode numbers = form(7, "x").put("whole", new BigDecimal("5"))
			.put("decimal", new BigDecimal("5.10"))
			.put("real", 5.0)
			.put("large", Long.MAX_VALUE);
		try (Staging staging = Staging.in(this.folder, 0)) {
			ObjectNode read = staging.shelf(Encoding.JSON).put(numbers).get();
			assertThat(read).isNotSameAs(numbers).isEqualTo(numbers).hasToString(numbers.toString());
			numbers.properties()
				.forEach((number) -> assertThat(read.get(number.getKey()).numberType())
					.isEqualTo(number.getValue().numberType()));
		}
	}

	@Test
	void keepsRowsAsTheyAre() throws IOException {
		KeptRow row = new KeptRow("t/key 1", new RowPlace("t", "t.csv", 2), null, List.of("a", "b"),
				List.of(" x\n", "\ud83c\udf0d"), new Hiding(2, Set.of("c")), Map.of("o", Kind.ORGANISATION),
				Set.of(new CitedPlace("d", "1")));
		try (Staging staging = Staging.in(this.folder, 0)) {
			assertThat(staging.shelf(new Smile<>(KeptRow.class, (one) -> 0)).put(row).get()).isNotSameAs(row)
				.isEqualTo(row);
		}
	}

	@Test
	void needsNoFileForALittle() throws IOException {
		try (Staging staging = Staging.in(this.folder.resolve("missing"), 5)) {
			List<ObjectNode> list = staging.list(Encoding.JSON);
			for (int i = 0; i < 5; i++) {
				list.add(form(i, "x"));
			}
			assertThat(list).hasSize(5);
			assertThat(staging.bytes()).isZero();
		}
	}

	@Test
	void keepsFewLongTextsInMemory() throws IOException {
		try (Staging staging = Staging.in(this.folder, 100)) {
			List<ObjectNode> list = staging.list(Encoding.JSON);
			ObjectNode text = form(1, "x".repeat(1 << 23));
			for (int i = 0; i < 3; i++) {
				list.add(text);
			}
			assertThat(list.get(1)).isSameAs(text);
			assertThat(list.get(2)).isNotSameAs(text).isEqualTo(text);
		}
	}

	@Test
	void leavesNothingBehind() throws IOException {
		try (Staging staging = Staging.in(this.folder, 0)) {
			Shelf<ObjectNode> shelf = staging.shelf(Encoding.JSON);
			Staged<ObjectNode> staged = shelf.put(form(1, "x"));
			assertThat(staged.get().get("text").asString()).isEqualTo("x");
			assertThat(staging.bytes()).isPositive();
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void removesWhatAKilledProcessLeft() throws IOException {
		Files.writeString(this.folder.resolve("load-1.staging"), "x");
		Files.writeString(this.folder.resolve("other"), "x");
		new StagingFolder(this.folder, 1).removeLeftovers();
		assertThat(files()).containsExactly(this.folder.resolve("other"));
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.toList();
		}
	}

	private static ObjectNode form(int number, String text) {
		return JsonNodeFactory.instance.objectNode().put("number", number).put("text", text);
	}

}
