package org.rapport.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Days;
import org.rapport.kernel.Kind;
import org.rapport.law.RandomGraph.Item;

/**
 * The oracle for what actors did through their parts, computed in plain Java, day by day,
 * by the rules of the schema guide. It does not use intervals, and asks each question of
 * each pair anew.
 */
final class RollUps {

	private static final Set<String> NOT_HELD = Set.of("PROPOSED", "PLANNED", "CONFIRMED", "POSTPONED", "CANCELLED");

	private final List<Item> items;

	private final Map<String, Item> byKey = new HashMap<>();

	/**
	 * The days on which something begins or ends. Between two of them nothing changes.
	 */
	private final TreeSet<LocalDate> days = new TreeSet<>();

	RollUps(RandomGraph graph) {
		this.items = graph.items();
		this.items.forEach((item) -> {
			this.byKey.put(item.key(), item);
			for (String field : List.of("startDate", "endDate")) {
				this.days.add(date(item, field).first());
				this.days.add(date(item, field).last());
			}
			stretches(item).forEach((stretch) -> {
				this.days.add(stretch.first());
				this.days.add(stretch.last());
			});
		});
	}

	List<Item> actors() {
		return this.items.stream().filter((item) -> item.kind().isActor()).toList();
	}

	/** The ids of the endorsements of an actor. */
	Set<String> endorsements(Item actor, boolean full) {
		return ids(of(Kind.ENDORSEMENT).filter((fact) -> full
				? days(fact).anyMatch((day) -> isPart(fact.text("endorser"), actor.key(), day)
						|| fact.keys("onBehalfOf").stream().anyMatch((side) -> isPart(side, actor.key(), day)))
				: fact.text("endorser").equals(actor.key())));
	}

	/** The ids of the meetings of an actor. */
	Set<String> meetings(Item actor, boolean full) {
		return ids(of(Kind.MEETING).filter((meeting) -> isIn(actor.key(), meeting, full)));
	}

	private boolean isIn(String actor, Item meeting, boolean full) {
		return in(meeting).stream().anyMatch((seat) -> {
			List<String> there = new ArrayList<>(seat.keys("representing"));
			there.add(seat.text("actor"));
			return there.stream()
				.anyMatch(
						(each) -> full ? days(meeting).anyMatch((day) -> isPart(each, actor, day)) : each.equals(actor))
					|| (full && certainlyHeld(actor, seat.text("actor"), meeting));
		});
	}

	/** The encounters in which two actors engaged, by the ids of the topmost meetings. */
	Set<String> engaged(Item one, Item other, boolean full) {
		Set<String> encounters = new TreeSet<>();
		for (Item top : of(Kind.MEETING).filter((meeting) -> meeting.text("partOf") == null).toList()) {
			List<Item> held = of(Kind.MEETING).filter((meeting) -> top.equals(topOf(meeting)) && isHeld(meeting))
				.toList();
			if (held.stream().anyMatch((meeting) -> isIn(one.key(), meeting, full))
					&& held.stream().anyMatch((meeting) -> isIn(other.key(), meeting, full))
					&& new Hall(top, held).separates(one.key(), other.key(), full)) {
				encounters.add(top.id());
			}
		}
		return encounters;
	}

	/** One encounter. */
	private final class Hall {

		private final Item top;

		private final List<Item> held;

		private final List<Item> seats;

		Hall(Item top, List<Item> held) {
			this.top = top;
			this.held = held;
			this.seats = held.stream().flatMap((meeting) -> in(meeting).stream()).toList();
		}

		/**
		 * Whether two actors stand on two sides, and not through one participant alone.
		 */
		boolean separates(String one, String other, boolean full) {
			if (one.equals(other) || side(one).contains(other) || side(other).contains(one)) {
				return false;
			}
			Set<String> first = through(one, full);
			return !(first.size() == 1 && first.equals(through(other, full)));
		}

		private Set<String> side(String actor) {
			Set<String> side = new HashSet<>();
			actors().stream().map(Item::key).filter((each) -> isPartHere(each, actor)).forEach(side::add);
			Set<String> represented = this.seats.stream()
				.filter((seat) -> side.contains(seat.text("actor")))
				.flatMap((seat) -> seat.keys("representing").stream())
				.collect(Collectors.toSet());
			side.addAll(represented);
			Set<String> representing = this.seats.stream()
				.filter((seat) -> seat.keys("representing").stream().anyMatch(side::contains))
				.map((seat) -> seat.text("actor"))
				.collect(Collectors.toSet());
			side.addAll(representing);
			for (Item role : of(Kind.ROLE).toList()) {
				String person = role.text("person");
				if (isHere(person) && this.seats.stream()
					.noneMatch((seat) -> seat.text("actor").equals(person) && !seat.keys("representing").isEmpty())
						&& on(person).stream()
							.anyMatch((event) -> days(event)
								.anyMatch((day) -> isInForce(role, day) && isPart(role.text("heldIn"), actor, day)))) {
					side.add(person);
				}
			}
			return side;
		}

		private boolean isPartHere(String part, String whole) {
			return on(part).stream().anyMatch((event) -> days(event).anyMatch((day) -> isPart(part, whole, day)));
		}

		/** Whether an actor took part, was represented, or held a post that took part. */
		private boolean isHere(String actor) {
			return this.held.stream().anyMatch((meeting) -> isAt(actor, meeting));
		}

		private boolean isAt(String actor, Item meeting) {
			return in(meeting).stream()
				.anyMatch((seat) -> seat.text("actor").equals(actor) || seat.keys("representing").contains(actor)
						|| certainlyHeld(actor, seat.text("actor"), meeting));
		}

		/** The dates on which an actor's memberships count here. */
		private List<Days> on(String actor) {
			List<Days> dates = new ArrayList<>(stretches(this.top));
			this.held.stream()
				.filter((meeting) -> isAt(actor, meeting))
				.forEach((meeting) -> dates.addAll(stretches(meeting)));
			return dates;
		}

		/** The actors through which another was here. */
		private Set<String> through(String actor, boolean full) {
			Set<String> through = new HashSet<>();
			for (Item meeting : this.held) {
				for (Item seat : in(meeting)) {
					String sitting = seat.text("actor");
					Predicate<String> stands = (each) -> full
							? days(meeting).anyMatch((day) -> isPart(each, actor, day)) : each.equals(actor);
					boolean isRepresented = this.seats.stream()
						.anyMatch((other) -> other.keys("representing").contains(sitting));
					List<String> holders = actors().stream()
						.map(Item::key)
						.filter((each) -> certainlyHeld(each, sitting, meeting))
						.toList();
					if ((stands.test(sitting) && !isRepresented)
							|| seat.keys("representing").stream().anyMatch(stands)) {
						through.add((holders.size() == 1) ? holders.get(0) : sitting);
					}
					if (full && holders.contains(actor)) {
						through.add(actor);
					}
				}
			}
			return through;
		}

	}

	private Kind kind(String key) {
		return this.byKey.get(key).kind();
	}

	private Stream<Item> of(Kind kind) {
		return this.items.stream().filter((item) -> item.kind() == kind);
	}

	private static Set<String> ids(Stream<Item> items) {
		return items.map(Item::id).collect(Collectors.toCollection(TreeSet::new));
	}

	private List<Item> in(Item meeting) {
		return of(Kind.PARTICIPATION).filter((seat) -> seat.text("meeting").equals(meeting.key())).toList();
	}

	private Item topOf(Item meeting) {
		String whole = meeting.text("partOf");
		return (whole != null) ? topOf(this.byKey.get(whole)) : meeting;
	}

	private boolean isHeld(Item meeting) {
		return of(Kind.STATUS_CHANGE).filter((change) -> change.text("element").equals(meeting.key()))
			.max(Comparator.comparing((Item change) -> date(change, "date").first())
				.thenComparing((change) -> date(change, "date").last())
				.thenComparing(Item::id))
			.filter((change) -> NOT_HELD.contains(change.text("status")))
			.isEmpty();
	}

	/** The days that matter on which an event can have been. */
	private Stream<LocalDate> days(Item event) {
		return stretches(event).stream().flatMap(this::days);
	}

	private Stream<LocalDate> days(Days stretch) {
		return this.days.subSet(stretch.first(), true, stretch.last(), true).stream();
	}

	/** Whether all memberships from the part to the whole can have been in force. */
	private boolean isPart(String part, String whole, LocalDate day) {
		Set<String> reached = new HashSet<>(Set.of(part));
		for (int step = 0; step < 8; step++) {
			of(Kind.MEMBERSHIP)
				.filter((fact) -> !fact.text("kind").equals("MEMBER") && isInForce(fact, day)
						&& reached.contains(fact.text("actor")))
				.map((fact) -> fact.text("belongsTo"))
				.toList()
				.forEach(reached::add);
		}
		return reached.contains(whole);
	}

	private boolean isInForce(Item state, LocalDate day) {
		return !date(state, "startDate").first().isAfter(day) && !date(state, "endDate").last().isBefore(day);
	}

	private boolean certainlyHeld(String person, String post, Item meeting) {
		Days date = date(meeting, "date");
		return kind(post) == Kind.POST && of(Kind.ROLE).anyMatch((role) -> role.text("person").equals(person)
				&& role.text("heldIn").equals(post) && role.text("startDate") != null && role.text("endDate") != null
				&& !date(role, "startDate").last().isAfter(date.first())
				&& !date(role, "endDate").first().isBefore(date.last()));
	}

	/** The days that the date of an event can mean, without its gaps. */
	private static List<Days> stretches(Item event) {
		String text = event.text("date");
		if (text == null) {
			return List.of(Days.ALL);
		}
		List<LocalDate> bounds = ApproximateDate.parse(text).bounds();
		List<Days> stretches = new ArrayList<>();
		for (int i = (bounds.size() > 2) ? 2 : 0; i < bounds.size(); i += 2) {
			stretches.add(new Days(bounds.get(i), bounds.get(i + 1)));
		}
		return stretches;
	}

	/** The days between the bounds of a field; all if it is absent. */
	private static Days date(Item item, String field) {
		String text = item.text(field);
		if (text == null) {
			return Days.ALL;
		}
		ApproximateDate date = ApproximateDate.parse(text);
		return new Days(date.earliest(), date.latest());
	}

}
