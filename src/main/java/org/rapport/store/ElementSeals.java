package org.rapport.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Content;
import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Visibility;

/**
 * Computes the seals of elements from their contents and from the seals of the other
 * elements that they need. New elements get theirs in the statement that creates them;
 * {@link ChangedSeals} writes those of changed elements. The result is the same as that
 * of {@link SealCypher}, which seals the whole graph; the laws compare the two.
 */
final class ElementSeals {

	/** The properties of recorded elements from which the seals of others are made. */
	static final List<String> READ = List.of("slug", "dateEarliest", "dateBegunBy", "dateLatest", "lensVisibility",
			"lensWithheld", "lensCircles", "lensPublic", "lensFrom", "lensFromAt", "lensSurelyFrom", "lensSurelyFromAt",
			"lensTo", "lensSurelyTo", "lensSource", "lensSortKey", "lensDay");

	/** A level above every clearance, so that no lens shows the element. */
	private static final long NEVER = Visibility.values().length;

	/** The day of an element without a date. It is before every date. */
	private static final LocalDate UNDATED = LocalDate.of(0, 1, 1);

	/** The day of an element without a date where the undated come last. */
	private static final LocalDate UNDATED_LAST = LocalDate.of(10_000, 1, 1);

	private static final Set<Kind> FOUND = EnumSet.of(Kind.NAME, Kind.IDENTIFICATION, Kind.ENDORSEMENT);

	private static final Set<Kind> BETWEEN_ACTOR_AND_PLACE = EnumSet.of(Kind.ROLE, Kind.MEMBERSHIP, Kind.PARTICIPATION,
			Kind.INVOLVEMENT);

	private static final Set<Kind> WITH_SUBJECTS = EnumSet.of(Kind.MEETING, Kind.DOCUMENT, Kind.INITIATIVE);

	private final Map<Kind, List<Content>> byKind = new EnumMap<>(Kind.class);

	/** The properties of the sealed elements and of those that they name, by id. */
	private final Map<String, Map<String, Object>> nodes;

	private final Set<String> sealed = new LinkedHashSet<>();

	/** The ids of those that are retracted themselves. */
	private final Set<String> retracted;

	private final Set<String> retimed = new LinkedHashSet<>();

	private final Map<String, Long> sources = new LinkedHashMap<>();

	/**
	 * Computes the seals of new elements.
	 * @param elements the new elements
	 * @param recorded the {@link #READ} properties of the recorded elements that the new
	 * ones name, by id
	 */
	ElementSeals(Collection<Content> elements, Map<String, Map<String, Object>> recorded) {
		this(elements, Set.of(), recorded);
	}

	/**
	 * Computes seals. If a recorded document is among the elements, all acts upon it and
	 * all citations of it must be, too.
	 * @param elements the elements
	 * @param retracted the ids of those that are retracted themselves
	 * @param others the {@link #READ} properties of the elements that they name and that
	 * keep their seals, by id
	 */
	ElementSeals(Collection<Content> elements, Set<String> retracted, Map<String, Map<String, Object>> others) {
		this.retracted = retracted;
		this.nodes = new HashMap<>(others);
		for (Content element : elements) {
			this.byKind.computeIfAbsent(element.kind(), (none) -> new ArrayList<>()).add(element);
			Map<String, Object> node = new HashMap<>(element.properties());
			node.put("id", element.id());
			this.nodes.put(element.id(), node);
			this.sealed.add(element.id());
		}
		List<Kind> kinds = Tie.inOrderOfNeeds();
		kinds.stream().filter((kind) -> !Tie.hasNeeds(kind)).forEach((kind) -> each(kind, this::clear));
		// An endorsement affects the days of its document, and its own days depend on the
		// document's.
		each(Kind.ENDORSEMENT, this::clear);
		timeTexts();
		kinds.stream().filter((kind) -> !Tie.hasNeeds(kind) && kind != Kind.DOCUMENT).forEach(this::time);
		kinds.stream().filter((kind) -> Tie.hasNeeds(kind) && kind != Kind.CITATION).forEach((kind) -> {
			each(kind, this::clear);
			time(kind);
		});
		each(Kind.CITATION, this::clear);
		findSources();
		each(Kind.CITATION, this::timeCitation);
		elements.forEach(this::name);
		kinds.forEach((kind) -> each(kind, this::list));
	}

	/** All properties of an element, those of its seal included. */
	Map<String, Object> properties(String id) {
		return node(id);
	}

	/**
	 * Whether an element is retracted, or needs a retracted one, so that it is retracted
	 * together with it.
	 */
	boolean isWithheld(String id) {
		return node(id).containsKey("lensWithheld");
	}

	/**
	 * The documents, among those that keep their seals so far, that begin earlier because
	 * of an endorsement.
	 */
	Set<String> retimed() {
		return this.retimed;
	}

	/**
	 * The documents, among those that keep their seals so far, that more viewers can use
	 * as a source now, each with the clearance from which on it is one.
	 */
	Map<String, Long> sources() {
		return this.sources;
	}

	/** The properties of the seal of a history entry, or other node, of an element. */
	Map<String, Object> beside(String id) {
		Map<String, Object> node = node(id);
		Map<String, Object> beside = new HashMap<>();
		Object level = node.getOrDefault("lensWithheld", node.get("lensVisibility"));
		beside.put("visibility", level);
		beside.put("lensVisibility", level);
		if (node.get("lensCircles") != null) {
			beside.put("circles", node.get("lensCircles"));
			beside.put("lensCircles", node.get("lensCircles"));
		}
		beside.put("lensFrom", ApproximateDate.UNBOUNDED_PAST);
		beside.put("lensSurelyFrom", ApproximateDate.UNBOUNDED_PAST);
		beside.put("lensTo", ApproximateDate.UNBOUNDED_FUTURE);
		beside.put("lensSurelyTo", ApproximateDate.UNBOUNDED_FUTURE);
		return beside;
	}

	/** The properties of a relationship that an element owns. */
	Map<String, Object> tied(Content owner, Bond bond) {
		Map<String, Object> node = node(owner.id());
		Map<String, Object> tied = new HashMap<>();
		switch (bond.type()) {
			case "REPRESENTING" -> end(owner, "meeting").ifPresent((meeting) -> {
				tied.put("lensFromId", meeting);
				day(tied, node(meeting));
			});
			case "ON_BEHALF_OF" -> {
				tied.put("lensFromId", owner.id());
				day(tied, node);
			}
			case "ABOUT", "HELD_IN" -> {
				if (WITH_SUBJECTS.contains(owner.kind())) {
					tied.put("lensFromId", owner.id());
					if (!isWithheld(owner.id())) {
						tied.put("lensFromKind", owner.kind().label());
					}
					day(tied, node);
				}
			}
			case "HAS_OFFICE_IN" -> {
				tied.put("lensFromId", owner.id());
				put(tied, "lensFromSortKey", node.get("lensSortKey"));
			}
			default -> {
			}
		}
		if (!tied.isEmpty()) {
			tied.put("lensToId", bond.other());
		}
		return tied;
	}

	private static void day(Map<String, Object> sealed, Map<String, Object> event) {
		put(sealed, "lensDay", event.get("lensDay"));
		put(sealed, "lensDayLatest", event.get("dateLatest"));
	}

	private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
		if (value != null) {
			properties.put(name, value);
		}
	}

	private void each(Kind kind, Consumer<Content> action) {
		this.byKind.getOrDefault(kind, List.of()).forEach(action);
	}

	private Map<String, Object> node(String id) {
		return Objects.requireNonNull(this.nodes.get(id));
	}

	private List<Map<String, Object>> needs(Content element) {
		return element.needed().stream().filter(this.nodes::containsKey).map(this::node).toList();
	}

	/** The element to which a tie leads. */
	private Optional<String> end(Content element, String field) {
		return Tie.of(element.kind())
			.stream()
			.filter((tie) -> tie.field().equals(field))
			.flatMap((tie) -> element.tied(tie).stream())
			.filter(this.nodes::containsKey)
			.findFirst();
	}

	private void clear(Content element) {
		Map<String, Object> node = node(element.id());
		List<Map<String, Object>> needs = needs(element);
		boolean lacking = Tie.of(element.kind())
			.stream()
			.anyMatch((tie) -> tie.need() == Tie.Need.ONE
					&& element.tied(tie).stream().noneMatch(this.nodes::containsKey));
		long level = element.visibility().level();
		Set<String> circles = new LinkedHashSet<>();
		Object own = element.properties().get("circle");
		if (own != null) {
			circles.add(own.toString());
		}
		boolean withheld = this.retracted.contains(element.id());
		boolean open = level == 0 && own == null && !lacking && !withheld;
		for (Map<String, Object> need : needs) {
			level = Math.max(level, level(need));
			circles.addAll(circles(need));
			withheld |= need.get("lensWithheld") != null;
			open &= Boolean.TRUE.equals(need.get("lensPublic"));
		}
		node.put("lensVisibility", (lacking || withheld) ? NEVER : level);
		if (withheld && !lacking) {
			node.put("lensWithheld", level);
		}
		if (!circles.isEmpty()) {
			node.put("lensCircles", List.copyOf(circles));
		}
		if (open) {
			node.put("lensPublic", true);
		}
	}

	private static long level(Map<String, Object> node) {
		return (Long) node.getOrDefault("lensWithheld", node.getOrDefault("lensVisibility", 0L));
	}

	private static List<String> circles(Map<String, Object> node) {
		return RowValues.texts(node.get("lensCircles"));
	}

	private void time(Kind kind) {
		switch (kind.time()) {
			case NONE, PLAN -> each(kind, (element) -> {
				latest(element, "lensFrom", ApproximateDate.UNBOUNDED_PAST);
				latest(element, "lensSurelyFrom", ApproximateDate.UNBOUNDED_PAST);
				earliest(element, "lensTo", ApproximateDate.UNBOUNDED_FUTURE);
				earliest(element, "lensSurelyTo", ApproximateDate.UNBOUNDED_FUTURE);
			});
			case EVENT, TEXT -> each(kind, (element) -> {
				latest(element, "lensFrom", day(element, "dateEarliest"));
				latest(element, "lensSurelyFrom", day(element, "dateBegunBy"));
				earliest(element, "lensTo", ApproximateDate.UNBOUNDED_FUTURE);
				earliest(element, "lensSurelyTo", ApproximateDate.UNBOUNDED_FUTURE);
			});
			case STATE -> each(kind, (element) -> {
				latest(element, "lensFrom", day(element, "startDateEarliest"));
				latest(element, "lensSurelyFrom", day(element, "startDateLatest"));
				earliest(element, "lensTo", day(element, "endDateLatest"));
				earliest(element, "lensSurelyTo", day(element, "endDateEarliest"));
			});
		}
	}

	private static @Nullable LocalDate day(Content element, String name) {
		return (LocalDate) element.properties().get(name);
	}

	/** An element without a day of its own, though its kind has one, gets none. */
	private void latest(Content element, String name, @Nullable LocalDate own) {
		if (own == null) {
			return;
		}
		Map<String, Object> node = node(element.id());
		List<Map<String, Object>> needs = needs(element);
		node.put(name, max(own, needs.stream().map((need) -> need.get(name))));
		if (needs.stream().anyMatch((need) -> need.get(name + "At") != null)) {
			node.put(name + "At", byClearance((at) -> max(own, needs.stream().map((need) -> at(need, name, at)))));
		}
	}

	private void earliest(Content element, String name, @Nullable LocalDate own) {
		if (own == null) {
			return;
		}
		LocalDate day = own;
		for (Map<String, Object> need : needs(element)) {
			if (need.get(name) instanceof LocalDate other && other.isBefore(day)) {
				day = other;
			}
		}
		node(element.id()).put(name, day);
	}

	private static LocalDate max(LocalDate own, Stream<? extends @Nullable Object> days) {
		LocalDate latest = own;
		for (Object day : days.toArray()) {
			if (day instanceof LocalDate other && other.isAfter(latest)) {
				latest = other;
			}
		}
		return latest;
	}

	/** The day for viewers of one clearance. */
	private static @Nullable Object at(Map<String, Object> node, String name, int clearance) {
		return (node.get(name + "At") instanceof List<?> days) ? days.get(clearance) : node.get(name);
	}

	private static List<LocalDate> byClearance(IntFunction<LocalDate> day) {
		return IntStream.range(0, Visibility.values().length).mapToObj(day).toList();
	}

	/**
	 * A document exists from its date or from the first act upon it that the viewer may
	 * see, whichever is earlier.
	 */
	private void timeTexts() {
		Map<String, List<Map<String, Object>>> endorsements = new HashMap<>();
		each(Kind.ENDORSEMENT, (endorsement) -> end(endorsement, "endorsed").ifPresent(
				(text) -> endorsements.computeIfAbsent(text, (none) -> new ArrayList<>()).add(node(endorsement.id()))));
		each(Kind.DOCUMENT, (document) -> {
			List<Map<String, Object>> acts = new ArrayList<>(endorsements.getOrDefault(document.id(), List.of()));
			Tie.of(Kind.DOCUMENT)
				.stream()
				.filter((tie) -> tie.field().equals("presentedAt"))
				.flatMap((tie) -> document.tied(tie).stream())
				.filter(this.nodes::containsKey)
				.map(this::node)
				.forEach(acts::add);
			Map<String, Object> node = node(document.id());
			acts.removeIf((act) -> !circles(node).containsAll(circles(act)));
			begin(node, "lensFrom", day(document, "dateEarliest"), "dateEarliest", acts);
			begin(node, "lensSurelyFrom", day(document, "dateBegunBy"), "dateBegunBy", acts);
			node.put("lensTo", ApproximateDate.UNBOUNDED_FUTURE);
			node.put("lensSurelyTo", ApproximateDate.UNBOUNDED_FUTURE);
		});
		endorsements.forEach((text, acts) -> {
			if (!this.sealed.contains(text) && Ids.kindOf(text) == Kind.DOCUMENT
					&& acts.stream().anyMatch((act) -> begins(node(text), act))) {
				this.retimed.add(text);
			}
		});
	}

	private static void begin(Map<String, Object> node, String name, @Nullable LocalDate own, String date,
			List<Map<String, Object>> acts) {
		if (own == null) {
			return;
		}
		List<LocalDate> days = byClearance((at) -> {
			LocalDate day = own;
			for (Map<String, Object> act : acts) {
				if ((Long) act.getOrDefault("lensVisibility", NEVER) <= at && act.get(date) instanceof LocalDate begun
						&& begun.isBefore(day)) {
					day = begun;
				}
			}
			return day;
		});
		LocalDate last = days.get(days.size() - 1);
		node.put(name, last);
		if (days.get(0).isAfter(last)) {
			node.put(name + "At", days);
		}
	}

	/**
	 * Whether a document that keeps its seal so far may begin on other days because of
	 * this act, which is sealed anew: it begins earlier, or may have begun with the act.
	 */
	boolean mayBegin(String document, String act) {
		Map<String, Object> text = node(document);
		return begins(text, node(act)) || text.containsKey("lensFromAt") || text.containsKey("lensSurelyFromAt")
				|| !Objects.equals(text.get("lensFrom"), text.get("dateEarliest"))
				|| !Objects.equals(text.get("lensSurelyFrom"), text.get("dateBegunBy"));
	}

	/** Whether a document begins earlier, for anybody, because of this act. */
	private static boolean begins(Map<String, Object> document, Map<String, Object> act) {
		if (!circles(document).containsAll(circles(act))) {
			return false;
		}
		return IntStream
			.range(((Long) Objects.requireNonNull(act.get("lensVisibility"))).intValue(), Visibility.values().length)
			.anyMatch((at) -> isBefore(act.get("dateEarliest"), at(document, "lensFrom", at))
					|| isBefore(act.get("dateBegunBy"), at(document, "lensSurelyFrom", at)));
	}

	private static boolean isBefore(@Nullable Object day, @Nullable Object other) {
		return day instanceof LocalDate one && !(other instanceof LocalDate two && !one.isBefore(two));
	}

	/** A document is a source for those who see a citation of it. */
	private void findSources() {
		each(Kind.CITATION, (citation) -> end(citation, "document").ifPresent((id) -> {
			Map<String, Object> document = node(id);
			Map<String, Object> node = node(citation.id());
			Long level = (Long) Objects.requireNonNull(node.get("lensVisibility"));
			Long before = (Long) document.get("lensSource");
			if (isWithheld(citation.id())) {
				return;
			}
			if (circles(document).containsAll(circles(node)) && (before == null || level < before)) {
				document.put("lensSource", level);
				if (!this.sealed.contains(id)) {
					this.sources.put(id, level);
				}
			}
		}));
	}

	/** A citation holds on the days on which the cited element holds. */
	private void timeCitation(Content citation) {
		end(citation, "supports").ifPresent((id) -> {
			Map<String, Object> node = node(citation.id());
			Map<String, Object> cited = node(id);
			for (String name : List.of("lensFrom", "lensFromAt", "lensTo", "lensSurelyFrom", "lensSurelyFromAt",
					"lensSurelyTo", "lensSource")) {
				put(node, name, cited.get(name));
			}
		});
	}

	private void name(Content element) {
		if (!element.kind().isRecord() && !FOUND.contains(element.kind())) {
			return;
		}
		Map<String, Object> node = node(element.id());
		Object name = Stream.of("name", "title", "summary")
			.map(element.properties()::get)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		Object identifier = (element.kind() == Kind.IDENTIFICATION) ? element.properties().get("identifier") : null;
		SealedName
			.of((String) name, (String) identifier, (Long) Objects.requireNonNull(node.get("lensVisibility")),
					node.containsKey("lensCircles"), (String) element.properties().get("date"))
			.properties()
			.forEach((property, value) -> put(node, property, value));
	}

	/** Writes the sort keys of long lists. */
	private void list(Content element) {
		Map<String, Object> node = node(element.id());
		Kind kind = element.kind();
		if (kind == Kind.MEETING || kind == Kind.DOCUMENT || kind == Kind.ENDORSEMENT || kind == Kind.CLAIM) {
			listDay(element, node);
		}
		if (kind == Kind.ASK) {
			end(element, "document").map(this::node).ifPresent((document) -> {
				put(node, "lensDay", document.get("lensDay"));
				put(node, "lensInSlug", document.get("slug"));
				node.put("lensLast", -((Long) Objects.requireNonNull(node.get("position"))));
			});
		}
		if (BETWEEN_ACTOR_AND_PLACE.contains(kind)) {
			List<Tie> ties = Tie.of(kind);
			Map<String, Object> actor = end(element, ties.get(0).field()).map(this::node).orElse(null);
			Map<String, Object> place = end(element, ties.get(1).field()).map(this::node).orElse(null);
			if (actor != null && place != null) {
				put(node, "lensActorId", actor.get("id"));
				put(node, "lensActorSortKey", actor.get("lensSortKey"));
				put(node, "lensInId", place.get("id"));
				day(node, place);
			}
		}
		if (kind == Kind.ENDORSEMENT) {
			Map<String, Object> actor = end(element, "endorser").map(this::node).orElse(null);
			Map<String, Object> endorsed = end(element, "endorsed").map(this::node).orElse(null);
			if (actor != null && endorsed != null) {
				put(node, "lensActorId", actor.get("id"));
				put(node, "lensActorSortKey", actor.get("lensSortKey"));
				put(node, "lensOfId", endorsed.get("id"));
				put(node, "lensOfSortKey", endorsed.get("lensSortKey"));
			}
		}
		if (kind == Kind.CITATION) {
			end(element, "document").ifPresent((document) -> node.put("lensInId", document));
		}
		if (kind == Kind.IDENTIFICATION) {
			node.put("lensScheme", String.valueOf(node.get("scheme")).toLowerCase(Locale.ROOT));
		}
	}

	private static void listDay(Content element, Map<String, Object> node) {
		LocalDate first = day(element, "dateEarliest");
		LocalDate last = day(element, "dateLatest");
		if (first == null || last == null) {
			return;
		}
		boolean undated = first.equals(ApproximateDate.UNBOUNDED_PAST) && last.equals(ApproximateDate.UNBOUNDED_FUTURE);
		node.put("lensDay", undated ? UNDATED : first);
		if (element.kind() == Kind.CLAIM) {
			node.put("lensDayUndatedLast", undated ? UNDATED_LAST : first);
		}
		else if (last.isAfter(first)) {
			node.put("lensSpanEnds", last);
		}
	}

}
