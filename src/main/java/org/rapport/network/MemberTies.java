package org.rapport.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Days;

/**
 * A member of a network, with everything that it may share with other members.
 *
 * @param member the member
 * @param ties what ties it to these things; several may tie it to one thing
 */
record MemberTies(Actor member, List<MemberTie> ties) {

	/** The same members, each once with all its ties. */
	static List<MemberTies> together(Collection<MemberTies> several) {
		Map<String, MemberTies> all = new LinkedHashMap<>();
		several.forEach(
				(one) -> all.computeIfAbsent(one.member().id(), (id) -> new MemberTies(one.member(), new ArrayList<>()))
					.ties()
					.addAll(one.ties()));
		return List.copyOf(all.values());
	}

	/**
	 * A fact that ties a member to a thing.
	 *
	 * @param thing the thing
	 * @param factId the id of the fact
	 * @param days the days on which it can have been so while the actor was a member
	 * @param date the date of the meeting or endorsement; null if the thing is of another
	 * kind, or its date is unknown
	 */
	record MemberTie(Thing thing, String factId, Days days, @Nullable ApproximateDate date) {
	}

	/**
	 * Something that members may share.
	 *
	 * @param kind the kind of link that it makes
	 * @param id the id of the record
	 */
	record Thing(LinkKind kind, String id) {
	}

}
