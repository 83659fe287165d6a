package org.rapport.engagement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.ActingGraph.Acting;
import org.rapport.directory.ActingGraph.ActorPart;
import org.rapport.directory.ActingGraph;
import org.rapport.directory.Actor;
import org.rapport.directory.Organisation;
import org.rapport.directory.RollUp;
import org.rapport.directory.Selecting;
import org.rapport.directory.Selections.Selected;
import org.rapport.directory.Wholes;
import org.rapport.engagement.Encounter.Attendees;
import org.rapport.engagement.Encounter.Presence;
import org.rapport.engagement.EngagementGraph.Found;
import org.rapport.engagement.EngagementGraph.Holder;
import org.rapport.engagement.EngagementGraph.Office;
import org.rapport.engagement.EngagementGraph.PresentActor;
import org.rapport.engagement.EngagementGraph.Sides;
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
 * another meeting that the lens shows. An actor is in the encounter if it or one of its
 * parts took part or was represented in one of the meetings. {@link Encounter} says who
 * stood on one side. Members of the same side are not counterparts.
 */
@Component
class Engagements {

	/** How counterparts are listed. */
	enum Counterparts {

		/** The actor that took part. */
		AS_RECORDED,
		/**
		 * The topmost actor that the participant acts for on the day of the meeting; the
		 * participant itself if there is none on the other side.
		 */
		TOP

	}

	/**
	 * A question about engagements.
	 *
	 * @param side the asking side
	 * @param otherSide the other side, or null for any actor. If both sides name actors,
	 * their ids may be former ones
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
		Selected other = question.otherSide();
		if (other != null && other.selecting() == Selecting.ACTORS && question.side().selecting() == Selecting.ACTORS) {
			return betweenActors(lens, question, question.side().ids(), other.ids());
		}
		return engagements(question, encounters(lens, question));
	}

	/**
	 * The engagements of some actors with others. Only what decides about these is read:
	 * who was there for one of them, and through which parts.
	 */
	private List<Engagement> betweenActors(Lens lens, Question question, List<String> ids, List<String> others) {
		Sides sides = this.graph.sides(lens, ids, others, question.meetings());
		List<ActorPart> parts = sides.actors().stream().flatMap((each) -> each.parts().stream()).toList();
		Map<String, List<Office>> offices = new HashMap<>();
		sides.actors().forEach((each) -> offices.put(each.actor().id(), each.offices()));
		Attendees attendees = new Attendees(Map.of(), offices, sides.holders(), Wholes.through(parts));
		return engagements(
				new Question(named(sides, ids), named(sides, others), question.rollUp(), question.counterparts(),
						question.meetings()),
				sides.found().stream().map((each) -> new Encounter(each, attendees)).toList());
	}

	/** The actors that were asked for by ids, which may be former ones. */
	private static Selected named(Sides sides, List<String> ids) {
		return new Selected(Selecting.ACTORS,
				sides.actors()
					.stream()
					.filter((each) -> ids.contains(each.askedId()))
					.map((each) -> each.actor().id())
					.distinct()
					.toList());
	}

	private static List<Engagement> engagements(Question question, List<Encounter> encounters) {
		Map<Pair.Key, Pair> pairs = new LinkedHashMap<>();
		for (Encounter encounter : encounters) {
			Map<String, Presence> presences = encounter.presences(question.rollUp());
			presences.forEach((actor, here) -> {
				if (encounter.selects(question.side(), actor, here)) {
					counterparts(question, encounter, actor, here).forEach((counterpart) -> pairs
						.computeIfAbsent(new Pair.Key(actor, counterpart),
								(key) -> new Pair(encounter.actor(actor), encounter.actor(counterpart)))
						.shared()
						.put(encounter.meetingId(), Optional.ofNullable(encounter.date())));
				}
			});
		}
		return pairs.values().stream().map(Pair::engagement).toList();
	}

	private List<Encounter> encounters(Lens lens, Question question) {
		Selected other = question.otherSide();
		Set<String> parts = parts(this.acting.acting(lens, question.side()));
		Set<String> others = (other != null) ? parts(this.acting.acting(lens, other)) : null;
		if (parts.isEmpty() || (others != null && others.isEmpty())) {
			return List.of();
		}
		List<Found> found = this.graph.encounters(lens, parts, others, question.meetings());
		Set<String> there = new LinkedHashSet<>();
		found.forEach((encounter) -> encounter.attendances().forEach((attendance) -> {
			there.add(attendance.actorId());
			there.addAll(attendance.representing());
		}));
		Map<String, PresentActor> known = there.isEmpty() ? Map.of() : this.graph.actors(lens, there);
		Attendees attendees = attendees(lens, question, known.values());
		return found.stream().map((each) -> new Encounter(each.of(known.keySet()), attendees)).toList();
	}

	private Attendees attendees(Lens lens, Question question, Collection<PresentActor> present) {
		Map<String, Actor> actors = new LinkedHashMap<>();
		Map<String, List<Office>> offices = new HashMap<>();
		Map<String, List<Holder>> holders = new HashMap<>();
		for (PresentActor each : present) {
			actors.put(each.actor().id(), each.actor());
			offices.put(each.actor().id(), each.offices());
			each.holders().forEach((held) -> {
				holders.computeIfAbsent(each.actor().id(), (post) -> new ArrayList<>()).add(held.holder());
				actors.put(held.person().id(), held.person());
				offices.put(held.person().id(), held.offices());
			});
		}
		// Everybody for whom an actor may count.
		Set<String> acting = new LinkedHashSet<>(actors.keySet());
		offices.values().forEach((held) -> held.forEach((office) -> acting.add(office.id())));
		return new Attendees(actors, offices, holders,
				new Wholes(acting.isEmpty() ? List.of() : this.acting.belonging(lens, acting, networks(question))));
	}

	/**
	 * Who brings a side into an encounter: its parts, and the posts that it held.
	 */
	private static Set<String> parts(Acting acting) {
		Set<String> parts = new LinkedHashSet<>();
		acting.parts().forEach((part) -> parts.add(part.partId()));
		acting.held().forEach((held) -> parts.add(held.postId()));
		return parts;
	}

	private static List<String> networks(Question question) {
		return Stream.of(question.side(), question.otherSide())
			.filter((selected) -> selected != null && selected.selecting() == Selecting.MEMBERS)
			.flatMap((selected) -> selected.ids().stream())
			.distinct()
			.toList();
	}

	/** The ids of those with whom an actor engaged in an encounter. */
	private static Stream<String> counterparts(Question question, Encounter encounter, String actor, Presence here) {
		Selected others = question.otherSide();
		if (others != null) {
			RollUp rollUp = question.rollUp();
			return encounter.presences(rollUp)
				.entrySet()
				.stream()
				.filter((other) -> encounter.selects(others, other.getKey(), other.getValue()))
				.map(Map.Entry::getKey)
				.filter((other) -> encounter.engaged(actor, here, other, rollUp));
		}
		Stream<String> recorded = encounter.recorded()
			.stream()
			.filter((other) -> encounter.engaged(actor, here, other, RollUp.FULL));
		return (question.counterparts() == Counterparts.AS_RECORDED) ? recorded
				: recorded.flatMap((other) -> topmost(encounter, actor, here, other)).distinct();
	}

	/**
	 * The topmost actors that a counterpart acted for, if they are counterparts too;
	 * otherwise the counterpart itself. Memberships in a circle have no topmost actor,
	 * and the topmost one may be on the asking side.
	 */
	private static Stream<String> topmost(Encounter encounter, String actor, Presence here, String counterpart) {
		List<String> topmost = encounter.topmost(counterpart)
			.filter((top) -> encounter.engaged(actor, here, top, RollUp.FULL))
			.toList();
		return topmost.isEmpty() ? Stream.of(counterpart) : topmost.stream();
	}

	/**
	 * Two actors that have engaged.
	 *
	 * @param shared the dates of their encounters, by the id of the meeting
	 */
	private record Pair(Actor actor, Actor counterpart, Map<String, Optional<ApproximateDate>> shared) {

		/**
		 * Two actors.
		 *
		 * @param actor the id of the asking one
		 * @param counterpart the id of the other
		 */
		private record Key(String actor, String counterpart) {
		}

		private Pair(Actor actor, Actor counterpart) {
			this(actor, counterpart, new HashMap<>());
		}

		private Engagement engagement() {
			List<ApproximateDate> dates = this.shared.values()
				.stream()
				.flatMap(Optional::stream)
				.filter(ApproximateDate::isKnown)
				.toList();
			return new Engagement(this.actor, this.counterpart, isUnnamed(this.actor) || isUnnamed(this.counterpart),
					this.shared.size(), dates.stream().min(ApproximateDate.BY_DAY).orElse(null),
					dates.stream().max(ApproximateDate.BY_DAY).orElse(null),
					this.shared.keySet().stream().sorted().toList());
		}

		private static boolean isUnnamed(Actor actor) {
			return actor instanceof Organisation organisation && organisation.isUnnamedGroup();
		}

	}

	/**
	 * Engagements as a list with pages, either for one question or for each of many
	 * actors.
	 */
	Listing<Engagement> listing(String name, Question question) {
		return new EngagementListing(name, question, null);
	}

	/**
	 * Two instances with the same question are equal, so that one query answers for all
	 * actors of a level.
	 */
	private final class EngagementListing implements Listing<Engagement> {

		private static final List<String> ORDERS = List.of("NAME", "MEETING_COUNT", "FIRST_DATE", "LAST_DATE");

		private final String name;

		private final Question question;

		/** The answer for some parents; null until it is computed. */
		private final @Nullable List<Engagement> answer;

		private EngagementListing(String name, Question question, @Nullable List<Engagement> answer) {
			this.name = name;
			this.question = question;
			this.answer = answer;
		}

		@Override
		public Listing<Engagement> prepared(Lens lens, Collection<Parent> parents) {
			return new EngagementListing(this.name, this.question, engagements(lens, parents));
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
			if (this.answer != null) {
				return this.answer;
			}
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
