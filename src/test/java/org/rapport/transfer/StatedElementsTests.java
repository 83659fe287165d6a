package org.rapport.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.kernel.Content;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.transfer.staging.Staging;

import static org.assertj.core.api.Assertions.assertThat;

class StatedElementsTests {

	@TempDir
	private Path folder;

	@Test
	void areTheSameFromMemoryAndFromTheFile() throws IOException {
		StatedElements held = stated(Staging.inMemory());
		try (Staging staging = Staging.in(this.folder, 0)) {
			StatedElements read = stated(staging);
			assertThat(read.areHeld()).isFalse();
			assertThat(held.areHeld()).isTrue();
			assertThat(read).hasSizeGreaterThan(500).containsExactlyElementsOf(held);
			assertThat(read.get(0)).isNotSameAs(held.get(0));
			for (int place = 0; place < read.size(); place++) {
				assertThat(read.line(place).number()).isEqualTo(held.line(place).number());
			}
		}
	}

	@Test
	void findTheLineOfEachElement() throws IOException {
		StatedElements stated = stated(Staging.inMemory());
		Map<String, Line> lines = stated.lines();
		assertThat(lines).hasSameSizeAs(stated);
		assertThat(lines.keySet()).containsExactlyElementsOf(stated.stream().map(Content::id).toList());
		for (int place = 0; place < stated.size(); place++) {
			Content content = stated.get(place);
			assertThat(stated.place(content.id())).isEqualTo(place);
			assertThat(stated.id(place)).isEqualTo(content.id());
			assertThat(stated.kind(place)).isEqualTo(content.kind());
			Line line = lines.get(content.id());
			assertThat(line).isSameAs(stated.line(place));
			if (content.kind() != Kind.CITATION) {
				assertThat(line.kind()).isEqualTo(content.kind());
			}
		}
		assertThat(lines).doesNotContainKey(Ids.derive(Kind.PERSON, "other", "x")).doesNotContainKey("no id");
	}

	@Test
	void areFoundAmongVeryMany() {
		IdIndex index = new IdIndex();
		Map<String, Integer> known = new HashMap<>();
		List<Kind> kinds = List.of(Kind.values());
		for (int i = 0; i < 50_000; i++) {
			String id = Ids.derive(kinds.get(i % kinds.size()), "test", String.valueOf(i / 2));
			known.putIfAbsent(id, known.size());
			assertThat(index.add(id)).isEqualTo(known.get(id));
		}
		assertThat(index.size()).isEqualTo(known.size());
		known.forEach((id, place) -> {
			assertThat(index.place(id)).isEqualTo(place);
			assertThat(index.id(place)).isEqualTo(id);
		});
		assertThat(index.place(Ids.derive(Kind.PERSON, "test", "missing"))).isNegative();
	}

	private static StatedElements stated(Staging staging) throws IOException {
		try (InputStream sample = InterchangeFile.sample()) {
			return Rules.check(new InterchangeReader().read(sample, staging), StoredElements.NOTHING).contents();
		}
	}

}
