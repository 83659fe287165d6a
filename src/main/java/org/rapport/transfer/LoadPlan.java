package org.rapport.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;

/**
 * The order in which a load writes its changes. After each unit the graph keeps all
 * rules:
 * <ul>
 * <li>A unit is never split. A fact and its citations are a unit, and so are elements
 * that refer to each other in a circle.
 * <li>Corrections of recorded elements that a rule can judge together are the first unit,
 * with the new elements that they need: for example two records that swap their slugs, or
 * a document that is hidden and the new sources of its facts.
 * <li>All other elements follow the elements that they refer to. A fact comes directly
 * after the last element that it needs. A participation that represents an actor comes
 * after the participation of that actor.
 * </ul>
 */
final class LoadPlan {

	/** No rule compares these properties with other elements. */
	private static final Set<String> FREE = Set.of("description", "url", "language", "title", "multiplicity",
			"attendanceMode", "capacity", "legalForm", "jurisdiction", "countryCode", "quote", "note", "basis",
			"accessed", "output", "amount", "currency", "unit", "value", "bound", "measure", "adoptedWording",
			"askedWording", "wording", "heading", "summary", "textDigest");

	private final Map<String, Content> wanted = new LinkedHashMap<>();

	/** The elements that are not recorded yet. */
	private final Set<String> added = new HashSet<>();

	private final Set<String> corrections = new LinkedHashSet<>();

	/** The elements outside the corrections, by the id of the group that they are in. */
	private final Map<String, List<Content>> groups = new LinkedHashMap<>();

	private final Map<String, String> groupOf = new HashMap<>();

	/** The groups of the participations of each attendee. */
	private final Map<Attendee, Set<String>> takingPart = new HashMap<>();

	private LoadPlan() {
	}

	/**
	 * Elements that are written together.
	 *
	 * @param contents the elements
	 * @param corrects whether it is the unit of the corrections
	 */
	record Unit(List<Content> contents, boolean corrects) {
	}

	/**
	 * Orders the changes of a file.
	 * @param changes the changes of the whole file
	 * @param losing the elements that lose a citation that their line does not have any
	 * more
	 * @param wanted all elements that the file states
	 * @param needsCitation which kinds are never without a citation
	 */
	static List<Unit> of(Collection<Change> changes, Set<String> losing, Collection<Content> wanted,
			Predicate<Kind> needsCitation) {
		LoadPlan plan = new LoadPlan();
		wanted.forEach((content) -> plan.wanted.put(content.id(), content));
		List<Change> stated = changes.stream().filter((change) -> plan.wanted.containsKey(change.id())).toList();
		plan.corrections.addAll(losing);
		stated.stream().filter((change) -> !isFree(change)).map(Change::id).forEach(plan.corrections::add);
		plan.group(stated, needsCitation);
		plan.moveWhatCorrectionsNeed(stated);
		return plan.units();
	}

	/** Whether no rule compares the change with other recorded elements. */
	private static boolean isFree(Change change) {
		if (change.before() == null) {
			return true;
		}
		Content before = change.before().content();
		if (change.kind() != ChangeKind.CHANGED || change.before().retracted()
				|| !before.bonds().equals(change.after().bonds())) {
			return false;
		}
		Set<String> names = new TreeSet<>(before.properties().keySet());
		names.addAll(change.after().properties().keySet());
		return names.stream()
			.allMatch((name) -> FREE.contains(name)
					|| Objects.equals(before.properties().get(name), change.after().properties().get(name)));
	}

	private void group(List<Change> changes, Predicate<Kind> needsCitation) {
		changes.stream().filter((change) -> change.before() == null).map(Change::id).forEach(this.added::add);
		for (Change change : changes) {
			String id = change.id();
			if (this.corrections.contains(id)) {
				continue;
			}
			String supported = supported(change.after());
			boolean isInFact = supported != null && this.added.contains(id) && this.added.contains(supported)
					&& needsCitation.test(Ids.kindOf(supported));
			String group = isInFact ? Objects.requireNonNull(supported) : id;
			this.groupOf.put(id, group);
			this.groups.computeIfAbsent(group, (none) -> new ArrayList<>())
				.add(Objects.requireNonNull(this.wanted.get(id)));
			Attendee.takingPartBy(change.after())
				.forEach((attendee) -> this.takingPart.computeIfAbsent(attendee, (none) -> new LinkedHashSet<>())
					.add(group));
		}
	}

	private static @Nullable String supported(Content content) {
		if (content.kind() == Kind.CITATION) {
			for (Bond bond : content.bonds()) {
				if (bond.type().equals("SUPPORTS")) {
					return bond.other();
				}
			}
		}
		return null;
	}

	/** The groups that an element must not come before. */
	private Set<String> before(Content content) {
		Set<String> before = new LinkedHashSet<>();
		for (Bond bond : content.bonds()) {
			String group = this.groupOf.get(bond.other());
			if (group != null) {
				before.add(group);
			}
		}
		Attendee.representedBy(content)
			.forEach((attendee) -> before.addAll(this.takingPart.getOrDefault(attendee, Set.of())));
		return before;
	}

	/**
	 * Moves new elements to the corrections: what these refer to, the new citations of
	 * recorded elements, former names of renamed actors, and participations in meetings
	 * with another change.
	 */
	private void moveWhatCorrectionsNeed(List<Change> changes) {
		if (this.corrections.isEmpty()) {
			return;
		}
		Set<String> meetings = new HashSet<>();
		Set<String> renamed = new HashSet<>();
		for (Change change : changes) {
			if (change.before() != null && this.corrections.contains(change.id())) {
				Attendee.takingPartBy(change.after()).forEach((attendee) -> meetings.add(attendee.meeting()));
				Attendee.takingPartBy(change.before().content())
					.forEach((attendee) -> meetings.add(attendee.meeting()));
				if (change.newName() != null) {
					renamed.add(change.id());
				}
			}
		}
		Deque<String> open = new ArrayDeque<>();
		this.corrections.forEach((id) -> open.addAll(before(Objects.requireNonNull(this.wanted.get(id)))));
		this.groups.forEach((group, contents) -> {
			Content first = contents.get(0);
			String supported = supported(first);
			boolean needed = (supported != null && !this.added.contains(supported))
					|| (first.kind() == Kind.NAME && first.needed().stream().anyMatch(renamed::contains))
					|| Attendee.takingPartBy(first)
						.stream()
						.anyMatch((attendee) -> meetings.contains(attendee.meeting()));
			if (needed) {
				open.add(group);
			}
		});
		while (!open.isEmpty()) {
			List<Content> moved = this.groups.remove(open.remove());
			if (moved != null) {
				moved.forEach((content) -> {
					this.corrections.add(content.id());
					open.addAll(before(content));
				});
			}
		}
	}

	private List<Unit> units() {
		List<Unit> units = new ArrayList<>();
		if (!this.corrections.isEmpty()) {
			units.add(new Unit(
					this.corrections.stream().map((id) -> Objects.requireNonNull(this.wanted.get(id))).toList(), true));
		}
		List<List<Content>> groups = List.copyOf(this.groups.values());
		Map<String, Integer> places = new HashMap<>();
		this.groups.keySet().forEach((group) -> places.put(group, places.size()));
		int[][] before = new int[groups.size()][];
		for (int i = 0; i < before.length; i++) {
			int self = i;
			before[i] = groups.get(i)
				.stream()
				.flatMap((content) -> before(content).stream())
				.filter(places::containsKey)
				.mapToInt(places::get)
				.filter((place) -> place != self)
				.distinct()
				.toArray();
		}
		for (List<Integer> together : new Order(before).of((place) -> groups.get(place).get(0).kind().isRecord())) {
			units.add(new Unit(together.stream().flatMap((place) -> groups.get(place).stream()).toList(), false));
		}
		return units;
	}

	/** Orders numbered nodes of a graph. Nodes in a circle stay together. */
	private static final class Order {

		private final int[][] before;

		/** The circle that each node is in, which is a node by itself for most. */
		private final int[] circle;

		private final List<List<Integer>> circles = new ArrayList<>();

		/**
		 * Finds the circles.
		 * @param before for each node, the nodes that it must not come before
		 */
		Order(int[][] before) {
			this.before = before;
			this.circle = new int[before.length];
			findCircles();
		}

		/**
		 * Finds the strongly connected components with Tarjan's algorithm, without
		 * recursion: a chain of a hundred thousand meetings must not exhaust the stack.
		 */
		private void findCircles() {
			int[] number = new int[this.before.length];
			int[] low = new int[this.before.length];
			int[] next = new int[this.before.length];
			boolean[] isOpen = new boolean[this.before.length];
			Deque<Integer> open = new ArrayDeque<>();
			Deque<Integer> path = new ArrayDeque<>();
			int count = 0;
			for (int root = 0; root < this.before.length; root++) {
				if (number[root] != 0) {
					continue;
				}
				path.push(root);
				while (!path.isEmpty()) {
					int node = path.element();
					if (number[node] == 0) {
						number[node] = ++count;
						low[node] = count;
						open.push(node);
						isOpen[node] = true;
					}
					if (next[node] < this.before[node].length) {
						int other = this.before[node][next[node]++];
						if (number[other] == 0) {
							path.push(other);
						}
						else if (isOpen[other]) {
							low[node] = Math.min(low[node], number[other]);
						}
						continue;
					}
					path.pop();
					if (!path.isEmpty()) {
						low[path.element()] = Math.min(low[path.element()], low[node]);
					}
					if (low[node] == number[node]) {
						close(node, open, isOpen);
					}
				}
			}
		}

		private void close(int node, Deque<Integer> open, boolean[] isOpen) {
			List<Integer> members = new ArrayList<>();
			int member;
			do {
				member = open.pop();
				isOpen[member] = false;
				this.circle[member] = this.circles.size();
				members.add(member);
			}
			while (member != node);
			members.sort(null);
			this.circles.add(members);
		}

		/**
		 * The circles in order. Of those that can come next, facts come first, so that
		 * each fact follows the last element that it needs. Otherwise, the order is that
		 * of the numbers.
		 */
		List<List<Integer>> of(Predicate<Integer> isRecord) {
			List<List<Integer>> after = new ArrayList<>();
			int[] waiting = new int[this.circles.size()];
			int[] rank = new int[this.circles.size()];
			for (int i = 0; i < this.circles.size(); i++) {
				after.add(new ArrayList<>());
				boolean record = this.circles.get(i).stream().anyMatch(isRecord);
				rank[i] = this.circles.get(i).get(0) + (record ? this.before.length : 0);
			}
			for (int node = 0; node < this.before.length; node++) {
				for (int other : this.before[node]) {
					if (this.circle[other] != this.circle[node]) {
						after.get(this.circle[other]).add(this.circle[node]);
						waiting[this.circle[node]]++;
					}
				}
			}
			PriorityQueue<Integer> ready = new PriorityQueue<>((one, other) -> Integer.compare(rank[one], rank[other]));
			for (int i = 0; i < waiting.length; i++) {
				if (waiting[i] == 0) {
					ready.add(i);
				}
			}
			List<List<Integer>> order = new ArrayList<>();
			while (!ready.isEmpty()) {
				int circle = ready.remove();
				order.add(this.circles.get(circle));
				for (int follower : after.get(circle)) {
					if (--waiting[follower] == 0) {
						ready.add(follower);
					}
				}
			}
			return order;
		}

	}

}
