package org.rapport.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.kernel.impl.store.LongerShortString;
import org.neo4j.kernel.impl.store.PropertyType;
import org.neo4j.kernel.impl.store.record.PropertyBlock;

import org.rapport.command.ResearchCopies;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.law.RandomGraph.Item;
import org.rapport.server.OpenedStore;
import org.rapport.start.StartRefused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a research copy contains nothing that its lens does not show, in any byte of
 * its files.
 */
class ResearchCopyIT extends LawTestBase {

	private static final String ELEMENTS = """
			MATCH (x:Record|Fact)
			RETURN x.id AS id, labels(x) AS labels, properties(x) AS properties""";

	private static final String TIES = """
			MATCH (x:Record|Fact)-[tie]->(y:Record|Fact)
			RETURN x.id + ' ' + type(tie) + ' ' + y.id AS tie""";

	private static final String PARAGRAPHS = """
			MATCH (x:Paragraph)-[:WRITTEN_IN]->(y:Document)
			RETURN y.id + ' ' + x.documentId + ' ' + x.position + ' ' + x.label + ' ' + x.text AS paragraph""";

	/** The most cases to draw until one has a lens that hides something. */
	private static final int MOST_DRAWN = 100;

	@TempDir
	Path folder;

	@Autowired
	ResearchCopies copies;

	@Autowired
	Neo4jClient client;

	@LawTrials(1)
	void holdsWhatTheLensLeavesAndNoByteOfAnythingElse(long seed) throws IOException {
		LawCase law = LawSeeds.from(seed, MOST_DRAWN)
			.mapToObj(LawCase::of)
			.filter(ResearchCopyIT::hidesSomeAndShowsSome)
			.findFirst()
			.orElseThrow();
		Lens lens = law.lens();
		RandomGraph original = marked(law.graph(), law.random());
		Restriction restriction = Restriction.of(original, lens);
		graph.load(original);
		Path copy = this.folder.resolve("copy");
		this.copies.write(lens, copy);
		assertNoByteOfWhatIsHidden(original, restriction, copy);
		assertSaysWhatItIs(copy, lens);
		graph.restrict(restriction);
		try (OpenedStore opened = new OpenedStore(copy.resolve("neo4j"))) {
			assertThat(elements(opened)).isEqualTo(elements());
			assertThat(opened.rows(TIES)).extracting((row) -> row.get("tie").asString())
				.containsExactlyInAnyOrderElementsOf(this.client.query(TIES).fetchAs(String.class).all());
			assertThat(opened.rows(PARAGRAPHS)).extracting((row) -> row.get("paragraph").asString())
				.containsExactlyInAnyOrderElementsOf(this.client.query(PARAGRAPHS).fetchAs(String.class).all());
			assertThat(opened.rows("MATCH (x) UNWIND labels(x) AS label RETURN DISTINCT label"))
				.extracting((row) -> row.get("label").asString())
				.doesNotContain("Revision", "Act", "Alias", "Distinction", "Dataset", "Tombstone", "Retracted");
			assertThat(opened.rows("MATCH (x:Record|Fact) WHERE x.lensVisibility > 3 RETURN x.id")).isEmpty();
			assertSaysWhatItIs(opened, lens);
			assertThatExceptionOfType(Neo4jException.class).isThrownBy(() -> opened.rows("CREATE (:Written)"));
		}
	}

	private static boolean hidesSomeAndShowsSome(LawCase law) {
		Set<String> removed = Restriction.of(law.graph(), law.lens()).removed();
		return !removed.isEmpty() && !law.graph().items().stream().map(Item::id).allMatch(removed::contains);
	}

	private static void assertSaysWhatItIs(Path copy, Lens lens) {
		assertThat(copy.resolve("README.txt")).content()
			.contains(lens.clearance().upTo().name())
			.doesNotContain(copy.toString())
			.contains(lens.clearance().circles().isEmpty() ? Set.of("none") : lens.clearance().circles())
			.contains((lens.asOf() != null) ? lens.asOf() + ", what " : "all of time")
			.contains("Credit      A random graph");
		assertThat(copy.resolve("rapport.grass")).isNotEmptyFile();
		assertThat(copy.resolve("queries")).isNotEmptyDirectory();
		assertThat(copy.resolve("neo4j/logs")).doesNotExist();
		assertThat(copy.resolve("neo4j/data/databases/system")).doesNotExist();
	}

	private static void assertSaysWhatItIs(OpenedStore opened, Lens lens) {
		Map<String, Object> about = opened.rows("MATCH (c:ResearchCopy) RETURN c").get(0).get("c").asMap();
		assertThat(about).containsEntry("clearance", lens.clearance().upTo().name())
			.containsEntry("circles", lens.clearance().circles().stream().sorted().toList())
			.containsKey("madeAt");
		assertThat(about.get("day")).isEqualTo(lens.asOf());
		assertThat(about.get("certainty")).isEqualTo((lens.asOf() != null) ? lens.certainty().name() : null);
	}

	@Test
	void isNeverWrittenOverSomething() throws IOException {
		graph.load(RandomGraphs.graph(new Random(5)));
		Path there = Files.writeString(this.folder.resolve("there.txt"), "there");
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> this.copies.write(Lens.of(Clearance.PUBLIC), this.folder))
			.withMessageContaining("is not an empty folder");
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> this.copies.write(Lens.of(Clearance.PUBLIC), there));
		assertThat(this.folder).isDirectoryNotContaining((file) -> !file.equals(there));
	}

	@Test
	void leavesNothingBehindIfItCannotBeFinished() {
		graph.empty();
		assertThatExceptionOfType(StartRefused.class)
			.isThrownBy(() -> this.copies.write(Lens.of(Clearance.PUBLIC), this.folder.resolve("copy")))
			.withMessageContaining("nothing to copy");
		assertThat(this.folder).isEmptyDirectory();
	}

	private static Map<String, List<Object>> elements(OpenedStore opened) {
		return opened.rows(ELEMENTS)
			.stream()
			.collect(Collectors.toMap((row) -> row.get("id").asString(),
					(row) -> element(row.get("labels").asList(), row.get("properties").asMap())));
	}

	private Map<String, List<Object>> elements() {
		return this.client.query(ELEMENTS)
			.fetch()
			.all()
			.stream()
			.collect(Collectors.toMap((row) -> (String) row.get("id"),
					(row) -> element((List<?>) row.get("labels"), (Map<?, ?>) row.get("properties"))));
	}

	private static List<Object> element(List<?> labels, Map<?, ?> properties) {
		Map<Object, Object> own = new HashMap<>(properties);
		own.keySet().removeIf((name) -> name.toString().startsWith("lens") || name.equals("recordedBy"));
		return List.of(Set.copyOf(labels), own);
	}

	private static void assertNoByteOfWhatIsHidden(RandomGraph original, Restriction restriction, Path copy)
			throws IOException {
		List<String> files = new ArrayList<>();
		try (Stream<Path> all = Files.walk(copy)) {
			all.filter(Files::isRegularFile).forEach((file) -> {
				try {
					files.add(file.toString());
					files.add(Files.readString(file, StandardCharsets.ISO_8859_1));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
		List<String> hidden = new ArrayList<>(restriction.removed());
		Set<String> shownIds = original.items()
			.stream()
			.map(Item::id)
			.filter((id) -> !restriction.removed().contains(id))
			.collect(Collectors.toSet());
		original.items()
			.stream()
			.filter((item) -> restriction.removed().contains(item.id()))
			.forEach((item) -> item.fields()
				.values()
				.stream()
				.flatMap(ResearchCopyIT::texts)
				.filter((text) -> text.startsWith("Marked"))
				.forEach(hidden::add));
		for (String text : hidden) {
			for (String pattern : patterns(text)) {
				assertThat(files.stream().noneMatch((content) -> content.contains(pattern))).as("%s is nowhere", text)
					.isTrue();
			}
		}
		// The same search finds the elements shown, so it would also find hidden ones.
		assertThat(shownIds).isNotEmpty()
			.allMatch((id) -> files.stream().anyMatch((content) -> content.contains(id)))
			.allMatch((id) -> packed(id).stream()
				.anyMatch((block) -> files.stream().anyMatch((content) -> content.contains(block))));
	}

	/** The forms in which a file may hold a text, one character per byte. */
	private static List<String> patterns(String text) {
		List<String> patterns = new ArrayList<>();
		for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
			patterns.add(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1));
		}
		patterns.addAll(packed(text));
		return patterns;
	}

	/**
	 * The 8-byte words of a short text as Neo4j packs it into a node's record. The first
	 * word is left out, because it also holds the key.
	 */
	private static List<String> packed(String text) {
		PropertyBlock block = new PropertyBlock();
		if (!LongerShortString.encode(0, text, block, PropertyType.getPayloadSize())) {
			return List.of();
		}
		List<String> words = new ArrayList<>();
		long[] blocks = block.getValueBlocks();
		for (int i = 1; i < blocks.length - 1; i++) {
			for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
				words.add(new String(ByteBuffer.allocate(Long.BYTES).order(order).putLong(blocks[i]).array(),
						StandardCharsets.ISO_8859_1));
			}
		}
		return words;
	}

	/** The same graph with a unique long text on each element that can have one. */
	private static RandomGraph marked(RandomGraph graph, Random random) {
		RandomGraph marked = graph;
		for (Item item : graph.items()) {
			String field = switch (item.kind()) {
				case PERSON, ORGANISATION, GOVERNMENT, POST, MEETING, DOCUMENT, INITIATIVE -> "description";
				case PARTICIPATION, ENDORSEMENT -> "capacity";
				case ROLE -> "title";
				case DERIVATION -> "askedWording";
				case NAME -> "name";
				case ASK -> "summary";
				default -> null;
			};
			if (field != null) {
				Map<String, Object> fields = new LinkedHashMap<>(item.fields());
				fields.put(field, "Marked " + item.kind().prefix() + " " + words(random));
				if (item.kind() == Kind.DOCUMENT) {
					fields.put("paragraphs", List.of(Map.of("label", "l0", "text", "Marked text " + words(random))));
				}
				marked = marked.with(item.with(fields, item.citations()));
			}
		}
		return marked;
	}

	/** The texts in the value of a field. */
	private static Stream<String> texts(Object value) {
		if (value instanceof Collection<?> list) {
			return list.stream().flatMap(ResearchCopyIT::texts);
		}
		if (value instanceof Map<?, ?> object) {
			return object.values().stream().flatMap(ResearchCopyIT::texts);
		}
		return (value instanceof String text) ? Stream.of(text) : Stream.empty();
	}

	private static String words(Random random) {
		return random.ints(18, 'a', 'z' + 1)
			.mapToObj((letter) -> String.valueOf((char) letter).repeat(2) + Integer.toHexString(random.nextInt()))
			.collect(Collectors.joining(" "));
	}

}
