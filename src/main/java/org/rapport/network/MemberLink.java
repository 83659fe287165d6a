package org.rapport.network;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;

/**
 * Two members of a network and what links them.
 *
 * @param a the one
 * @param b the other
 * @param first the date of the first thing that links them whose date is known, or null
 * @param last the date of the last, or null
 * @param shared what links them
 */
record MemberLink(Actor a, Actor b, @Nullable ApproximateDate first, @Nullable ApproximateDate last,
		List<Shared> shared) {

	/**
	 * One thing that two members share.
	 *
	 * @param kind what kind of link it is
	 * @param id its id
	 * @param factIds the ids of the facts that tie them to it
	 * @param day the earliest day of its date, or null if it has none
	 */
	record Shared(LinkKind kind, String id, List<String> factIds, @Nullable LocalDate day) {
	}

	/**
	 * One thing that links two members, as it is shown.
	 *
	 * @param kind what kind of link it is
	 * @param shared the thing
	 * @param factIds the ids of the facts that tie them to it
	 */
	record LinkReason(LinkKind kind, Element shared, List<String> factIds) {
	}

	/**
	 * How many things of one kind link them.
	 *
	 * @param kind the kind
	 * @param strength how many
	 */
	record LinkStrength(LinkKind kind, int strength) {
	}

	/** How many things link them. */
	public int strength() {
		return this.shared.size();
	}

	/** The strength by kind, without the kinds that do not link them. */
	public List<LinkStrength> strengths() {
		Map<LinkKind, Integer> counts = new TreeMap<>();
		this.shared.forEach((thing) -> counts.merge(thing.kind(), 1, Integer::sum));
		return counts.entrySet().stream().map((count) -> new LinkStrength(count.getKey(), count.getValue())).toList();
	}

}
