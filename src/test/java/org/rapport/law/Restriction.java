package org.rapport.law;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Certainty;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.law.RandomGraph.Cited;
import org.rapport.law.RandomGraph.Item;

/**
 * The oracle: what a lens removes from a graph, computed in plain Java by the steps of
 * the specification.
 *
 * @param removed the ids of all removed elements, citations included
 * @param uncleared the ids of those that are removed on any day, together with their
 * history
 * @param notWithdrawn the ids of the endorsements that stay without their withdrawal
 */
record Restriction(Set<String> removed, Set<String> uncleared, Set<String> notWithdrawn) {

	static Restriction of(RandomGraph graph, Lens lens) {
		return of(graph, lens, Set.of());
	}

	/**
	 * The same with retracted elements. They are removed like uncleared ones, but their
	 * history stays.
	 */
	static Restriction of(RandomGraph graph, Lens lens, Set<String> retracted) {
		return new Reasoning(graph, lens, retracted).restrict();
	}

	private static final class Reasoning {

		private final RandomGraph graph;

		private final Lens lens;

		private final Set<String> retracted;

		private final Map<String, Item> byKey = new HashMap<>();

		/** The keys of the remaining elements. */
		private final Set<String> left = new HashSet<>();

		/** The ids of the remaining citations. */
		private final Set<String> citationsLeft = new HashSet<>();

		/** The keys of documents that remain only as a source. */
		private final Set<String> onlySources = new HashSet<>();

		Reasoning(RandomGraph graph, Lens lens, Set<String> retracted) {
			this.graph = graph;
			this.lens = lens;
			this.retracted = retracted;
			graph.items().forEach((item) -> this.byKey.put(item.key(), item));
		}

		Restriction restrict() {
			removeWhatIsNotCleared();
			cascade();
			Set<String> uncleared = gone();
			this.left.removeIf((key) -> this.retracted.contains(this.byKey.get(key).id()));
			this.citationsLeft.removeAll(this.retracted);
			cascade();
			if (this.lens.asOf() != null) {
				removeWhatTheDayDoesNotShow(this.lens.asOf());
				cascade();
			}
			Set<String> notWithdrawn = new LinkedHashSet<>();
			for (Item item : this.graph.items()) {
				if (this.left.contains(item.key()) && item.fields().containsKey("withdrawn")
						&& !begun(item, "withdrawn")) {
					notWithdrawn.add(item.id());
				}
			}
			return new Restriction(gone(), uncleared, notWithdrawn);
		}

		/** The ids of all removed elements. */
		private Set<String> gone() {
			Set<String> gone = new LinkedHashSet<>();
			for (Item item : this.graph.items()) {
				if (!this.left.contains(item.key())) {
					gone.add(item.id());
				}
				item.citations()
					.stream()
					.map(item::citationId)
					.filter((id) -> !this.citationsLeft.contains(id))
					.forEach(gone::add);
			}
			return gone;
		}

		private void removeWhatIsNotCleared() {
			for (Item item : this.graph.items()) {
				if (this.lens.clearance().covers(item.visibility(), item.circle())) {
					this.left.add(item.key());
				}
				for (Cited cited : item.citations()) {
					if (this.lens.clearance().covers(cited.visibility(), cited.circle())) {
						this.citationsLeft.add(item.citationId(cited));
					}
				}
			}
		}

		/** Removes elements without an end or a source, until every element has both. */
		private void cascade() {
			boolean more = true;
			while (more) {
				more = this.left.removeIf((key) -> !this.byKey.get(key).ends().stream().allMatch(this::carries));
				for (Item item : this.graph.items()) {
					for (Cited cited : item.citations()) {
						if (!this.left.contains(item.key()) || !this.left.contains(cited.document())) {
							more |= this.citationsLeft.remove(item.citationId(cited));
						}
					}
				}
			}
		}

		/** Whether the element remains and can be the end of a fact. */
		private boolean carries(String key) {
			return this.left.contains(key) && !this.onlySources.contains(key);
		}

		private void removeWhatTheDayDoesNotShow(LocalDate day) {
			// Acts and citations that the clearance leaves count on every day.
			Set<String> begunTexts = new HashSet<>();
			Set<String> sources = new HashSet<>();
			for (Item document : this.graph.of(Kind.DOCUMENT)) {
				if (this.left.contains(document.key())) {
					if (begun(document, "date") || isActedUpon(document)) {
						begunTexts.add(document.key());
					}
					if (isSource(document)) {
						sources.add(document.key());
					}
				}
			}
			for (Item item : this.graph.items()) {
				boolean there = switch (item.kind().time()) {
					case NONE, PLAN -> true;
					case EVENT -> begun(item, "date");
					case STATE -> inForce(item, day);
					case TEXT -> begunTexts.contains(item.key()) || sources.contains(item.key());
				};
				if (!there) {
					this.left.remove(item.key());
				}
				if (item.kind() == Kind.DOCUMENT && !begunTexts.contains(item.key())) {
					this.onlySources.add(item.key());
				}
			}
		}

		/** Whether it was endorsed or presented at a meeting by that day. */
		private boolean isActedUpon(Item document) {
			return this.graph.items()
				.stream()
				.filter((item) -> this.left.contains(item.key()))
				.filter((item) -> isActUpon(item, document))
				.filter((item) -> circles(document).containsAll(circles(item)))
				.anyMatch((item) -> begun(item, "date"));
		}

		private static boolean isActUpon(Item act, Item document) {
			return switch (act.kind()) {
				case ENDORSEMENT -> act.keys("endorsed").contains(document.key());
				case MEETING -> document.keys("presentedAt").contains(act.key());
				default -> false;
			};
		}

		private boolean isSource(Item document) {
			for (Item item : this.graph.items()) {
				for (Cited cited : item.citations()) {
					if (cited.document().equals(document.key()) && this.citationsLeft.contains(item.citationId(cited))
							&& circles(document).containsAll(circles(item, cited))) {
						return true;
					}
				}
			}
			return false;
		}

		/** All circles that a viewer must be in to see an element. */
		private Set<String> circles(Item item) {
			Set<String> circles = new HashSet<>();
			if (item.circle() != null) {
				circles.add(item.circle());
			}
			item.ends().forEach((end) -> circles.addAll(circles(this.byKey.get(end))));
			return circles;
		}

		private Set<String> circles(Item item, Cited cited) {
			Set<String> circles = circles(item);
			circles.addAll(circles(this.byKey.get(cited.document())));
			if (cited.circle() != null) {
				circles.add(cited.circle());
			}
			return circles;
		}

		private boolean begun(Item item, String field) {
			LocalDate day = this.lens.asOf();
			if (day == null) {
				return true;
			}
			LocalDate begun = isCertain()
					? bound(item, field, ApproximateDate::begunBy, ApproximateDate.UNBOUNDED_FUTURE)
					: bound(item, field, ApproximateDate::earliest, ApproximateDate.UNBOUNDED_PAST);
			return !begun.isAfter(day);
		}

		private boolean inForce(Item item, LocalDate day) {
			LocalDate from = isCertain()
					? bound(item, "startDate", ApproximateDate::latest, ApproximateDate.UNBOUNDED_FUTURE)
					: bound(item, "startDate", ApproximateDate::earliest, ApproximateDate.UNBOUNDED_PAST);
			LocalDate to = isCertain()
					? bound(item, "endDate", ApproximateDate::earliest, ApproximateDate.UNBOUNDED_PAST)
					: bound(item, "endDate", ApproximateDate::latest, ApproximateDate.UNBOUNDED_FUTURE);
			return !from.isAfter(day) && !to.isBefore(day);
		}

		private boolean isCertain() {
			return this.lens.certainty() == Certainty.CERTAIN;
		}

		private static LocalDate bound(Item item, String field, Function<ApproximateDate, LocalDate> bound,
				LocalDate ifAbsent) {
			String text = item.text(field);
			return (text != null) ? bound.apply(ApproximateDate.parse(text)) : ifAbsent;
		}

	}

}
