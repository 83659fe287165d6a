package org.rapport.engagement;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.directory.RollUp;
import org.rapport.directory.Selections.Selected;
import org.rapport.directory.Wholes;
import org.rapport.engagement.EngagementGraph.Attendance;
import org.rapport.engagement.EngagementGraph.Found;
import org.rapport.engagement.EngagementGraph.Holder;
import org.rapport.engagement.EngagementGraph.Office;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Days;

/**
 * One encounter: a meeting with all its sessions. Tells who was in it, who stood on one
 * side, and whether two actors engaged with each other. All answers are the same
 * whichever of two actors is asked about first.
 */
final class Encounter {

	private final Found found;

	/** The stretches of days that the topmost meeting can have had. */
	private final List<Days> day;

	private final List<Participant> participants;

	private final Attendees attendees;

	/**
	 * The days on which the memberships and roles count here of each actor that took
	 * part, was represented or held a post that took part.
	 */
	private final Map<String, Set<Days>> days = new HashMap<>();

	/** The actors that took part or held a post that did. */
	private final Set<String> there = new HashSet<>();

	/** The actors that somebody represented. */
	private final Set<String> represented = new HashSet<>();

	/** The actors that represented somebody. */
	private final Set<String> representing = new HashSet<>();

	private final Map<RollUp, Map<String, Presence>> presences = new HashMap<>();

	private final Map<String, Set<String>> sides = new HashMap<>();

	/**
	 * Creates an encounter.
	 * @param found its meeting, and the participations in it and its sessions
	 * @param attendees what is known of those who took part or were represented
	 */
	Encounter(Found found, Attendees attendees) {
		this.found = found;
		ApproximateDate date = found.date();
		this.day = (date != null) ? Days.of(date.earliest(), date.latest(), date.gaps()) : List.of(Days.ALL);
		this.attendees = attendees;
		this.participants = found.attendances()
			.stream()
			.map((attendance) -> new Participant(attendance,
					certain(attendees.holders().getOrDefault(attendance.actorId(), List.of()), attendance.days())))
			.toList();
		for (Participant participant : this.participants) {
			know(participant.id(), participant.day());
			this.there.add(participant.id());
			participant.holders().forEach((holder) -> know(holder, participant.day()));
			this.there.addAll(participant.holders());
			for (String actor : participant.representing()) {
				know(actor, participant.day());
				this.represented.add(actor);
				this.representing.add(participant.id());
			}
		}
	}

	/**
	 * What is known of those who were in encounters.
	 *
	 * @param actors the actors, by id; those that are asked about at least
	 * @param offices where people held roles, by the id of the person
	 * @param holders who held posts, by the id of the post
	 * @param wholes for whom the actors act
	 */
	record Attendees(Map<String, Actor> actors, Map<String, List<Office>> offices, Map<String, List<Holder>> holders,
			Wholes wholes) {
	}

	/** Those who certainly held a post on all these days. */
	private static List<String> certain(List<Holder> holders, Days days) {
		return holders.stream()
			.filter((holder) -> days.within(holder.days()))
			.map(Holder::personId)
			.distinct()
			.toList();
	}

	/**
	 * A participant.
	 *
	 * @param holders the ids of those who certainly held it on all days of the meeting,
	 * if it is a post
	 */
	private record Participant(Attendance attendance, List<String> holders) {

		private String id() {
			return this.attendance.actorId();
		}

		private List<String> representing() {
			return this.attendance.representing();
		}

		private Days day() {
			return this.attendance.day();
		}

		private boolean matches() {
			return this.attendance.matches();
		}

	}

	private void know(String actor, Days meeting) {
		this.days.computeIfAbsent(actor, (id) -> new HashSet<>(this.day)).add(meeting);
	}

	/** The id of the topmost meeting. */
	String meetingId() {
		return this.found.meetingId();
	}

	/** The date of the topmost meeting, or null. */
	@Nullable ApproximateDate date() {
		return this.found.date();
	}

	/** An actor's presence in the encounter. */
	static final class Presence {

		/** The days on which it was there. */
		private final Set<Days> days = new HashSet<>();

		/** The ids of those through whom it was there. */
		private final Set<String> through = new HashSet<>();

		/** Whether a meeting in which it was there matches the filters. */
		private boolean matching;

	}

	/** The presences of all actors that were in the encounter, by their ids. */
	Map<String, Presence> presences(RollUp rollUp) {
		return this.presences.computeIfAbsent(rollUp, this::present);
	}

	private Map<String, Presence> present(RollUp rollUp) {
		Map<String, Presence> all = new HashMap<>();
		for (Participant participant : this.participants) {
			String actor = participant.id();
			// Who represents an actor is there for it. Its own participation says no
			// more.
			add(all, rollUp, participant, actor, this.represented.contains(actor) ? Set.of() : through(participant));
			participant.representing().forEach((side) -> add(all, rollUp, participant, side, through(participant)));
			if (rollUp == RollUp.FULL) {
				participant.holders().forEach((holder) -> add(all, RollUp.OWN, participant, holder, Set.of(holder)));
			}
		}
		return all;
	}

	private void add(Map<String, Presence> all, RollUp rollUp, Participant participant, String id,
			Set<String> through) {
		Map<String, List<Days>> actingFor = (rollUp == RollUp.FULL) ? wholes().of(id) : Map.of(id, List.of(Days.ALL));
		actingFor.forEach((whole, spans) -> {
			List<Days> there = spans.stream()
				.map(participant.day()::and)
				.filter((common) -> !common.isEmpty())
				.toList();
			if (!there.isEmpty()) {
				Presence presence = all.computeIfAbsent(whole, (unknown) -> new Presence());
				presence.days.addAll(there);
				presence.through.addAll(through);
				presence.matching |= participant.matches();
			}
		});
	}

	/** The actor that was there: for a post, the only person who certainly held it. */
	private static Set<String> through(Participant participant) {
		List<String> holders = participant.holders();
		return Set.of((holders.size() == 1) ? holders.get(0) : participant.id());
	}

	/**
	 * The ids of the actors that took part themselves, without posts whose holder of that
	 * day took part too.
	 */
	Collection<String> recorded() {
		Set<String> there = this.participants.stream().map(Participant::id).collect(Collectors.toSet());
		return this.participants.stream()
			.filter((participant) -> participant.holders().stream().noneMatch(there::contains))
			.map(Participant::id)
			.distinct()
			.toList();
	}

	/** The topmost actors that a participant acted for. */
	Stream<String> topmost(String participant) {
		return this.participants.stream()
			.filter((each) -> each.id().equals(participant))
			.flatMap((each) -> wholes().of(participant)
				.entrySet()
				.stream()
				.filter((whole) -> whole.getValue()
					.stream()
					.map(each.day()::and)
					.anyMatch((common) -> !common.isEmpty() && wholes().isTopmost(whole.getKey(), common)))
				.map(Map.Entry::getKey))
			.distinct();
	}

	/** The actor with this id, if it was there or a whole of somebody who was. */
	Actor actor(String id) {
		Actor actor = this.attendees.actors().getOrDefault(id, wholes().actors().get(id));
		if (actor == null) {
			throw new IllegalArgumentException("No such actor here: " + id);
		}
		return actor;
	}

	/** Whether a selection includes an actor that was there. */
	boolean selects(Selected selected, String id, Presence presence) {
		return wholes().selects(selected, id, presence.days);
	}

	/**
	 * Whether two actors engaged with each other. They did not if one is on the other's
	 * own side, or if one participant alone was there for both.
	 * @param here the presence of the one
	 * @param rollUp how the other counts as present
	 */
	boolean engaged(String one, Presence here, String other, RollUp rollUp) {
		Presence there = presences(rollUp).get(other);
		return there != null && (this.found.matches() || here.matching || there.matching) && !one.equals(other)
				&& !isOnSideOf(one, other) && !isOnSideOf(other, one) && !isOneParticipant(here, there);
	}

	/**
	 * Whether the same single participant was there for both: a delegate of both, or a
	 * body of both. Whoever was there for a body of both sides met nobody of them.
	 */
	private static boolean isOneParticipant(Presence here, Presence there) {
		return here.through.size() == 1 && here.through.equals(there.through);
	}

	/**
	 * Whether an actor is on another's own side: a part of it, represented by one of its
	 * parts, representing any of these, or a person with a role in one of its parts who
	 * represents nobody.
	 */
	private boolean isOnSideOf(String id, String actor) {
		return isPart(id, actor) || this.sides.computeIfAbsent(actor, this::side).contains(id);
	}

	private Set<String> side(String actor) {
		Set<String> side = new HashSet<>();
		this.days.keySet().stream().filter((id) -> isPart(id, actor)).forEach(side::add);
		List<String> represented = this.participants.stream()
			.filter((participant) -> side.contains(participant.id()))
			.flatMap((participant) -> participant.representing().stream())
			.toList();
		side.addAll(represented);
		List<String> representatives = this.participants.stream()
			.filter((participant) -> participant.representing().stream().anyMatch(side::contains))
			.map(Participant::id)
			.toList();
		side.addAll(representatives);
		this.there.stream().filter((id) -> !this.representing.contains(id) && hasRoleIn(id, actor)).forEach(side::add);
		return side;
	}

	private boolean isPart(String id, String whole) {
		return days(id).stream().anyMatch((on) -> wholes().actsFor(id, whole, on));
	}

	private boolean hasRoleIn(String person, String whole) {
		return this.attendees.offices()
			.getOrDefault(person, List.of())
			.stream()
			.anyMatch((office) -> days(person).stream()
				.map(office.days()::and)
				.filter((common) -> !common.isEmpty())
				.anyMatch((common) -> wholes().actsFor(office.id(), whole, common)));
	}

	private Wholes wholes() {
		return this.attendees.wholes();
	}

	private Set<Days> days(String id) {
		return this.days.getOrDefault(id, Set.copyOf(this.day));
	}

}
