package org.rapport.identity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rapport.identity.AlikeNames.NameForm;
import org.rapport.identity.IdentityGraph.AskedName;
import org.rapport.identity.IdentityGraph.Pair;
import org.rapport.identity.LikenessGraph.ChangedRecords;
import org.rapport.identity.LikenessGraph.ComparedRecord;
import org.rapport.identity.LikenessGraph.HistoryPart;
import org.rapport.identity.LikenessGraph.NameHit;
import org.rapport.identity.LikenessGraph.NameQuestion;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Words;
import org.rapport.store.ElementStore;
import org.rapport.store.Sealing;
import org.rapport.store.Writing;
import org.springframework.stereotype.Component;

/**
 * Finds what makes two records look like the same one, and stores it. It follows the
 * history of all elements: records that were written since the last search are compared
 * with those that the full-text index proposes. So the first search of a graph goes
 * through the whole history, a part at a time, and a search that was stopped goes on
 * where it was.
 */
@Component
class Likenesses {

	/** Names that are less alike are not stored. */
	private static final double LEAST = 0.85;

	/** Titles of meetings that are less alike count as different. */
	private static final double LEAST_OF_TITLES = 0.9;

	/** The most entries of the history that one transaction searches. */
	private static final long MOST_ENTRIES = 500;

	/** The most records that one statement compares, so that it never takes long. */
	private static final int MOST_ASKED = 25;

	/** The most proposals for one name among those that its viewers see. */
	private static final int MOST_FOR_NAME = 200;

	private final LikenessGraph graph;

	private final ElementStore store;

	private final Sealing sealing;

	private final Writing writing;

	private final Clock clock = Clock.systemUTC();

	Likenesses(LikenessGraph graph, ElementStore store, Sealing sealing, Writing writing) {
		this.graph = graph;
		this.store = store;
		this.sealing = sealing;
		this.writing = writing;
	}

	/** Searches everything that was written since the last search. */
	void search() {
		List<NameHit> otherScripts = null;
		HistoryPart part = this.graph.next(MOST_ENTRIES);
		while (part != null && !Thread.currentThread().isInterrupted()) {
			ChangedRecords changed = this.graph.changed(part);
			if (otherScripts == null && !changed.records().isEmpty()) {
				// Those that come later are asked for by their own search.
				otherScripts = this.graph.inOtherScripts();
			}
			Map<String, Map<String, Object>> found = find(changed.records(),
					Objects.requireNonNullElse(otherScripts, List.of()));
			HistoryPart done = part;
			this.writing.run((status) -> {
				this.store.lock();
				// Another instance may have searched the same part meanwhile.
				if (this.graph.searchedUpTo() == done.after()) {
					write(changed, found);
					this.graph.searched(done);
				}
				return true;
			});
			part = this.graph.next(MOST_ENTRIES);
		}
	}

	private void write(ChangedRecords changed, Map<String, Map<String, Object>> found) {
		if (changed.elements().isEmpty()) {
			return;
		}
		TreeSet<String> ids = new TreeSet<>(changed.elements());
		ids.addAll(changed.records());
		Map<String, Object> before = this.graph.forget(ids);
		if (found.isEmpty()) {
			return;
		}
		found.forEach((key, row) -> {
			Object since = before.get(key);
			if (since != null) {
				row.put("foundAt", since);
			}
		});
		this.graph.remember(found.values(), OffsetDateTime.now(this.clock).withOffsetSameInstant(ZoneOffset.UTC));
		this.sealing.sealLikenesses(found.keySet());
	}

	private Map<String, Map<String, Object>> find(Collection<String> ids, List<NameHit> otherScripts) {
		Map<String, Map<String, Object>> found = new LinkedHashMap<>();
		List<String> all = List.copyOf(ids);
		for (int i = 0; i < all.size(); i += MOST_ASKED) {
			List<String> some = all.subList(i, Math.min(i + MOST_ASKED, all.size()));
			List<ComparedRecord> records = this.graph.named(some);
			compareNames(records.stream().filter((record) -> !isMeeting(record.kind())).toList(), otherScripts, found);
			this.graph.withSameIdentifier(some)
				.forEach((hit) -> add(found, "IDENTIFIER", hit.kind(), hit.id(), hit.asks(), hit.other(), hit.basis(),
						1, null));
			compareMeetings(
					records.stream().filter((record) -> isMeeting(record.kind())).map(ComparedRecord::id).toList(),
					found);
		}
		return found;
	}

	private static boolean isMeeting(String kind) {
		return kind.equals(Kind.MEETING.label());
	}

	private void compareNames(List<ComparedRecord> records, List<NameHit> otherScripts,
			Map<String, Map<String, Object>> found) {
		Map<String, NameForm> forms = new HashMap<>();
		List<NameQuestion> questions = new ArrayList<>();
		Map<String, ComparedRecord> byId = new HashMap<>();
		for (ComparedRecord record : records) {
			byId.put(record.id(), record);
			record.names().forEach((basis, name) -> {
				Words words = Words.of(name);
				if (words.words().isEmpty()) {
					return;
				}
				questions.add(new NameQuestion(record, basis, new AskedName(record.kind(), words)));
				Words latin = Words.of(AlikeNames.latin(words));
				if (!latin.equals(words) && !latin.words().isEmpty()) {
					questions.add(new NameQuestion(record, basis, new AskedName(record.kind(), latin)));
				}
			});
		}
		Map<String, List<NameHit>> byName = new LinkedHashMap<>();
		this.graph.like(questions)
			.forEach((hit) -> byName.computeIfAbsent(hit.asks(), (none) -> new ArrayList<>()).add(hit));
		for (ComparedRecord record : records) {
			otherScripts.stream()
				.filter((hit) -> hit.kind().equals(record.kind()) && !hit.other().equals(record.id()))
				.filter((hit) -> record.country().isEmpty() || hit.country().isEmpty()
						|| record.country().equals(hit.country()))
				.forEach((hit) -> record.names()
					.keySet()
					.forEach((basis) -> byName.computeIfAbsent(basis, (none) -> new ArrayList<>())
						.add(new NameHit(record.id(), basis, hit.other(), hit.kind(), hit.country(), hit.basis(),
								hit.name(), hit.hiding()))));
		}
		byName.forEach((basis, hits) -> {
			ComparedRecord record = Objects.requireNonNull(byId.get(hits.get(0).id()));
			NameForm own = form(forms, Objects.requireNonNull(record.names().get(basis)));
			mostAlike(own, hits, forms).forEach((hit, likeness) -> add(found, "NAME", record.kind(), record.id(), basis,
					hit.other(), hit.basis(), likeness, null));
		});
	}

	private static NameForm form(Map<String, NameForm> forms, String name) {
		return forms.computeIfAbsent(name, NameForm::of);
	}

	/**
	 * The names that are alike enough. A very common name gets only so many proposals.
	 * Which of them a viewer sees depends only on names that this viewer sees.
	 */
	private static Map<NameHit, Double> mostAlike(NameForm own, List<NameHit> hits, Map<String, NameForm> forms) {
		Map<NameHit, Double> alike = new HashMap<>();
		hits.forEach((hit) -> {
			double likeness = own.likeness(form(forms, hit.name()));
			if (likeness >= LEAST) {
				alike.put(hit, likeness);
			}
		});
		if (alike.size() <= MOST_FOR_NAME) {
			return alike;
		}
		Map<NameHit, Double> most = new LinkedHashMap<>();
		alike.entrySet()
			.stream()
			.sorted(Comparator.comparingDouble((Map.Entry<NameHit, Double> one) -> -one.getValue())
				.thenComparing((one) -> one.getKey().basis()))
			.filter((one) -> most.keySet()
				.stream()
				.filter((other) -> other.hiding().isOpenTo(one.getKey().hiding()))
				.limit(MOST_FOR_NAME)
				.count() < MOST_FOR_NAME)
			.forEachOrdered((one) -> most.put(one.getKey(), one.getValue()));
		return most;
	}

	private void compareMeetings(List<String> ids, Map<String, Map<String, Object>> found) {
		if (ids.isEmpty()) {
			return;
		}
		String kind = Kind.MEETING.label();
		Map<String, NameForm> forms = new HashMap<>();
		this.graph.onSameDays(ids).forEach((hit) -> {
			double likeness = form(forms, hit.title()).likeness(form(forms, hit.otherTitle()));
			if (likeness >= LEAST_OF_TITLES) {
				add(found, "TITLE", kind, hit.id(), hit.id(), hit.other(), hit.other(), likeness, null);
			}
			hit.shared()
				.forEach((shared) -> add(found, "PARTICIPANT", kind, hit.id(), shared.get(0), hit.other(),
						shared.get(1), 0, shared.get(2)));
		});
	}

	/**
	 * Adds a finding.
	 * @param basis the id of the element of one record that the finding follows from
	 * @param otherBasis the same of the other record
	 * @param actor the id of the actor that took part in both; null if there is none
	 */
	private static void add(Map<String, Map<String, Object>> found, String kind, String label, String id, String basis,
			String otherId, String otherBasis, double likeness, @Nullable String actor) {
		Pair pair = Pair.of(id, otherId);
		boolean inOrder = pair.one().equals(id);
		List<String> bases = inOrder ? List.of(basis, otherBasis) : List.of(otherBasis, basis);
		String key = kind + " " + pair.key() + " " + String.join(" ", bases);
		TreeSet<String> needs = new TreeSet<>(List.of(id, otherId, basis, otherBasis));
		Map<String, Object> properties = new HashMap<>(Map.of("key", key, "kind", kind, "label", label, "pair",
				pair.key(), "one", pair.one(), "other", pair.other(), "basis", bases, "likeness",
				Math.round(likeness * 1000), "ends", (long) needs.size(), "visibility", 0L));
		if (actor != null) {
			properties.put("actor", actor);
		}
		found.put(key, new HashMap<>(Map.of("properties", properties, "needs", List.copyOf(needs))));
	}

}
