package org.rapport.engagement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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

import org.rapport.directory.ActingGraph.ActorPart;
import org.rapport.directory.ActingGraph.Day;
import org.rapport.directory.ActingGraph.Span;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.Actor;
import org.rapport.directory.Selecting;
import org.rapport.directory.Selections.Selected;
import org.rapport.engagement.EngagementGraph.Participant;
import org.rapport.engagement.EngagementGraph.Presence;
import org.rapport.engagement.EngagementGraph.Whole;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Position;
import org.rapport.kernel.Slice;
import org.rapport.kernel.SortedText;
import org.springframework.stereotype.Component;

/**
 * Decides which actors have engaged with each other.
 *
 * <p>
 * An encounter is a meeting that was held, with all its sessions. It is not part of
 * another meeting that the lens shows. An actor is in the encounter if it took part or
 * was represented. It is also in it through a body or chapter that it had on the day of
 * the meeting.
 * <p>
 * The side of an actor consists of three groups: its bodies and chapters in the
 * encounter, the actors that these represent, and everybody who represents any of them.
 * Members of the same side are not counterparts. Every other participant is a
 * counterpart. If the question selects counterparts, the selected actors that a
 * participant acts for are the counterparts instead.
 */
@Component
class Engagements {

	/** How counterparts are listed. */
	enum Counterparts {

		/** The actor that took part. */
		AS_RECORDED,
		/** The topmost actor that the participant acts for on the day of the meeting. */
		TOP

	}

	/**
	 * A question about engagements.
	 *
	 * @param side the asking side
	 * @param otherSide the other side, or null for any actor
	 * @param rollUp whether bodies, chapters and representatives count as the actor
	 * @param counterparts how counterparts are listed if {@code otherSide} is null
	 * @param meetings the filters {@code during}, {@code kinds} and {@code about}, where
	 * given
	 */
	record Question(Selected side, @Nullable Selected otherSide, RollUp rollUp, Counterparts counterparts,
			Map<String, @Nullable Object> meetings) {
	}

	private final ActingGraph acting;

	private final EngagementGraph graph;

	Engagements(ActingGraph acting, EngagementGraph graph) {
		this.acting = acting;
		this.graph = graph;
	}

	/** The engagements that answer a question, unsorted. */
	List<Engagement> answer(Lens lens, Question question) {
		List<ActorPart> parts = this.acting.parts(lens, question.side());
		Map<String, List<Presence>> presences = this.graph
			.presences(lens, parts.stream().map(ActorPart::partId).collect(Collectors.toSet()), question.meetings())
			.stream()
			.collect(Collectors.groupingBy(Presence::actorId));
		Map<String, Map<String, Side>> sides = new LinkedHashMap<>();
		for (ActorPart part : parts) {
			for (Presence presence : presences.getOrDefault(part.partId(), List.of())) {
				if (part.standsOn(presence.day())) {
					sides.computeIfAbsent(part.actor().id(), (id) -> new HashMap<>())
						.computeIfAbsent(presence.encounter().id(),
								(id) -> new Side(part.actor(), presence.encounter()))
						.add(part, presence);
				}
			}
		}
		List<Side> asking = sides.values()
			.stream()
			.flatMap((encounters) -> encounters.values().stream())
			.filter((side) -> side.counts && (side.own || question.rollUp() == RollUp.FULL))
			.toList();
		return pairs(lens, question, asking);
	}

	private List<Engagement> pairs(Lens lens, Question question, List<Side> asking) {
		Map<String, List<Participant>> present = this.graph
			.participants(lens, asking.stream().map((side) -> side.encounter.id()).collect(Collectors.toSet()))
			.stream()
			.collect(Collectors.groupingBy(Participant::encounterId));
		Map<String, List<Whole>> wholes = wholes(lens, question, present.values());
		Map<String, Pair> pairs = new LinkedHashMap<>();
		for (Side side : asking) {
			List<Participant> participants = present.getOrDefault(side.encounter.id(), List.of());
			Set<String> own = side.all(participants);
			for (Participant participant : participants) {
				counterparts(question, participant, own, wholes)
					.filter((counterpart) -> !own.contains(counterpart.id()))
					.forEach((counterpart) -> pairs.computeIfAbsent(side.actor.id() + " " + counterpart.id(),
							(key) -> new Pair(side.actor, counterpart)).shared
						.put(side.encounter.id(), side.encounter));
			}
		}
		return pairs.values().stream().map(Pair::engagement).toList();
	}

	/**
	 * The wholes that each participant and each represented actor acts for, by its id.
	 * Empty if counterparts are listed as recorded, because the answer then needs no
	 * wholes.
	 */
	private Map<String, List<Whole>> wholes(Lens lens, Question question, Collection<List<Participant>> present) {
		if (question.otherSide() == null && question.counterparts() == Counterparts.AS_RECORDED) {
			return Map.of();
		}
		Set<String> acting = present.stream()
			.flatMap(List::stream)
			.flatMap(
					(participant) -> Stream.concat(Stream.of(participant.actor()), participant.representing().stream()))
			.map(Actor::id)
			.collect(Collectors.toSet());
		return this.graph.wholes(lens, acting, question.otherSide())
			.stream()
			.collect(Collectors.groupingBy(Whole::actorId));
	}

	private static Stream<Actor> counterparts(Question question, Participant participant, Set<String> own,
			Map<String, List<Whole>> wholes) {
		Day day = participant.day();
		if (question.otherSide() == null) {
			if (own.contains(participant.actor().id())) {
				return Stream.empty();
			}
			if (question.counterparts() == Counterparts.AS_RECORDED) {
				return Stream.of(participant.actor());
			}
			return wholes.getOrDefault(participant.actor().id(), List.of())
				.stream()
				.filter((whole) -> whole.through().stream().allMatch((span) -> span.meets(day)))
				.filter((whole) -> whole.above().stream().noneMatch((span) -> span.meets(day)))
				.map(Whole::whole);
		}
		boolean full = question.rollUp() == RollUp.FULL;
		return Stream
			.concat(Stream.of(participant.actor()), full ? participant.representing().stream() : Stream.empty())
			.filter((acting) -> !own.contains(acting.id()))
			.flatMap((acting) -> wholes.getOrDefault(acting.id(), List.of()).stream())
			.filter((whole) -> full || whole.through().isEmpty())
			.filter((whole) -> whole.through().stream().allMatch((span) -> span.meets(day)))
			.filter((whole) -> Span.anyWay(whole.selected(), day))
			.map(Whole::whole);
	}

	/** The asking actor's side in one encounter. */
	private static final class Side {

		private final Actor actor;

		private final Meeting encounter;

		private final Set<String> parts = new HashSet<>();

		private boolean own;

		private boolean counts;

		private Side(Actor actor, Meeting encounter) {
			this.actor = actor;
			this.encounter = encounter;
		}

		private void add(ActorPart part, Presence presence) {
			this.parts.add(part.partId());
			this.own |= presence.itself() && part.partId().equals(this.actor.id());
			this.counts |= presence.counts();
		}

		private Set<String> all(List<Participant> participants) {
			Set<String> represented = new HashSet<>(this.parts);
			participants.stream()
				.filter((participant) -> this.parts.contains(participant.actor().id()))
				.forEach((participant) -> participant.representing().forEach((actor) -> represented.add(actor.id())));
			Set<String> all = new HashSet<>(represented);
			participants.stream()
				.filter((participant) -> participant.representing()
					.stream()
					.anyMatch((actor) -> represented.contains(actor.id())))
				.forEach((participant) -> all.add(participant.actor().id()));
			return all;
		}

	}

	private record Pair(Actor actor, Actor counterpart, Map<String, Meeting> shared) {

		private static final Comparator<ApproximateDate> BY_BEGIN = Comparator.comparing(ApproximateDate::earliest)
			.thenComparing(ApproximateDate::latest)
			.thenComparing(ApproximateDate::text);

		private static final Comparator<ApproximateDate> BY_END = Comparator.comparing(ApproximateDate::latest)
			.thenComparing(ApproximateDate::earliest)
			.thenComparing(ApproximateDate::text);

		private Pair(Actor actor, Actor counterpart) {
			this(actor, counterpart, new HashMap<>());
		}

		private Engagement engagement() {
			List<ApproximateDate> dates = new ArrayList<>();
			this.shared.values().stream().map(Meeting::date).filter(Objects::nonNull).forEach((date) -> {
				if (date != null) {
					dates.add(date);
				}
			});
			return new Engagement(this.actor, this.counterpart, this.shared.size(),
					dates.stream().min(BY_BEGIN).orElse(null), dates.stream().max(BY_END).orElse(null),
					this.shared.keySet().stream().sorted().toList());
		}

	}

	/**
	 * Engagements as a list with pages, either for one question or for each of many
	 * actors.
	 */
	Listing<Engagement> listing(String name, Question question) {
		return new EngagementListing(name, question);
	}

	/**
	 * Two instances with the same question are equal, so that one query answers for all
	 * actors of a level.
	 */
	private final class EngagementListing implements Listing<Engagement> {

		private static final List<String> ORDERS = List.of("NAME", "MEETING_COUNT", "FIRST_DATE", "LAST_DATE");

		private final String name;

		private final Question question;

		private EngagementListing(String name, Question question) {
			this.name = name;
			this.question = question;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public List<String> orders() {
			return ORDERS;
		}

		@Override
		public boolean descends(String order) {
			return false;
		}

		@Override
		public List<Class<?>> positionTypes(String order) {
			return switch (order) {
				case "MEETING_COUNT" -> List.of(Long.class);
				case "FIRST_DATE", "LAST_DATE" -> List.of(LocalDate.class);
				default -> List.of(SortedText.class, SortedText.class);
			};
		}

		@Override
		public Map<Parent, Slice<Engagement>> page(Lens lens, Collection<Parent> parents, Map<String, Object> filter,
				Page page) {
			Map<Parent, List<Slice.Row<Engagement>>> rows = new HashMap<>();
			for (Engagement engagement : engagements(lens, parents)) {
				rows.computeIfAbsent(parent(engagement, parents), (key) -> new ArrayList<>())
					.add(new Slice.Row<>(position(engagement, page), engagement));
			}
			Map<Parent, Slice<Engagement>> slices = new HashMap<>();
			rows.forEach((parent, all) -> slices.put(parent, Slice.of(all, page)));
			return slices;
		}

		@Override
		public Map<Parent, Long> count(Lens lens, Collection<Parent> parents, Map<String, Object> filter) {
			return engagements(lens, parents).stream()
				.collect(Collectors.groupingBy((engagement) -> parent(engagement, parents), Collectors.counting()));
		}

		private List<Engagement> engagements(Lens lens, Collection<Parent> parents) {
			// The question of a list at the root names the actors.
			return answer(lens,
					parents.contains(Parent.ROOT) ? this.question
							: new Question(new Selected(Selecting.ACTORS, ids(parents)), this.question.otherSide(),
									this.question.rollUp(), this.question.counterparts(), this.question.meetings()));
		}

		private static List<String> ids(Collection<Parent> parents) {
			return parents.stream().map((parent) -> ((Parent.Owner) parent).id()).toList();
		}

		private static Parent parent(Engagement engagement, Collection<Parent> parents) {
			return parents.contains(Parent.ROOT) ? Parent.ROOT : Parent.of(engagement.actor());
		}

		private static Position position(Engagement engagement, Page page) {
			String id = engagement.actor().id() + " " + engagement.counterpart().id();
			return new Position(switch (page.order()) {
				case "MEETING_COUNT" -> List.of((long) engagement.meetingCount());
				case "FIRST_DATE" -> List.of(ApproximateDate.place(engagement.firstDate(), page.descending()));
				case "LAST_DATE" -> List.of(ApproximateDate.place(engagement.lastDate(), page.descending()));
				default ->
					List.of(SortedText.of(engagement.actor().name()), SortedText.of(engagement.counterpart().name()));
			}, id);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof EngagementListing pages && this.name.equals(pages.name)
					&& this.question.equals(pages.question);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.name, this.question);
		}

	}

}
