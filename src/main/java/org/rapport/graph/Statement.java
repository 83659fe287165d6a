package org.rapport.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.graph.LensCypher.Mode;
import org.rapport.kernel.Lens;

/**
 * A reading statement, written once as a template and known in advance in every mode of
 * the lens, so that no question is ever new to the database.
 *
 * <p>
 * The template is Cypher with marks. Each variable of a node pattern stands in one of
 * them, or the statement is refused:
 * <ul>
 * <li><code>{{x}}</code>: x is shown by the lens;
 * <li><code>{{e a t}}</code>: the fact e is shown, and so a and t are, which are ends of
 * it;
 * <li><code>{{begun e.withdrawn}}</code>: what this date property dates has begun by the
 * lens's day.
 * </ul>
 */
public final class Statement {

	private static final Pattern MARK = Pattern.compile("\\{\\{(.+?)}}", Pattern.DOTALL);

	private static final Pattern NODE = Pattern.compile("(?<![\\w.])\\(\\s*(\\w*)\\s*(:[\\w|&:!]+)?\\s*(\\{[^}]*})?"
			+ "\\s*\\)(?=\\s*(<?-|-|,|\\s|\\)|}|$|\\(|\\{))");

	private static final Map<String, Statement> CATALOGUE = new ConcurrentHashMap<>();

	private final String name;

	private final String template;

	private final Map<Mode, String> texts = new EnumMap<>(Mode.class);

	private Statement(String name, String template) {
		this.name = name;
		this.template = template;
		for (Mode mode : Mode.values()) {
			this.texts.put(mode, expand(new LensCypher(mode)));
		}
	}

	/**
	 * Makes a statement known.
	 * @param name what it reads, as {@code module.kind.anchor}; unique
	 * @throws IllegalArgumentException if a variable of a node pattern escapes the lens
	 */
	public static Statement of(String name, String template) {
		List<String> escaping = escaping(template);
		if (!escaping.isEmpty()) {
			throw new IllegalArgumentException("In the statement " + name + " these escape the lens: " + escaping);
		}
		Statement statement = CATALOGUE.computeIfAbsent(name, (key) -> new Statement(key, template));
		if (!statement.template.equals(template)) {
			throw new IllegalArgumentException("There is another statement with the name " + name);
		}
		return statement;
	}

	/** Every statement made known so far, for the tests that look at all of them. */
	static Collection<Statement> catalogue() {
		return CATALOGUE.values();
	}

	public String name() {
		return this.name;
	}

	String template() {
		return this.template;
	}

	String text(Mode mode) {
		return this.texts.getOrDefault(mode, "");
	}

	String text(Lens lens) {
		return text(mode(lens));
	}

	private static Mode mode(Lens lens) {
		if (lens.asOf() == null) {
			return Mode.ALWAYS;
		}
		return switch (lens.certainty()) {
			case POSSIBLE -> Mode.POSSIBLE;
			case CERTAIN -> Mode.CERTAIN;
		};
	}

	/**
	 * The variables of node patterns, and the nameless ones, that no mark of the template
	 * puts under the lens.
	 */
	static List<String> escaping(String template) {
		Set<String> covered = new HashSet<>();
		Matcher marks = MARK.matcher(template);
		while (marks.find()) {
			String[] words = marks.group(1).trim().split("\\s+");
			if (!words[0].equals("begun")) {
				covered.addAll(List.of(words));
			}
		}
		String plain = MARK.matcher(template).replaceAll("true");
		List<String> escaping = new ArrayList<>();
		Matcher nodes = NODE.matcher(plain);
		while (nodes.find()) {
			String variable = nodes.group(1);
			boolean call = plain.substring(0, nodes.start()).stripTrailing().endsWith("CALL");
			boolean pattern = nodes.group(2) != null || nodes.group(3) != null || touchesRelationship(plain, nodes);
			if (pattern && !call && !covered.contains(variable)) {
				escaping.add(variable.isEmpty() ? "a nameless node at " + nodes.start() : variable);
			}
		}
		return escaping;
	}

	private static boolean touchesRelationship(String text, Matcher node) {
		String before = text.substring(0, node.start()).stripTrailing();
		String after = text.substring(node.end()).stripLeading();
		return before.endsWith("]->") || before.endsWith("]-") || before.endsWith("-->") || after.startsWith("-[")
				|| after.startsWith("<-[") || before.endsWith("MATCH");
	}

	private String expand(LensCypher lens) {
		return MARK.matcher(this.template).replaceAll((mark) -> Matcher.quoteReplacement(expand(lens, mark.group(1))));
	}

	private static String expand(LensCypher lens, String mark) {
		String[] words = mark.trim().split("\\s+");
		if (words[0].equals("begun")) {
			int dot = words[1].indexOf('.');
			return lens.begun(words[1].substring(0, dot), words[1].substring(dot + 1));
		}
		return lens.shows(words[0]);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
