package org.rapport.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.rapport.directory.ActingGraph.ActorPart;
import org.rapport.directory.ActingGraph.Belonging;
import org.rapport.directory.Selections.Selected;
import org.rapport.kernel.Days;

/**
 * For whom actors act, and which networks they are members of. An actor acts for itself
 * and for the wholes that it is a body or chapter of, at most eight memberships away. All
 * these memberships must be able to be in force on one day.
 */
public final class Wholes {

	private static final int MOST_STEPS = 8;

	private final Map<String, List<Belonging>> upwards = new HashMap<>();

	private final Map<String, List<Belonging>> memberships = new HashMap<>();

	private final Map<String, Actor> actors = new HashMap<>();

	private final Map<String, Map<String, List<Days>>> known = new HashMap<>();

	/** Reads the memberships into maps. */
	public Wholes(Collection<Belonging> belonging) {
		for (Belonging each : belonging) {
			(each.member() ? this.memberships : this.upwards).computeIfAbsent(each.partId(), (id) -> new ArrayList<>())
				.add(each);
			this.actors.put(each.whole().id(), each.whole());
		}
	}

	/**
	 * For which of some actors their parts act, and nobody else.
	 * @param parts the actors with all their parts
	 */
	public static Wholes through(Collection<ActorPart> parts) {
		Wholes wholes = new Wholes(List.of());
		for (ActorPart each : parts) {
			wholes.actors.put(each.actor().id(), each.actor());
			List<Days> days = wholes.of(each.partId()).computeIfAbsent(each.actor().id(), (id) -> new ArrayList<>());
			if (!days.contains(each.days())) {
				days.add(each.days());
			}
		}
		return wholes;
	}

	/** The wholes and networks, by id. */
	public Map<String, Actor> actors() {
		return this.actors;
	}

	/**
	 * The ids of the actors that an actor acts for, itself among them, each with the days
	 * on which it can have done so.
	 */
	public Map<String, List<Days>> of(String id) {
		return this.known.computeIfAbsent(id, this::climb);
	}

	/** Goes up in steps, so that a whole is first found by the fewest memberships. */
	private Map<String, List<Days>> climb(String id) {
		Map<String, List<Days>> found = new LinkedHashMap<>();
		Deque<Step> steps = new ArrayDeque<>(List.of(new Step(id, Days.ALL, 0)));
		while (!steps.isEmpty()) {
			Step step = steps.remove();
			List<Days> before = found.computeIfAbsent(step.id(), (whole) -> new ArrayList<>());
			if (before.stream().noneMatch((days) -> step.days().within(days))) {
				before.add(step.days());
				if (step.count() < MOST_STEPS) {
					for (Belonging up : this.upwards.getOrDefault(step.id(), List.of())) {
						Days common = step.days().and(up.days());
						if (!common.isEmpty()) {
							steps.add(new Step(up.whole().id(), common, step.count() + 1));
						}
					}
				}
			}
		}
		return found;
	}

	/** Whether an actor can have acted for another on one of these days. */
	public boolean actsFor(String id, String whole, Days days) {
		return of(id).getOrDefault(whole, List.of()).stream().anyMatch(days::meet);
	}

	/** Whether an actor can have been a part of nothing larger on one of these days. */
	public boolean isTopmost(String id, Days days) {
		return this.upwards.getOrDefault(id, List.of()).stream().noneMatch((up) -> up.days().meet(days));
	}

	/** Whether an actor can have been a member of the network on one of these days. */
	public boolean isMember(String id, String network, Collection<Days> days) {
		return this.memberships.getOrDefault(id, List.of())
			.stream()
			.filter((membership) -> membership.whole().id().equals(network))
			.anyMatch((membership) -> days.stream().anyMatch(membership.days()::meet));
	}

	/** Whether an actor can have been a body of the whole on one of these days. */
	public boolean isBody(String id, String whole, Collection<Days> days) {
		return !id.equals(whole) && days.stream().anyMatch((day) -> actsFor(id, whole, day));
	}

	/** Whether a selection includes an actor on one of these days. */
	public boolean selects(Selected selected, String id, Collection<Days> days) {
		return switch (selected.selecting()) {
			case ACTORS -> selected.ids().contains(id);
			case MEMBERS -> selected.ids().stream().anyMatch((network) -> isMember(id, network, days));
			case BODIES -> selected.ids().stream().anyMatch((whole) -> isBody(id, whole, days));
		};
	}

	private record Step(String id, Days days, int count) {
	}

}
