package org.rapport.engagement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.directory.Post;
import org.rapport.directory.RollUp;
import org.rapport.directory.Selections.Selected;
import org.rapport.directory.Wholes;
import org.rapport.engagement.EngagementGraph.Attendance;
import org.rapport.engagement.EngagementGraph.Found;
import org.rapport.engagement.EngagementGraph.Holder;
import org.rapport.engagement.EngagementGraph.PresentActor;
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

	private final Wholes wholes;

	/** The actors that took part, were represented or held a post that took part. */
	private final Map<String, Actor> known = new LinkedHashMap<>();

	/** The days on which each actor's memberships and roles count here. */
	private final Map<String, Set<Days>> days = new HashMap<>();

	private final Map<String, Set<Office>> offices = new HashMap<>();

	/** The actors that somebody represented. */
	private final Set<String> represented = new HashSet<>();

	/** The actors that represented somebody. */
	private final Set<String> representing = new HashSet<>();

	private final Map<RollUp, Map<String, Presence>> presences = new HashMap<>();

	private final Map<String, Set<String>> sides = new HashMap<>();

	/**
	 * Creates an encounter.
	 * @param found its meeting, and all participations in it and its sessions
	 * @param actors who took part or was represented, by their ids
	 * @param wholes for whom the participants act
	 */
	Encounter(Found found, Map<String, PresentActor> actors, Wholes wholes) {
		this.found = found;
		ApproximateDate date = found.date();
		this.day = (date != null) ? Days.of(date.earliest(), date.latest(), date.gaps()) : List.of(Days.ALL);
		this.wholes = wholes;
		List<Participant> there = new ArrayList<>();
		for (Attendance attendance : found.attendances()) {
			PresentActor taking = actors.get(attendance.actorId());
			if (taking != null) {
				there.add(new Participant(attendance, taking.actor(),
						attendance.representing()
							.stream()
							.map(actors::get)
							.filter(Objects::nonNull)
							.map((represented) -> Objects.requireNonNull(represented).actor())
							.toList(),
						taking.offices(), certain(taking.holders(), attendance.days())));
			}
		}
		this.participants = List.copyOf(there);
		for (Participant participant : this.participants) {
			know(participant.actor(), participant.day(), participant.offices());
			participant.holders().forEach((holder) -> know(holder.person(), participant.day(), holder.offices()));
			for (Actor actor : participant.representing()) {
				know(actor, participant.day(), List.of());
				this.represented.add(actor.id());
				this.representing.add(participant.actor().id());
			}
		}
	}

	/** Those who certainly held a post on all these days. */
	private static List<Holder> certain(List<Holder> holders, Days days) {
		Map<String, Holder> certain = new LinkedHashMap<>();
		holders.stream()
			.filter((holder) -> days.within(holder.days()))
			.forEach((holder) -> certain.put(holder.person().id(), holder));
		return List.copyOf(certain.values());
	}

	/**
	 * A participant.
	 *
	 * @param offices where it held a role, if it is a person
	 * @param holders who certainly held it on all days of the meeting, if it is a post
	 */
	private record Participant(Attendance attendance, Actor actor, List<Actor> representing, List<Office> offices,
			List<Holder> holders) {

		private Days day() {
			return this.attendance.day();
		}

		private boolean matches() {
			return this.attendance.matches();
		}

	}

	private void know(Actor actor, Days meeting, List<Office> held) {
		this.known.put(actor.id(), actor);
		this.days.computeIfAbsent(actor.id(), (id) -> new HashSet<>(this.day)).add(meeting);
		this.offices.computeIfAbsent(actor.id(), (id) -> new HashSet<>()).addAll(held);
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
			String actor = participant.actor().id();
			// Who represents an actor is there for it. Its own participation says no
			// more.
			add(all, rollUp, participant, actor, this.represented.contains(actor) ? Set.of() : through(participant));
			participant.representing()
				.forEach((side) -> add(all, rollUp, participant, side.id(), through(participant)));
			if (rollUp == RollUp.FULL) {
				participant.holders()
					.forEach((holder) -> add(all, RollUp.OWN, participant, holder.person().id(),
							Set.of(holder.person().id())));
			}
		}
		return all;
	}

	private void add(Map<String, Presence> all, RollUp rollUp, Participant participant, String id,
			Set<String> through) {
		Map<String, List<Days>> actingFor = (rollUp == RollUp.FULL) ? this.wholes.of(id)
				: Map.of(id, List.of(Days.ALL));
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
		List<Holder> holders = participant.holders();
		return Set.of((holders.size() == 1) ? holders.get(0).person().id() : participant.actor().id());
	}

	/**
	 * The actors that took part themselves, without posts whose holder of that day took
	 * part too.
	 */
	Collection<Actor> recorded() {
		Set<String> there = this.participants.stream()
			.map((participant) -> participant.actor().id())
			.collect(Collectors.toSet());
		Map<String, Actor> recorded = new LinkedHashMap<>();
		this.participants.stream()
			.filter((participant) -> !(participant.actor() instanceof Post)
					|| participant.holders().stream().noneMatch((holder) -> there.contains(holder.person().id())))
			.forEach((participant) -> recorded.put(participant.actor().id(), participant.actor()));
		return recorded.values();
	}

	/** The topmost actors that a participant acted for. */
	Stream<String> topmost(Actor participant) {
		return this.participants.stream()
			.filter((each) -> each.actor().id().equals(participant.id()))
			.flatMap((each) -> this.wholes.of(participant.id())
				.entrySet()
				.stream()
				.filter((whole) -> whole.getValue()
					.stream()
					.map(each.day()::and)
					.anyMatch((common) -> !common.isEmpty() && this.wholes.isTopmost(whole.getKey(), common)))
				.map(Map.Entry::getKey))
			.distinct();
	}

	/** The actor with this id, if it was there or a whole of somebody who was. */
	Actor actor(String id) {
		Actor actor = this.known.getOrDefault(id, this.wholes.actors().get(id));
		if (actor == null) {
			throw new IllegalArgumentException("No such actor here: " + id);
		}
		return actor;
	}

	/** Whether a selection includes an actor that was there. */
	boolean selects(Selected selected, String id, Presence presence) {
		return this.wholes.selects(selected, id, presence.days);
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
		this.known.keySet().stream().filter((id) -> isPart(id, actor)).forEach(side::add);
		List<String> represented = this.participants.stream()
			.filter((participant) -> side.contains(participant.actor().id()))
			.flatMap((participant) -> participant.representing().stream())
			.map(Actor::id)
			.toList();
		side.addAll(represented);
		List<String> representatives = this.participants.stream()
			.filter((participant) -> participant.representing().stream().anyMatch((each) -> side.contains(each.id())))
			.map((participant) -> participant.actor().id())
			.toList();
		side.addAll(representatives);
		this.known.keySet()
			.stream()
			.filter((id) -> !this.representing.contains(id) && hasRoleIn(id, actor))
			.forEach(side::add);
		return side;
	}

	private boolean isPart(String id, String whole) {
		return days(id).stream().anyMatch((on) -> this.wholes.actsFor(id, whole, on));
	}

	private boolean hasRoleIn(String person, String whole) {
		return this.offices.getOrDefault(person, Set.of())
			.stream()
			.anyMatch((office) -> days(person).stream()
				.map(office.days()::and)
				.filter((common) -> !common.isEmpty())
				.anyMatch((common) -> this.wholes.actsFor(office.id(), whole, common)));
	}

	private Set<Days> days(String id) {
		return this.days.getOrDefault(id, Set.copyOf(this.day));
	}

}
