package org.rapport.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rapport.kernel.ReadingPlan;

/**
 * Writes the statement that reads trees of lists: each list in a subquery for each row of
 * the list above. Every row is a list of its columns: with their names in each row, most
 * of what the database sends would be names. The columns {@code b0}, {@code b1} and so on
 * hold the rows of the lists below, and {@code t0}, {@code t1} their totals. The
 * parameters of every list but the first carry its number.
 */
final class NestedCypher {

	private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)");

	private static final Pattern KEY = Pattern.compile("(?<![.$\\w])key\\b(?!:)");

	/** The Cypher of a list that begins at the node of its parent. */
	private static final Pattern FROM_PARENT = Pattern.compile("\\s*MATCH (\\(x:(?:Record|Fact) \\{id: key}\\))");

	private static final String SHOWN_PARENT = "{{x}}";

	private static final Pattern PARENT = Pattern.compile("(?<![.$:\\w])x\\b(?!:)");

	/** The parts that name nodes. */
	private final List<String> parts = new ArrayList<>();

	private int lists;

	private NestedCypher() {
	}

	/** The statement for trees of the same parents. */
	static Statement of(List<ReadingPlan<?>> trees) {
		NestedCypher nested = new NestedCypher();
		CypherListing<?> list = list(trees.get(0));
		StringBuilder text = new StringBuilder("UNWIND " + list.keys() + " AS key\n");
		StringBuilder returned = new StringBuilder("RETURN key");
		for (int i = 0; i < trees.size(); i++) {
			text.append(nested.tree(trees.get(i), "key", "", i, returned));
		}
		return Statement.composed(list.name() + "/whole", text.append(returned).toString(), nested.parts);
	}

	/** The values of all parameters besides the keys of the uppermost lists. */
	static Map<String, Object> parameters(List<ReadingPlan<?>> trees) {
		Map<String, Object> all = new HashMap<>();
		int number = 0;
		for (ReadingPlan<?> tree : trees) {
			number = add(tree, number, all);
		}
		return all;
	}

	private static int add(ReadingPlan<?> plan, int number, Map<String, Object> all) {
		list(plan).parameters(plan.page(), plan.filter()).forEach((name, value) -> all.put(named(name, number), value));
		int next = number + 1;
		for (ReadingPlan.Below below : plan.below()) {
			next = add(below.plan(), next, all);
		}
		return next;
	}

	/** Where the columns of each row are. */
	static RowPlaces places(ReadingPlan<?> plan) {
		List<String> names = new ArrayList<>(list(plan).columns(plan.page().order(), plan.fields()));
		for (int i = 0; i < plan.below().size(); i++) {
			names.add("b" + i);
			if (plan.below().get(i).plan().counted()) {
				names.add("t" + i);
			}
		}
		return RowPlaces.of(names, list(plan).nodes(plan.fields()));
	}

	static CypherListing<?> list(ReadingPlan<?> plan) {
		return (CypherListing<?>) plan.list();
	}

	private static String named(String parameter, int number) {
		return (number == 0) ? parameter : parameter + "_" + number;
	}

	/**
	 * Cypher that binds the rows of a tree, and their total if it is counted.
	 * @param key the variable of the key of its parent
	 * @param node the variable of its parent, which the lens shows; empty if there is
	 * only the key
	 * @param position the position of the tree among those of the same parent
	 * @param returned the names of what is bound are added here
	 */
	private String tree(ReadingPlan<?> plan, String key, String node, int position, StringBuilder returned) {
		int number = this.lists;
		String rows = rows(plan, key, node);
		String text = "CALL (%s) {\n%s AS b%d\n}\n".formatted(parent(key, node), rows, position);
		returned.append(", b").append(position);
		if (plan.counted()) {
			text += "CALL (%1$s) {\nCALL (%1$s) {\n%2$s\n}\nRETURN total AS t%3$d\n}\n".formatted(parent(key, node),
					part(list(plan).counted(plan.filter()), plan, number, key, node), position);
			returned.append(", t").append(position);
		}
		return text;
	}

	private static String parent(String key, String node) {
		return node.isEmpty() ? key : key + ", " + node;
	}

	/** Cypher for the rows of a list and of those below it; ends in their collection. */
	private String rows(ReadingPlan<?> plan, String key, String node) {
		CypherListing<?> list = list(plan);
		int number = this.lists++;
		StringBuilder own = new StringBuilder("CALL (%s) {\n%s".formatted(parent(key, node),
				part(list.rows(plan.page(), plan.filter(), plan.fields()), plan, number, key, node)));
		StringBuilder keys = new StringBuilder();
		StringBuilder below = new StringBuilder();
		StringBuilder row = new StringBuilder(String.join(", ", list.columns(plan.page().order(), plan.fields())));
		for (int i = 0; i < plan.below().size(); i++) {
			ReadingPlan.Below each = plan.below().get(i);
			// Subqueries know the keys of those above, so each has a name of its own.
			String next = "key" + this.lists;
			String parent = "node" + this.lists;
			String end = list.variable(each.end());
			own.append(", %s AS %s".formatted(end, parent));
			keys.append(", %s.id AS %s".formatted(parent, next));
			below.append(tree(each.plan(), next, parent, i, row));
		}
		return own + "\n}\n" + (keys.isEmpty() ? "" : "WITH *" + keys + "\n") + below + "RETURN collect([" + row + "])";
	}

	/**
	 * A part with the key and the parameters of its list. Its parent was just read
	 * through the same lens, so it is neither looked up nor checked again.
	 */
	private String part(String cypher, ReadingPlan<?> plan, int number, String key, String node) {
		this.parts.add(cypher);
		String begun = node.isEmpty() ? cypher : from(node, cypher);
		String keyed = KEY.matcher(begun).replaceAll(key);
		if (number == 0) {
			return keyed;
		}
		Set<String> own = list(plan).parameters(plan.page(), plan.filter()).keySet();
		return PARAMETER.matcher(keyed)
			.replaceAll((found) -> Matcher.quoteReplacement(
					"$" + (own.contains(found.group(1)) ? named(found.group(1), number) : found.group(1))));
	}

	/** A part that begins at the node of its parent, if it can. */
	private static String from(String node, String cypher) {
		Matcher parent = FROM_PARENT.matcher(cypher);
		int shown = cypher.indexOf(SHOWN_PARENT);
		if (!parent.lookingAt() || shown < 0 || shown != cypher.lastIndexOf(SHOWN_PARENT)) {
			return cypher;
		}
		String known = cypher.substring(0, parent.start(1)) + "(x)" + cypher.substring(parent.end(1));
		return PARENT.matcher(known.replace(SHOWN_PARENT, "true")).replaceAll(node);
	}

}
