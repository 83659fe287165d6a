package org.rapport.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;

/**
 * An actor in a meeting, by itself or represented by somebody.
 *
 * @param actor the id of the actor
 * @param meeting the id of the meeting
 */
record Side(String actor, String meeting) {

	private static final Map<String, Tie> TIES = Tie.of(Kind.PARTICIPATION)
		.stream()
		.collect(Collectors.toMap(Tie::field, Function.identity()));

	/** The sides that take part by a fact. None if it is not a participation. */
	static List<Side> takingPartBy(Content fact) {
		return sides(fact, "actor");
	}

	/** The sides that a fact says are represented. */
	static List<Side> representedBy(Content fact) {
		return sides(fact, "representing");
	}

	private static List<Side> sides(Content fact, String field) {
		List<Side> sides = new ArrayList<>();
		if (fact.kind() == Kind.PARTICIPATION) {
			for (String meeting : tied(fact, "meeting")) {
				tied(fact, field).forEach((actor) -> sides.add(new Side(actor, meeting)));
			}
		}
		return sides;
	}

	private static Set<String> tied(Content fact, String field) {
		return fact.tied(Objects.requireNonNull(TIES.get(field)));
	}

}
