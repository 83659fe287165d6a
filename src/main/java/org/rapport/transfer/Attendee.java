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
record Attendee(String actor, String meeting) {

	private static final Map<String, Tie> TIES = Tie.of(Kind.PARTICIPATION)
		.stream()
		.collect(Collectors.toMap(Tie::field, Function.identity()));

	/** The attendees that a fact states. None if it is not a participation. */
	static List<Attendee> takingPartBy(Content fact) {
		return attendees(fact, "actor");
	}

	/** The attendees that a fact says are represented. */
	static List<Attendee> representedBy(Content fact) {
		return attendees(fact, "representing");
	}

	private static List<Attendee> attendees(Content fact, String field) {
		List<Attendee> attendees = new ArrayList<>();
		if (fact.kind() == Kind.PARTICIPATION) {
			for (String meeting : tied(fact, "meeting")) {
				tied(fact, field).forEach((actor) -> attendees.add(new Attendee(actor, meeting)));
			}
		}
		return attendees;
	}

	private static Set<String> tied(Content fact, String field) {
		return fact.tied(Objects.requireNonNull(TIES.get(field)));
	}

}
