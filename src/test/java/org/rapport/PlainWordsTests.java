package org.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that lines of documents are short, and that no text has one of the phrases that
 * are hard to read. People find other unclear words by reading.
 */
class PlainWordsTests {

	private static final int LONGEST_LINE = 120;

	/** Examples of phrases that are hard to read. */
	private static final List<String> REFUSED = List.of("none such", "are meant", "alone may", "of which none",
			"it was none's", "begin anew", "thereof", "wherein", "whereby", "makes no sense any more", "so that what",
			"is anew");

	/** The end of a line in a text or in a comment. */
	private static final Pattern LINE_END = Pattern.compile("\\s*\\n\\s*(?:\\*|//)?\\s*");

	private static final List<String> TEXTS = List.of(".md", ".graphqls", ".java", ".properties", ".yaml", ".json",
			".html", ".cypher");

	static List<Path> texts() throws IOException {
		List<Path> texts = new ArrayList<>(
				List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")));
		for (String folder : List.of("docs", "graphql", "src/main")) {
			try (Stream<Path> files = Files.walk(Path.of(folder))) {
				files.filter((file) -> TEXTS.stream().anyMatch(file.toString()::endsWith)).sorted().forEach(texts::add);
			}
		}
		return texts;
	}

	@ParameterizedTest
	@MethodSource("texts")
	void noTextHasAPhraseThatReadersStumbleOver(Path text) throws IOException {
		String running = running(Files.readString(text));
		assertThat(REFUSED).as(text.toString()).noneMatch(running::contains);
	}

	/**
	 * The text on one line and in small letters, because a phrase can start anywhere and
	 * continue on the next line.
	 */
	private static String running(String text) {
		return LINE_END.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
	}

	@Test
	void phrasesAreFoundAcrossLines() {
		assertThat(running("It was none's and\n\t * none\n\t * such.")).contains("it was none's", "none such");
	}

	static List<Path> documents() throws IOException {
		return texts().stream().filter((text) -> text.toString().endsWith(".md")).toList();
	}

	@ParameterizedTest
	@MethodSource("documents")
	void noLineOfADocumentIsTooLong(Path document) throws IOException {
		List<String> tooLong = new ArrayList<>();
		boolean code = false;
		for (String line : Files.readAllLines(document)) {
			code ^= line.stripLeading().startsWith("```");
			// Neither a row of a table nor a link can be broken.
			if (!code && line.length() > LONGEST_LINE && !line.startsWith("|") && !line.contains("](")) {
				tooLong.add(line);
			}
		}
		assertThat(tooLong).as(document.toString()).isEmpty();
	}

}
