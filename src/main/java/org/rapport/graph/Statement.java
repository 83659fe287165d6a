package org.rapport.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reading statement, written once as a template and registered in advance. Its text is
 * the same for every lens, so the database never has to plan it for a single request.
 *
 * <p>
 * A parameter that is not a STRING has its {@link ParameterType} behind it at least once,
 * as in {@code $ids::LIST<STRING>}.
 *
 * <p>
 * The template is Cypher with marks. {@link #of} refuses a template if a variable of a
 * node pattern is in none of these marks:
 * <ul>
 * <li><code>{{x}}</code>: the lens shows x;
 * <li><code>{{e:Role a t}}</code>: the lens shows the role e and therefore also its ends
 * a and t. The template must join both to e by relationships that a role needs
 * ({@link org.rapport.kernel.Tie.Need}). <code>{{e:Fact a t}}</code> is for facts of
 * several kinds;
 * <li><code>{{begun e.withdrawn}}</code>: the event that this date property dates has
 * begun by the day of the lens.
 * </ul>
 */
public final class Statement {

	/** A parameter, and its type where that is not STRING. */
	private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)(?:::([A-Z<>]+))?");

	private static final Pattern NODE = Pattern.compile("(?<![\\w.])\\(\\s*(\\w*)\\s*(:[\\w|&:!]+)?\\s*(\\{[^}]*})?"
			+ "\\s*\\)(?=\\s*(<?-|-|,|\\s|\\)|}|$|\\(|\\{))");

	private static final Map<String, Statement> CATALOGUE = new ConcurrentHashMap<>();

	private final String name;

	private final String template;

	private final String text;

	private final Map<String, ParameterType> parameters;

	private final Map<String, Object> samples = new ConcurrentHashMap<>();

	private Statement(String name, String template) {
		this.name = name;
		this.template = template;
		this.parameters = parameters(template);
		this.text = Mark.replaced(PARAMETER.matcher(template).replaceAll("\\$$1"), Statement::expand);
	}

	/**
	 * A parameter needs its type only once in a statement.
	 * @throws IllegalArgumentException if it has two types
	 */
	private static Map<String, ParameterType> parameters(String template) {
		Map<String, ParameterType> parameters = new LinkedHashMap<>();
		Matcher used = PARAMETER.matcher(template);
		while (used.find()) {
			if (used.group(2) != null) {
				ParameterType type = ParameterType.of(used.group(2));
				ParameterType before = parameters.put(used.group(1), type);
				if (before != null && before != type) {
					throw new IllegalArgumentException("$" + used.group(1) + " has two types in one statement");
				}
			}
		}
		used.reset();
		while (used.find()) {
			parameters.putIfAbsent(used.group(1), ParameterType.STRING);
		}
		return parameters;
	}

	/**
	 * Registers a statement.
	 * @param name its name, as {@code module.kind.anchor}; unique
	 * @throws IllegalArgumentException if a variable of a node pattern escapes the lens,
	 * or if a mark names ends that the lens may hide
	 */
	public static Statement of(String name, String template) {
		Statement statement = CATALOGUE.computeIfAbsent(name, (key) -> {
			// Lists look their statements up with each request, so a template is checked
			// only the first time.
			List<String> escaping = escaping(template);
			if (!escaping.isEmpty()) {
				throw new IllegalArgumentException("In the statement " + name + " these escape the lens: " + escaping);
			}
			return new Statement(key, template);
		});
		if (!statement.template.equals(template)) {
			throw new IllegalArgumentException("There is another statement with the name " + name);
		}
		return statement;
	}

	/**
	 * A statement that was put together of parts for a tree of lists. It is not
	 * registered, because there are as many as clients think of.
	 * @param name the name under which its readings are measured
	 * @param parts the parts of its template with patterns of nodes. Each is checked by
	 * itself, so that no part can hide behind the marks of another
	 * @throws IllegalArgumentException as {@link #of}
	 */
	static Statement composed(String name, String template, Collection<String> parts) {
		for (String part : parts) {
			List<String> escaping = escaping(part);
			if (!escaping.isEmpty()) {
				throw new IllegalArgumentException("In a part of " + name + " these escape the lens: " + escaping);
			}
		}
		return new Statement(name, template);
	}

	/** All registered statements. */
	static Collection<Statement> catalogue() {
		return CATALOGUE.values();
	}

	public String name() {
		return this.name;
	}

	String template() {
		return this.template;
	}

	/**
	 * Gives a parameter another value than the sample of its type, for the time when the
	 * statement is planned ahead: where the statement fails for any text.
	 */
	public Statement sampling(String parameter, Object value) {
		this.samples.put(parameter, value);
		return this;
	}

	/**
	 * Values for all parameters besides those of the lens, with which the statement can
	 * be planned.
	 */
	Map<String, Object> samples() {
		Map<String, Object> all = new HashMap<>();
		this.parameters.forEach((parameter, type) -> all.put(parameter, type.sample()));
		all.putAll(this.samples);
		return all;
	}

	/** Whether values have the types of their parameters. */
	boolean accepts(Map<String, ?> values) {
		return values.entrySet().stream().allMatch((given) -> {
			ParameterType type = this.parameters.get(given.getKey());
			// The text of a list may not use the value of a filter.
			return type == null || type.accepts(given.getValue());
		});
	}

	/** The Cypher text, with the lens as parameters. */
	public String text() {
		return this.text;
	}

	/**
	 * The variables of node patterns that no mark puts under the lens, the nodes without
	 * a variable, and the faults of the marks.
	 */
	static List<String> escaping(String template) {
		List<Mark> marks = Mark.in(template);
		Set<String> covered = marked(template);
		String plain = Mark.replaced(template, (mark) -> "true");
		List<String> escaping = new ArrayList<>();
		marks.forEach((mark) -> escaping.addAll(mark.faults(template)));
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

	/** The variables that the marks put under the lens, in their order. */
	static Set<String> marked(String template) {
		Set<String> marked = new LinkedHashSet<>();
		for (Mark mark : Mark.in(template)) {
			if (mark.date() == null) {
				marked.add(mark.variable());
				marked.addAll(mark.ends());
			}
		}
		return marked;
	}

	private static boolean touchesRelationship(String text, Matcher node) {
		String before = text.substring(0, node.start()).stripTrailing();
		String after = text.substring(node.end()).stripLeading();
		return before.endsWith("]->") || before.endsWith("]-") || before.endsWith("-->") || after.startsWith("-[")
				|| after.startsWith("<-[") || before.endsWith("MATCH");
	}

	private static String expand(Mark mark) {
		return (mark.date() != null) ? LensCypher.begun(mark.variable(), mark.date())
				: LensCypher.shows(mark.variable());
	}

	@Override
	public String toString() {
		return this.name;
	}

}
