package org.rapport.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The Cypher that finds the ends of a fact, and can leave ends out that a statement does
 * not use. The fact says alone whether the lens shows it, because whoever sees a fact
 * sees its ends. It has each of them once, so the rows stay the same.
 *
 * @param text the Cypher with all ends: patterns, and a WHERE
 * @param kind the kind of the fact, as its mark names it
 * @param steps for each end the pattern that leads from the fact to it
 * @param conditions what follows the mark
 */
record FactMatch(String text, String kind, Map<String, String> steps, String conditions) {

	private static final Pattern MATCH = Pattern
		.compile("(?s)MATCH ([^{}]*?)\\s*WHERE \\{\\{f:(\\w+)((?: \\w+)+)}}(.*)");

	private static final String END = "\\(%s(?::\\w+)?\\)";

	/** Null if the Cypher is more than a fact with its ends. */
	static @Nullable FactMatch of(String match) {
		Matcher fact = MATCH.matcher(match);
		if (!fact.matches()) {
			return null;
		}
		Map<String, String> steps = new LinkedHashMap<>();
		for (String end : fact.group(3).strip().split(" ")) {
			String node = END.formatted(end);
			Matcher step = Pattern.compile(node + "-\\[:\\w+]->\\(f\\)|\\(f\\)-\\[:\\w+]->" + node)
				.matcher(fact.group(1));
			if (!step.find()) {
				return null;
			}
			steps.put(end, step.group());
		}
		return new FactMatch(match, fact.group(2), steps, fact.group(4));
	}

	Set<String> ends() {
		return this.steps.keySet();
	}

	/**
	 * The Cypher of a list without the ends that it does not use.
	 * @param list the Cypher of a list, with this match
	 * @param carried the list of the fact and its ends, as the Cypher may hand them on
	 */
	String reduced(String list, String carried) {
		String others = list.replace(this.text, this.conditions).replace(carried, "");
		Set<String> used = new LinkedHashSet<>(ends());
		used.removeIf((end) -> !Pattern.compile("(?<!AS |[.:$])\\b" + end + "\\b").matcher(others).find());
		if (used.size() == this.steps.size()) {
			return list;
		}
		List<String> patterns = new ArrayList<>();
		used.forEach((end) -> patterns.add(this.steps.get(end)));
		String match = "MATCH %s\nWHERE {{%s}}%s".formatted(used.isEmpty() ? "(f)" : String.join(", ", patterns),
				used.isEmpty() ? "f" : "f:" + this.kind + " " + String.join(" ", used), this.conditions);
		String handed = Stream.of(carried.split(", "))
			.filter((variable) -> used.contains(variable) || !ends().contains(variable))
			.collect(Collectors.joining(", "));
		return list.replace(this.text, match).replace(carried, handed);
	}

}
