package org.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.bench.DomainGraph.Generated;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.recording.Form;
import org.rapport.recording.FormSchema;

import static org.assertj.core.api.Assertions.assertThat;

class DomainGraphTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final int SIZE = 2_000;

	@TempDir
	private Path folder;

	@Test
	void hasAsManyRecordsAndFactsAsAskedFor() throws IOException {
		Generated generated = generate("one", 1);
		assertThat(generated.elements()).isEqualTo(SIZE);
		assertThat(generated.files().stream().mapToInt((file) -> lines(file).size() - 1).sum()).isEqualTo(SIZE);
	}

	@Test
	void theSameSeedGivesTheSameGraph() throws IOException {
		List<Path> one = generate("one", 1).files();
		assertThat(generate("two", 1).files().stream().map(DomainGraphTests::lines))
			.containsExactlyElementsOf(one.stream().map(DomainGraphTests::lines).toList());
		assertThat(lines(generate("three", 2).files().get(0))).isNotEqualTo(lines(one.get(0)));
	}

	@Test
	void everyLineIsCorrectAndNamesOnlyEarlierFilesAndItsOwn() throws IOException {
		FormSchema schema = FormSchema.read();
		Set<String> keys = new HashSet<>();
		List<String> faults = new ArrayList<>();
		for (Path file : generate("one", 1).files()) {
			List<JsonNode> lines = lines(file).stream().map(JSON::readTree).toList();
			lines.forEach((line) -> keys.add(line.path("key").asString()));
			for (JsonNode line : lines) {
				String type = line.get("type").stringValue();
				schema.check(type, line).forEach((fault) -> faults.add(fault.field() + " " + fault.message()));
				Kind.ofLabel(type)
					.ifPresent((kind) -> Tie.of(kind)
						.forEach((tie) -> Form.mentions(line, tie.field())
							.stream()
							.filter((mention) -> !keys.contains(mention.key()))
							.forEach((mention) -> faults.add("unknown key " + mention.key()))));
			}
		}
		assertThat(faults).isEmpty();
	}

	private Generated generate(String name, long seed) throws IOException {
		return new DomainGraph(seed, SIZE, Files.createDirectories(this.folder.resolve(name))).write();
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
