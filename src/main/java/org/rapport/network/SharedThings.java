package org.rapport.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Deadline;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.SortedText;
import org.rapport.network.MemberLink.Shared;
import org.rapport.network.MemberTies.Thing;
import org.rapport.network.MemberTies.MemberTie;

/**
 * What the members of a network share, and so who of them are linked. Two members share a
 * thing if both are tied to it. A person or a group links them only if there is a day on
 * which both ties can have been.
 * <p>
 * Pairs are first only counted. What exactly links two members is put together for the
 * pairs of a page.
 */
final class SharedThings {

	/** The most pairs of linked members that an answer may compare. */
	static final int MOST_PAIRS = 250_000;

	/** The members by name, and by id if names are equal. */
	private final List<Member> members;

	/** The ties of each thing that several members share, by the place of the member. */
	private final Map<Thing, SortedMap<Integer, List<MemberTie>>> shared = new LinkedHashMap<>();

	/** The number of members that share a thing, if it is too large to link them. */
	private final Map<Thing, Set<Integer>> leftOut = new HashMap<>();

	private final int minimumStrength;

	/**
	 * Sorts out what is shared.
	 * @param maxSharedSize the most members that may share a thing that links them
	 */
	SharedThings(Collection<MemberTies> all, int minimumStrength, int maxSharedSize) {
		this.minimumStrength = minimumStrength;
		this.members = all.stream()
			.map(Member::new)
			.sorted(Comparator.comparing(Member::name).thenComparing((member) -> member.actor().id()))
			.toList();
		Map<String, Integer> places = new HashMap<>();
		for (int place = 0; place < this.members.size(); place++) {
			places.put(this.members.get(place).actor().id(), place);
		}
		Map<Thing, SortedMap<Integer, List<MemberTie>>> things = new LinkedHashMap<>();
		for (MemberTies each : all) {
			Integer place = Objects.requireNonNull(places.get(each.member().id()));
			for (MemberTie tie : each.ties()) {
				things.computeIfAbsent(tie.thing(), (thing) -> new TreeMap<>())
					.computeIfAbsent(place, (member) -> new ArrayList<>())
					.add(tie);
			}
		}
		things.forEach((thing, ties) -> {
			if (ties.size() > maxSharedSize) {
				this.leftOut.put(thing, Set.copyOf(ties.keySet()));
			}
			else if (ties.size() > 1) {
				this.shared.put(thing, ties);
			}
		});
	}

	private record Member(Actor actor, SortedText name) {

		private Member(MemberTies ties) {
			this(ties.member(), SortedText.of(ties.member().name()));
		}

	}

	/** Two linked members, and how strongly they are linked. */
	final class LinkedPair {

		private final int one;

		private final int other;

		private int strength;

		private @Nullable ApproximateDate first;

		private @Nullable ApproximateDate last;

		private LinkedPair(int one, int other) {
			this.one = one;
			this.other = other;
		}

		private void add(@Nullable ApproximateDate date) {
			this.strength++;
			if (date != null) {
				this.first = (this.first == null || ApproximateDate.BY_DAY.compare(date, this.first) < 0) ? date
						: this.first;
				this.last = (this.last == null || ApproximateDate.BY_DAY.compare(date, this.last) > 0) ? date
						: this.last;
			}
		}

		SortedText name() {
			return SharedThings.this.members.get(this.one).name();
		}

		SortedText otherName() {
			return SharedThings.this.members.get(this.other).name();
		}

		/** The ids of both. */
		String id() {
			return member(this.one).id() + " " + member(this.other).id();
		}

		int strength() {
			return this.strength;
		}

		@Nullable ApproximateDate first() {
			return this.first;
		}

		@Nullable ApproximateDate last() {
			return this.last;
		}

		/** The link, with everything that makes it. */
		MemberLink link() {
			List<Shared> all = new ArrayList<>();
			SharedThings.this.shared.forEach((thing, ties) -> {
				List<MemberTie> here = ties.get(this.one);
				List<MemberTie> there = ties.get(this.other);
				if (here != null && there != null) {
					List<TiePair> together = together(thing, here, there);
					if (!together.isEmpty()) {
						all.add(shared(thing, together));
					}
				}
			});
			return new MemberLink(member(this.one), member(this.other), this.first, this.last, all);
		}

		private static Shared shared(Thing thing, List<TiePair> together) {
			List<String> facts = Stream
				.concat(together.stream().map(TiePair::here).map(MemberTie::factId).distinct().sorted(),
						together.stream().map(TiePair::there).map(MemberTie::factId).distinct().sorted())
				.distinct()
				.toList();
			ApproximateDate date = date(together);
			LocalDate day = (date != null) ? date.earliest() : null;
			return new Shared(thing.kind(), thing.id(), facts, day);
		}

	}

	/** A tie of each of two members to one thing. */
	private record TiePair(MemberTie here, MemberTie there) {

		/** A thing that both endorsed is shared from the second endorsement on. */
		private Stream<ApproximateDate> date() {
			return Stream.of(this.here.date(), this.there.date())
				.filter(Objects::nonNull)
				.map(Objects::requireNonNull)
				.max(ApproximateDate.BY_DAY)
				.stream();
		}

	}

	private static List<TiePair> together(Thing thing, List<MemberTie> here, List<MemberTie> there) {
		boolean atOnce = thing.kind() == LinkKind.PERSON || thing.kind() == LinkKind.GROUP;
		return here.stream()
			.flatMap((one) -> there.stream()
				.filter((other) -> !atOnce || one.days().meet(other.days()))
				.map((other) -> new TiePair(one, other)))
			.toList();
	}

	private static @Nullable ApproximateDate date(List<TiePair> together) {
		return together.stream().flatMap(TiePair::date).min(ApproximateDate.BY_DAY).orElse(null);
	}

	private Actor member(int place) {
		return this.members.get(place).actor();
	}

	/**
	 * The pairs of linked members. The first of a pair has the first name.
	 * @throws RapportException with the code QUERY_TOO_COMPLEX if there are more than
	 * {@link #MOST_PAIRS}
	 */
	Collection<LinkedPair> pairs() {
		Pairs pairs = new Pairs();
		this.shared.forEach((thing, ties) -> {
			List<Integer> places = List.copyOf(ties.keySet());
			for (int i = 0; i < places.size(); i++) {
				for (int j = i + 1; j < places.size(); j++) {
					pairs.add(thing, ties, places.get(i), places.get(j));
				}
			}
		});
		return pairs.strong();
	}

	/** The pairs of a member, who is the first of each. */
	Collection<LinkedPair> pairs(String id) {
		Pairs pairs = new Pairs();
		place(id).forEach((place) -> this.shared.forEach((thing, ties) -> {
			if (ties.containsKey(place)) {
				ties.keySet()
					.stream()
					.filter((other) -> other != place)
					.forEach((other) -> pairs.add(thing, ties, place, other));
			}
		}));
		return pairs.strong();
	}

	private IntStream place(String id) {
		return IntStream.range(0, this.members.size()).filter((place) -> member(place).id().equals(id));
	}

	private final class Pairs {

		private final Map<Long, LinkedPair> found = new LinkedHashMap<>();

		private int compared;

		private void add(Thing thing, SortedMap<Integer, List<MemberTie>> ties, int one, int other) {
			// So that an answer that nobody waits for ends soon.
			if (++this.compared % 10_000 == 0 && isLate()) {
				throw new RapportException(ErrorCode.TIMEOUT,
						"The answer took longer than allowed; ask for less at a time");
			}
			List<TiePair> together = together(thing, ties.getOrDefault(one, List.of()),
					ties.getOrDefault(other, List.of()));
			if (!together.isEmpty()) {
				this.found.computeIfAbsent((long) one << 32 | other, (pair) -> new LinkedPair(one, other))
					.add(date(together));
				if (this.found.size() > MOST_PAIRS) {
					throw new RapportException(ErrorCode.QUERY_TOO_COMPLEX,
							"More than %,d pairs of members are linked; give a smaller \"maxSharedSize\", or fewer kinds in \"via\""
								.formatted(MOST_PAIRS));
				}
			}
		}

		private static boolean isLate() {
			Deadline deadline = Deadline.current();
			return deadline != null && deadline.hasPassed();
		}

		private Collection<LinkedPair> strong() {
			return this.found.values()
				.stream()
				.filter((pair) -> pair.strength >= SharedThings.this.minimumStrength)
				.toList();
		}

	}

	/** A thing that links nobody, because too many members share it. */
	record LeftOut(Thing thing, int memberCount) {
	}

	/**
	 * The things that too many members share: those of most members first, then by kind
	 * and id.
	 * @param id the id of a member that shares them; null for all things
	 */
	List<LeftOut> leftOut(@Nullable String id) {
		Set<Thing> things = this.leftOut.keySet();
		Stream<Thing> asked = (id != null)
				? place(id).boxed()
					.flatMap((place) -> things.stream()
						.filter((thing) -> this.leftOut.getOrDefault(thing, Set.of()).contains(place)))
				: things.stream();
		return asked.map((thing) -> new LeftOut(thing, this.leftOut.getOrDefault(thing, Set.of()).size()))
			.sorted(Comparator.comparing(LeftOut::memberCount)
				.reversed()
				.thenComparing((left) -> left.thing().kind().name())
				.thenComparing((left) -> left.thing().id()))
			.toList();
	}

}
