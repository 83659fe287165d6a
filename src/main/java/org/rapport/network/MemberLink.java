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
 * Two members of a network and the things that link them.
 *
 * @param member the first member
 * @param otherMember the second member
 * @param firstDate the date of the dated thing with the first earliest day, or null if
 * none has a date
 * @param lastDate the date of the dated thing with the last earliest day, or null if none
 * has a date
 * @param shared the things that link them
 */
record MemberLink(Actor member, Actor otherMember, @Nullable ApproximateDate firstDate,
		@Nullable ApproximateDate lastDate, List<Shared> shared) {

	/**
	 * One thing that two members share.
	 *
	 * @param kind the kind of link
	 * @param id the id of the thing
	 * @param factIds the ids of the facts that tie the members to it
	 * @param day the earliest day of its date, or null if it has none
	 */
	record Shared(LinkKind kind, String id, List<String> factIds, @Nullable LocalDate day) {
	}

	/**
	 * One thing that links two members, with its record.
	 *
	 * @param kind the kind of link
	 * @param shared the record
	 * @param factIds the ids of the facts that tie the members to it
	 */
	record LinkReason(LinkKind kind, Element shared, List<String> factIds) {
	}

	/**
	 * One thing that links nobody, because too many members share it.
	 *
	 * @param kind the kind of link that it would make
	 * @param shared the record
	 * @param memberCount how many members share it
	 */
	record LeftOutThing(LinkKind kind, Element shared, int memberCount) {
	}

	/**
	 * How many things of one kind link two members.
	 *
	 * @param kind the kind
	 * @param strength the number of things
	 */
	record LinkStrength(LinkKind kind, int strength) {
	}

	/** The number of things that link them. */
	public int strength() {
		return this.shared.size();
	}

	/** The strength of each kind. Kinds that do not link them are left out. */
	public List<LinkStrength> strengths() {
		Map<LinkKind, Integer> counts = new TreeMap<>();
		this.shared.forEach((thing) -> counts.merge(thing.kind(), 1, Integer::sum));
		return counts.entrySet().stream().map((count) -> new LinkStrength(count.getKey(), count.getValue())).toList();
	}

}
