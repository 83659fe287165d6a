package org.rapport.network;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.api.NodeRefInput;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Position;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Slice;
import org.rapport.kernel.SortedText;
import org.rapport.network.SharedThings.LinkedPair;

/**
 * The links between the members of a network, as a list with pages: all links at the
 * root, and those of one member below it. Two lists of the same question are equal.
 */
final class MemberLinks implements Listing<MemberLink> {

	/**
	 * A question about links.
	 *
	 * @param network the id of the network, which may be a former one; empty if the lens
	 * does not show it
	 * @param via the kinds of things that may link members
	 * @param minimumStrength the fewest things that link two members
	 * @param maxSharedSize the most members that may share a thing that links them
	 */
	record LinkQuestion(String network, Set<LinkKind> via, int minimumStrength, int maxSharedSize) {

		/**
		 * The question that arguments ask.
		 * @param via the kinds; null for all
		 * @param lookup finds the network
		 * @throws RapportException with the code BAD_PAGE if a number is too small
		 */
		static LinkQuestion of(NodeRefInput network, @Nullable List<LinkKind> via, int minimumStrength,
				int maxSharedSize, Lens lens, NodeLookup lookup) {
			if (minimumStrength < 1) {
				throw new RapportException(ErrorCode.BAD_PAGE,
						"\"minimumStrength\" is " + minimumStrength + "; give at least 1");
			}
			if (maxSharedSize < 2) {
				throw new RapportException(ErrorCode.BAD_PAGE,
						"\"maxSharedSize\" is " + maxSharedSize + "; give at least 2");
			}
			// If the lens does not show the network, its id is empty. No network has the
			// empty id, so the result is empty. An id that is given is not looked up: the
			// statements know former ids.
			String given = network.reference().id();
			String id = (given != null && Kind.ACTORS.contains(Ids.kindOf(given))) ? given
					: lookup.idOf(lens, network.reference(), Kind.ACTORS);
			Set<LinkKind> kinds = EnumSet.noneOf(LinkKind.class);
			kinds.addAll((via != null) ? via : List.of(LinkKind.values()));
			return new LinkQuestion(id, kinds, minimumStrength, maxSharedSize);
		}

	}

	private static final List<String> ORDERS = List.of("STRENGTH", "NAME", "FIRST_DATE", "LAST_DATE");

	/** The strongest come last, and those as strong as each other against their names. */
	private static final Comparator<Position> BY_STRENGTH = Comparator
		.<Position, Long>comparing((position) -> (Long) position.values().get(0))
		.thenComparing((position) -> (SortedText) position.values().get(1), Comparator.reverseOrder())
		.thenComparing((position) -> (SortedText) position.values().get(2), Comparator.reverseOrder())
		.thenComparing(Position::id);

	private final String name;

	private final TiesAsked ties;

	/** The pairs of some parents; null until they are found. */
	private final @Nullable Map<Parent, Collection<LinkedPair>> found;

	MemberLinks(String name, TiesAsked ties) {
		this(name, ties, null);
	}

	private MemberLinks(String name, TiesAsked ties, @Nullable Map<Parent, Collection<LinkedPair>> found) {
		this.name = name;
		this.ties = ties;
		this.found = found;
	}

	@Override
	public Listing<MemberLink> prepared(Lens lens, Collection<Parent> parents) {
		return new MemberLinks(this.name, this.ties, pairs(parents));
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
		return order.equals("STRENGTH") || order.equals("LAST_DATE");
	}

	@Override
	public List<Class<?>> positionTypes(String order) {
		return switch (order) {
			case "STRENGTH" -> List.of(Long.class, SortedText.class, SortedText.class);
			case "NAME" -> List.of(SortedText.class, SortedText.class);
			default -> List.of(LocalDate.class);
		};
	}

	@Override
	public Map<Parent, Slice<MemberLink>> page(Lens lens, Collection<Parent> parents, Map<String, Object> filter,
			Page page) {
		Comparator<Position> order = page.order().equals("STRENGTH") ? BY_STRENGTH : Position.ORDER;
		Map<Parent, Slice<MemberLink>> pages = new HashMap<>();
		pairs(parents).forEach((parent, pairs) -> {
			List<Slice.Row<LinkedPair>> rows = pairs.stream()
				.map((pair) -> new Slice.Row<>(position(pair, page), pair))
				.toList();
			pages.put(parent, Slice.of(rows, page, order).with((pair) -> Optional.of(pair.link())));
		});
		return pages;
	}

	@Override
	public Map<Parent, Long> count(Lens lens, Collection<Parent> parents, Map<String, Object> filter) {
		Map<Parent, Long> counts = new HashMap<>();
		pairs(parents).forEach((parent, pairs) -> counts.put(parent, (long) pairs.size()));
		return counts;
	}

	private Map<Parent, Collection<LinkedPair>> pairs(Collection<Parent> parents) {
		if (this.found != null) {
			return this.found;
		}
		Map<Parent, Collection<LinkedPair>> pairs = new HashMap<>();
		List<String> members = new ArrayList<>();
		for (Parent parent : parents) {
			if (parent.equals(Parent.ROOT)) {
				pairs.put(parent, this.ties.ofNetwork().pairs());
			}
			else {
				members.add(((Parent.Owner) parent).id());
			}
		}
		this.ties.ofMembers(members).forEach((id, things) -> pairs.put(Parent.of(id), things.pairs(id)));
		return pairs;
	}

	private static Position position(LinkedPair pair, Page page) {
		return new Position(switch (page.order()) {
			case "STRENGTH" -> List.of((long) pair.strength(), pair.name(), pair.otherName());
			case "NAME" -> List.of(pair.name(), pair.otherName());
			case "FIRST_DATE" -> List.of(ApproximateDate.place(pair.first(), page.descending()));
			default -> List.of(ApproximateDate.place(pair.last(), page.descending()));
		}, pair.id());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MemberLinks links && this.name.equals(links.name) && this.ties == links.ties;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.name, System.identityHashCode(this.ties));
	}

}
