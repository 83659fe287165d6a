package org.rapport.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;

/**
 * A mark in the template of a {@link Statement}: what the lens must show there.
 *
 * @param variable the variable that the lens must show, or whose date it must have
 * reached
 * @param label the kind of the variable as a label of the graph, or {@code Fact} for any
 * fact; null if the mark names no ends
 * @param ends the variables that the lens shows too, because an element of this kind is
 * shown only with them
 * @param date the date property that must have begun, or null
 */
record Mark(String variable, @Nullable String label, List<String> ends, @Nullable String date) {

	private static final Pattern MARK = Pattern.compile("\\{\\{(.+?)}}", Pattern.DOTALL);

	/** Two nodes that a relationship joins; the second node may begin the next match. */
	private static final Pattern STEP = Pattern
		.compile("\\(\\s*(\\w+)[^()]*\\)\\s*(<?)-\\[\\w*:([A-Z_|]+)[^\\]]*]-(>?)\\s*(?=\\(\\s*(\\w+))");

	/** The marks of a template, in their order. */
	static List<Mark> in(String template) {
		return MARK.matcher(template).results().map((mark) -> of(mark.group(1))).toList();
	}

	/** The template with a text instead of each mark. */
	static String replaced(String template, Function<Mark, String> text) {
		return MARK.matcher(template).replaceAll((mark) -> Matcher.quoteReplacement(text.apply(of(mark.group(1)))));
	}

	private static Mark of(String mark) {
		String[] words = mark.trim().split("\\s+");
		if (words[0].equals("begun")) {
			int dot = words[1].indexOf('.');
			return new Mark(words[1].substring(0, dot), null, List.of(), words[1].substring(dot + 1));
		}
		String[] named = words[0].split(":");
		return new Mark(named[0], (named.length > 1) ? named[1] : null,
				List.copyOf(Arrays.asList(words).subList(1, words.length)), null);
	}

	/**
	 * Why the ends of this mark are not shown with its variable, a reason for each end.
	 * Empty if they are: the template gives the variable the kind of the mark, and joins
	 * each end to it by relationships without which the lens does not show that kind.
	 */
	List<String> faults(String template) {
		if (this.ends.isEmpty()) {
			return List.of();
		}
		if (this.label == null) {
			return List.of("the mark of " + this.variable + " names ends, but no kind");
		}
		Set<Kind> kinds = kinds(this.label);
		if (kinds.isEmpty()) {
			return List.of("there is no kind " + this.label);
		}
		List<String> faults = new ArrayList<>();
		if (!Pattern.compile("\\b%s(:\\w+)*:%s\\b(?!\\|)".formatted(this.variable, this.label))
			.matcher(withoutMarks(template))
			.find()) {
			faults.add("nothing says that " + this.variable + " is a " + this.label);
		}
		for (String end : this.ends) {
			if (!isNeeded(template, kinds, end)) {
				faults.add("%s can be shown without %s".formatted(this.label, end));
			}
		}
		return faults;
	}

	private static Set<Kind> kinds(String label) {
		return label.equals("Fact") ? Kind.FACTS
				: Kind.ofLabel(label).<Set<Kind>>map(EnumSet::of).orElse(EnumSet.noneOf(Kind.class));
	}

	private static String withoutMarks(String template) {
		return replaced(template, (mark) -> "true");
	}

	/** Whether a step of the template joins the end by needed relationships only. */
	private boolean isNeeded(String template, Set<Kind> kinds, String end) {
		Matcher step = STEP.matcher(template);
		int from = 0;
		while (step.find(from)) {
			boolean leaving = step.group(1).equals(this.variable) && step.group(5).equals(end);
			boolean arriving = step.group(5).equals(this.variable) && step.group(1).equals(end);
			if (leaving || arriving) {
				boolean left = !step.group(2).isEmpty();
				boolean right = !step.group(4).isEmpty();
				Boolean outgoing = (left == right) ? null : Boolean.valueOf(leaving == right);
				if (Arrays.stream(step.group(3).split("\\|")).allMatch((type) -> needs(kinds, type, outgoing))) {
					return true;
				}
			}
			from = step.end();
		}
		return false;
	}

	/**
	 * Whether every kind that has such relationships of its own needs their other ends.
	 * @param outgoing whether they lead away from the element; null if in either
	 * direction
	 */
	private static boolean needs(Set<Kind> kinds, String type, @Nullable Boolean outgoing) {
		List<Tie> ties = kinds.stream()
			.flatMap((kind) -> Tie.of(kind).stream())
			.filter((tie) -> tie.type().equals(type) && (outgoing == null || tie.outgoing() == outgoing))
			.toList();
		return !ties.isEmpty() && ties.stream().allMatch(Tie::isNeeded);
	}

}
