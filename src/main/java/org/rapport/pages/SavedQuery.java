package org.rapport.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A Cypher query that Rapport adds to Neo4j Browser, for researchers.
 *
 * @param title the question in a few words, short enough for the list of favourites
 * @param about the question in full, and what to know about the answer
 * @param text the Cypher
 */
record SavedQuery(String title, String about, String text) {

	/**
	 * A node in a pattern: its name, its labels and its properties, all optional. A name
	 * before the parenthesis would make it a call of a function.
	 */
	private static final Pattern NODE = Pattern
		.compile("(?<!\\w)(?<!CALL )\\((\\w*(?::[\\w|&]+)?) ?(?:\\{([^{}]*)})?\\)");

	/** The property by which a query tells viewers apart. */
	private static final String VISIBILITY = "lensVisibility";

	private static final String FILES = "classpath:neo4j/browser/queries/*.cypher";

	/**
	 * Parses the text of a file: comment lines, of which the first is the title, then the
	 * Cypher.
	 */
	static SavedQuery parse(String file) {
		List<String> comments = file.lines()
			.takeWhile((line) -> line.startsWith("//"))
			.map((line) -> line.substring(2).strip())
			.toList();
		if (comments.isEmpty()) {
			throw new IllegalArgumentException("A saved query begins with a comment that says what it asks");
		}
		return new SavedQuery(comments.get(0), String.join(" ", comments.subList(1, comments.size())),
				file.lines().skip(comments.size()).collect(Collectors.joining("\n")).strip());
	}

	/**
	 * The same question about what everybody may see. Each node must be public, those on
	 * the way included. Empty for a query that asks who may see which nodes: among public
	 * nodes its answer would be false.
	 */
	Optional<String> publicText() {
		if (this.text.contains(VISIBILITY)) {
			return Optional.empty();
		}
		return Optional.of(NODE.matcher(this.text).replaceAll((node) -> {
			String properties = (node.group(2) != null) ? node.group(2) + ", " : "";
			String name = node.group(1).isEmpty() ? "" : node.group(1) + " ";
			return Matcher.quoteReplacement("(%s{%slensPublic: true})".formatted(name, properties));
		}));
	}

	/** All saved queries, in the order of their file names. */
	static List<SavedQuery> all() {
		List<SavedQuery> queries = new ArrayList<>();
		try {
			Resource[] files = new PathMatchingResourcePatternResolver().getResources(FILES);
			Arrays.sort(files, Comparator.comparing((file) -> Objects.requireNonNull(file.getFilename())));
			for (Resource file : files) {
				queries.add(parse(file.getContentAsString(StandardCharsets.UTF_8)));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read the saved queries", ex);
		}
		return List.copyOf(queries);
	}

}
