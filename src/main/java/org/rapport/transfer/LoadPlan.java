package org.rapport.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.kernel.Content.Bond;
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

	private final StatedElements wanted;

	/** The elements that are not recorded yet. */
	private final BitSet added = new BitSet();

	/** The elements of the unit of the corrections, in order. */
	private final Set<Integer> corrections = new LinkedHashSet<>();

	/** The elements that change and that an element refers to. */
	private final Groups ends = new Groups();

	/** The element that a citation supports; -1 if there is none. */
	private final int[] supported;

	/** The number of the group that an element outside the corrections is in, or -1. */
	private final int[] groupOf;

	/** The elements of each group. */
	private Groups groups = new Groups();

	/** The attendees that an element says are represented, by its place. */
	private final Map<Integer, List<Attendee>> represented = new HashMap<>();

	/** The participations of each attendee that is represented. */
	private final Map<Attendee, List<Integer>> takingPart = new HashMap<>();

	private int[] order = new int[0];

	private int[] starts = new int[0];

	private LoadPlan(StatedElements wanted) {
		this.wanted = wanted;
		this.supported = new int[wanted.size()];
		this.groupOf = new int[wanted.size()];
		Arrays.fill(this.supported, -1);
		Arrays.fill(this.groupOf, -1);
	}

	/**
	 * Orders the changes of a file.
	 * @param changes the changes of the whole file
	 * @param losing the elements that lose a citation that their line does not have any
	 * more
	 * @param wanted all elements that the file states
	 * @param needsCitation which kinds are never without a citation
	 */
	static LoadPlan of(List<Change> changes, Set<String> losing, StatedElements wanted, Predicate<Kind> needsCitation) {
		LoadPlan plan = new LoadPlan(wanted);
		losing.forEach((id) -> plan.corrections.add(wanted.place(id)));
		plan.corrections.forEach((place) -> plan.read(place, wanted.get(place)));
		int[] stated = plan.read(changes);
		plan.group(stated, needsCitation);
		plan.moveWhatCorrectionsNeed(changes);
		plan.sort();
		return plan;
	}

	/** The number of units. */
	int units() {
		return this.starts.length;
	}

	/** The places of the elements of a unit. */
	int[] places(int unit) {
		int end = (unit + 1 < this.starts.length) ? this.starts[unit + 1] : this.order.length;
		return Arrays.copyOfRange(this.order, this.starts[unit], end);
	}

	/** Whether a unit is that of the corrections. */
	boolean corrects(int unit) {
		return unit == 0 && !this.corrections.isEmpty();
	}

	/** The places of the elements that are in a unit. */
	BitSet planned() {
		BitSet places = new BitSet();
		Arrays.stream(this.order).forEach(places::set);
		return places;
	}

	/** Reads each change once, and keeps only numbers of it. */
	private int[] read(List<Change> changes) {
		int[] stated = new int[changes.size()];
		int count = 0;
		for (Change change : changes) {
			int place = this.wanted.place(change.id());
			if (place < 0) {
				continue;
			}
			stated[count++] = place;
			if (change.before() == null) {
				this.added.set(place);
			}
			if (!isFree(change)) {
				this.corrections.add(place);
			}
			read(place, change.after());
		}
		Set<Attendee> attendees = new HashSet<>();
		this.represented.values().forEach(attendees::addAll);
		for (int i = 0; i < count && !attendees.isEmpty(); i++) {
			if (this.wanted.kind(stated[i]) == Kind.PARTICIPATION) {
				int place = stated[i];
				Attendee.takingPartBy(this.wanted.get(place))
					.stream()
					.filter(attendees::contains)
					.forEach((attendee) -> this.takingPart.computeIfAbsent(attendee, (none) -> new ArrayList<>())
						.add(place));
			}
		}
		return Arrays.copyOf(stated, count);
	}

	private void read(int place, Content content) {
		this.ends.begin(place);
		for (Bond bond : content.bonds()) {
			int end = this.wanted.place(bond.other());
			if (end >= 0) {
				this.ends.add(end);
			}
		}
		String fact = supported(content);
		this.supported[place] = (fact != null) ? this.wanted.place(fact) : -1;
		List<Attendee> attendees = Attendee.representedBy(content);
		if (!attendees.isEmpty()) {
			this.represented.put(place, attendees);
		}
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

	private void group(int[] stated, Predicate<Kind> needsCitation) {
		// The number of the group that begins with the element or is that of the fact.
		int[] numbers = new int[this.wanted.size()];
		Arrays.fill(numbers, -1);
		int[] sizes = new int[stated.length];
		int count = 0;
		for (int place : stated) {
			if (this.corrections.contains(place)) {
				continue;
			}
			int fact = this.supported[place];
			boolean isInFact = fact >= 0 && this.added.get(place) && this.added.get(fact)
					&& needsCitation.test(this.wanted.kind(fact));
			int leader = isInFact ? fact : place;
			if (numbers[leader] < 0) {
				numbers[leader] = count++;
			}
			this.groupOf[place] = numbers[leader];
			sizes[numbers[leader]]++;
		}
		this.groups = Groups.of(Arrays.copyOf(sizes, count), stated, this.groupOf);
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
	private int[] before(int place) {
		IntStream.Builder before = IntStream.builder();
		this.ends.forEach(place, (end) -> before.add(this.groupOf[end]));
		for (Attendee attendee : this.represented.getOrDefault(place, List.of())) {
			this.takingPart.getOrDefault(attendee, List.of()).forEach((other) -> before.add(this.groupOf[other]));
		}
		return before.build().filter((group) -> group >= 0).distinct().toArray();
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
			if (change.before() != null && this.corrections.contains(this.wanted.place(change.id()))) {
				Attendee.takingPartBy(change.after()).forEach((attendee) -> meetings.add(attendee.meeting()));
				Attendee.takingPartBy(change.before().content())
					.forEach((attendee) -> meetings.add(attendee.meeting()));
				if (change.newName() != null) {
					renamed.add(change.id());
				}
			}
		}
		Deque<Integer> open = new ArrayDeque<>();
		this.corrections.forEach((place) -> Arrays.stream(before(place)).forEach(open::add));
		for (int group = 0; group < this.groups.count(); group++) {
			int first = this.groups.first(group);
			int fact = this.supported[first];
			boolean cites = this.wanted.kind(first) == Kind.CITATION && (fact < 0 || !this.added.get(fact));
			if (cites || isNeeded(first, meetings, renamed)) {
				open.add(group);
			}
		}
		BitSet moved = new BitSet();
		while (!open.isEmpty()) {
			int group = open.remove();
			if (!moved.get(group)) {
				moved.set(group);
				this.groups.forEach(group, (place) -> {
					this.corrections.add(place);
					Arrays.stream(before(place)).forEach(open::add);
				});
			}
		}
		this.corrections.forEach((place) -> this.groupOf[place] = -1);
	}

	private boolean isNeeded(int place, Set<String> meetings, Set<String> renamed) {
		return switch (this.wanted.kind(place)) {
			case NAME -> !renamed.isEmpty() && this.wanted.get(place).needed().stream().anyMatch(renamed::contains);
			case PARTICIPATION -> !meetings.isEmpty() && Attendee.takingPartBy(this.wanted.get(place))
				.stream()
				.anyMatch((attendee) -> meetings.contains(attendee.meeting()));
			default -> false;
		};
	}

	private void sort() {
		BitSet left = new BitSet();
		Groups before = new Groups();
		for (int group = 0; group < this.groups.count(); group++) {
			before.begin(group);
			if (this.groupOf[this.groups.first(group)] < 0) {
				continue;
			}
			left.set(group);
			int self = group;
			IntStream.Builder others = IntStream.builder();
			this.groups.forEach(group, (place) -> Arrays.stream(before(place)).forEach(others::add));
			others.build().filter((other) -> other != self).distinct().forEach(before::add);
		}
		Numbers order = new Numbers();
		Numbers starts = new Numbers();
		if (!this.corrections.isEmpty()) {
			starts.add(0);
			this.corrections.forEach(order::add);
		}
		new Order(before, this.groups.count()).of((group) -> this.wanted.kind(this.groups.first(group)).isRecord(),
				(groups) -> {
					if (left.get(groups[0])) {
						starts.add(order.size());
						for (int group : groups) {
							this.groups.forEach(group, order::add);
						}
					}
				});
		this.order = order.toArray();
		this.starts = starts.toArray();
	}

	/** A list of numbers. */
	private static final class Numbers {

		private int[] numbers = new int[16];

		private int size;

		void add(int number) {
			if (this.size == this.numbers.length) {
				this.numbers = Arrays.copyOf(this.numbers, this.size + this.size / 2);
			}
			this.numbers[this.size++] = number;
		}

		int size() {
			return this.size;
		}

		int get(int index) {
			return this.numbers[index];
		}

		int[] toArray() {
			return Arrays.copyOf(this.numbers, this.size);
		}

	}

	/** Groups of numbers, each with a number of its own. */
	private static final class Groups {

		private final Numbers members = new Numbers();

		private int[] starts = new int[16];

		private int[] ends = new int[16];

		private int count;

		private int open;

		/** The groups of these sizes, with the members of each in their order. */
		static Groups of(int[] sizes, int[] members, int[] groupOf) {
			Groups groups = empty(sizes);
			for (int member : members) {
				if (groupOf[member] >= 0) {
					groups.addTo(groupOf[member], member);
				}
			}
			return groups;
		}

		/** Empty groups with room for so many members. */
		static Groups empty(int[] sizes) {
			Groups groups = new Groups();
			groups.starts = new int[sizes.length];
			groups.ends = new int[sizes.length];
			groups.count = sizes.length;
			int start = 0;
			for (int i = 0; i < sizes.length; i++) {
				groups.starts[i] = start;
				groups.ends[i] = start;
				start += sizes[i];
			}
			groups.members.numbers = new int[start];
			groups.members.size = start;
			return groups;
		}

		/** Adds a member to a group that has room for it. */
		void addTo(int group, int member) {
			this.members.numbers[this.ends[group]++] = member;
		}

		/** Begins an empty group; the members that are added next are in it. */
		void begin(int group) {
			if (group >= this.starts.length) {
				int length = Math.max(group + 1, this.starts.length + this.starts.length / 2);
				this.starts = Arrays.copyOf(this.starts, length);
				this.ends = Arrays.copyOf(this.ends, length);
			}
			this.starts[group] = this.members.size();
			this.ends[group] = this.members.size();
			this.count = Math.max(this.count, group + 1);
			this.open = group;
		}

		void add(int member) {
			this.members.add(member);
			this.ends[this.open]++;
		}

		int count() {
			return this.count;
		}

		int size(int group) {
			return (group < this.count) ? this.ends[group] - this.starts[group] : 0;
		}

		int get(int group, int index) {
			return this.members.get(this.starts[group] + index);
		}

		int first(int group) {
			return get(group, 0);
		}

		void forEach(int group, IntConsumer each) {
			for (int i = 0; i < size(group); i++) {
				each.accept(get(group, i));
			}
		}

	}

	/** Orders numbered nodes of a graph. Nodes in a circle stay together. */
	private static final class Order {

		private final Groups before;

		private final int nodes;

		/** The circle that each node is in, which is a node by itself for most. */
		private final int[] circle;

		private int circles;

		/**
		 * Finds the circles.
		 * @param before for each node, the nodes that it must not come before
		 */
		Order(Groups before, int nodes) {
			this.before = before;
			this.nodes = nodes;
			this.circle = new int[nodes];
			findCircles();
		}

		/**
		 * Finds the strongly connected components with Tarjan's algorithm, without
		 * recursion: a chain of a hundred thousand meetings must not exhaust the stack.
		 */
		private void findCircles() {
			int[] number = new int[this.nodes];
			int[] low = new int[this.nodes];
			int[] next = new int[this.nodes];
			boolean[] isOpen = new boolean[this.nodes];
			int[] open = new int[this.nodes];
			int openSize = 0;
			int[] path = new int[this.nodes];
			int pathSize = 0;
			int count = 0;
			for (int root = 0; root < this.nodes; root++) {
				if (number[root] != 0) {
					continue;
				}
				path[pathSize++] = root;
				while (pathSize > 0) {
					int node = path[pathSize - 1];
					if (number[node] == 0) {
						number[node] = ++count;
						low[node] = count;
						open[openSize++] = node;
						isOpen[node] = true;
					}
					if (next[node] < this.before.size(node)) {
						int other = this.before.get(node, next[node]++);
						if (number[other] == 0) {
							path[pathSize++] = other;
						}
						else if (isOpen[other]) {
							low[node] = Math.min(low[node], number[other]);
						}
						continue;
					}
					pathSize--;
					if (pathSize > 0) {
						low[path[pathSize - 1]] = Math.min(low[path[pathSize - 1]], low[node]);
					}
					if (low[node] == number[node]) {
						int member;
						do {
							member = open[--openSize];
							isOpen[member] = false;
							this.circle[member] = this.circles;
						}
						while (member != node);
						this.circles++;
					}
				}
			}
		}

		/**
		 * Tells the circles in order. Of those that can come next, facts come first, so
		 * that each fact follows the last element that it needs. Otherwise, the order is
		 * that of the numbers.
		 */
		void of(IntPredicate isRecord, Consumer<int[]> each) {
			int[] all = IntStream.range(0, this.nodes).toArray();
			int[] sizes = new int[this.circles];
			for (int node : all) {
				sizes[this.circle[node]]++;
			}
			Groups members = Groups.of(sizes, all, this.circle);
			int[] waiting = new int[this.circles];
			int[] following = new int[this.circles];
			forEachStep((first, second) -> {
				following[first]++;
				waiting[second]++;
			});
			Groups after = Groups.empty(following);
			forEachStep(after::addTo);
			long[] rank = new long[this.circles];
			for (int i = 0; i < this.circles; i++) {
				boolean record = false;
				for (int j = 0; j < members.size(i); j++) {
					record |= isRecord.test(members.get(i, j));
				}
				rank[i] = members.first(i) + (record ? (long) this.nodes : 0);
			}
			PriorityQueue<Integer> ready = new PriorityQueue<>((one, other) -> Long.compare(rank[one], rank[other]));
			for (int i = 0; i < this.circles; i++) {
				if (waiting[i] == 0) {
					ready.add(i);
				}
			}
			while (!ready.isEmpty()) {
				int next = ready.remove();
				int[] nodes = new int[members.size(next)];
				for (int i = 0; i < nodes.length; i++) {
					nodes[i] = members.get(next, i);
				}
				each.accept(nodes);
				after.forEach(next, (follower) -> {
					if (--waiting[follower] == 0) {
						ready.add(follower);
					}
				});
			}
		}

		private interface Step {

			void take(int first, int second);

		}

		/** Each step from a circle to one that must not come before it. */
		private void forEachStep(Step step) {
			for (int node = 0; node < this.nodes; node++) {
				int second = this.circle[node];
				this.before.forEach(node, (other) -> {
					if (this.circle[other] != second) {
						step.take(this.circle[other], second);
					}
				});
			}
		}

	}

}
