package org.rapport.recording;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Content.Bond;
import org.rapport.recording.ActGraph.FormerSlug;
import org.rapport.store.ElementStore.Replaced;
import org.rapport.store.ElementStore;
import org.rapport.store.Ending;
import org.rapport.store.NewElements;
import org.rapport.store.Sealing;
import org.rapport.store.Stored;
import org.springframework.stereotype.Component;

/**
 * Writes changes of records and facts, for acts and imports alike: the elements, their
 * slugs and relationships, their seals and their history. It runs in the transaction of
 * its caller, who has checked all rules.
 */
@Component
public class ChangeWriter {

	/** Above this number it costs less to seal the whole graph than each element. */
	private static final int MOST_SEALED_ONE_BY_ONE = 5_000;

	/** The properties that matter to no other element's seal. */
	private static final Set<String> OWN = Set.of("description", "url", "language", "kind", "multiplicity",
			"attendanceMode", "capacity", "legalForm", "jurisdiction", "countryCode", "quote", "note", "basis",
			"accessed", "locator", "output", "amount", "currency", "unit", "value", "bound", "measure", "status",
			"adoptedWording", "askedWording", "wording", "heading", "textDigest");

	/**
	 * The properties that matter to how an element is found and sorted, and to the order
	 * of the facts about it.
	 */
	private static final Set<String> NAMES = Set.of("name", "title", "summary", "slug");

	/** The types of ties to a document that its seal depends on. */
	private static final Set<String> UPON_DOCUMENTS = Set.of("OF", "FROM");

	private final ElementStore store;

	private final ActGraph acts;

	private final Sealing sealing;

	private final HistoryGraph history;

	private final NewElements added;

	ChangeWriter(ElementStore store, NewElements added, ActGraph acts, Sealing sealing, HistoryGraph history) {
		this.store = store;
		this.added = added;
		this.acts = acts;
		this.sealing = sealing;
		this.history = history;
	}

	/**
	 * What the history says of changes that are written together.
	 *
	 * @param id the id of the act or import
	 * @param name the name of the mutation, {@code import} or {@code undoImport}
	 * @param reason why; null if nobody said
	 * @param at when
	 * @param by who did it
	 */
	public record Reported(String id, String name, @Nullable String reason, OffsetDateTime at, String by) {
	}

	/**
	 * What is done beside the changes themselves.
	 *
	 * @param retired the ids of changed elements that are retracted after the change,
	 * whatever kind of change it is
	 * @param more what else is written, before anything is sealed
	 * @param beside the ids of other elements to seal
	 * @param documents the ids of documents that what goes for good cites or acts upon
	 */
	public record Aside(Set<String> retired, List<Runnable> more, Set<String> beside, Set<String> documents) {
	}

	/** Writes changes, at most one of each element. */
	public void write(List<Change> changes, Aside aside, Reported reported) {
		write(changes, aside, reported, List.of());
	}

	/**
	 * Writes changes, at most one of each element, and the notes of acts that were done.
	 * @param notes the properties of each note
	 */
	void write(List<Change> changes, Aside aside, Reported reported, List<Map<String, Object>> notes) {
		Set<String> newSlugs = changes.stream()
			.map(Change::newSlug)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.collect(Collectors.toSet());
		List<FormerSlug> former = formerSlugs(changes);
		if (!former.isEmpty()) {
			this.acts.release(former, newSlugs);
		}
		List<Change> changed = changes.stream().filter((change) -> change.before() != null).toList();
		Set<String> far = ids(changed, ChangeWriter::concernsOthers);
		add(changes, far, reported);
		replace(changed, far, aside.retired(), reported);
		former.removeIf((slug) -> newSlugs.contains(slug.slug()));
		this.acts.keep(former);
		aside.more().forEach(Runnable::run);
		Set<String> beside = new TreeSet<>(aside.beside());
		former.forEach((slug) -> beside.add(slug.id()));
		Set<String> documents = new TreeSet<>(aside.documents());
		documents.addAll(left(changed));
		if (!(changed.isEmpty() && documents.isEmpty() && beside.isEmpty() && notes.isEmpty())) {
			seal(far, ids(changed, ChangeWriter::isOnlyDated), documents,
					this.history.ending(changed, reported, beside, notes));
		}
	}

	private void replace(List<Change> changed, Set<String> far, Set<String> retired, Reported reported) {
		List<Replaced> replaced = new ArrayList<>();
		for (Change change : changed) {
			Stored before = Objects.requireNonNull(change.before());
			boolean retracted = change.kind() == ChangeKind.RETRACTED || retired.contains(change.id());
			boolean renamed = !far.contains(change.id()) && NAMES.stream()
				.anyMatch((name) -> !Objects.equals(before.content().properties().get(name),
						change.after().properties().get(name)));
			replaced.add(new Replaced(before, change.after(), retracted, renamed));
		}
		this.store.replace(replaced, reported.at(), reported.by());
	}

	/** The documents that changed elements cited, or acted upon, and do no more. */
	private static Set<String> left(List<Change> changed) {
		Set<String> left = new TreeSet<>();
		for (Change change : changed) {
			for (Bond bond : Objects.requireNonNull(change.before()).content().bonds()) {
				if (UPON_DOCUMENTS.contains(bond.type()) && Ids.kindOf(bond.other()) == Kind.DOCUMENT
						&& !change.after().bonds().contains(bond)) {
					left.add(bond.other());
				}
			}
		}
		return left;
	}

	/** Writes the new elements, sealed and with their first history entries. */
	private void add(List<Change> changes, Set<String> far, Reported reported) {
		List<Content> added = new ArrayList<>();
		Map<String, Map<String, Object>> entries = new HashMap<>();
		for (Change change : changes) {
			if (change.before() == null) {
				added.add(change.after());
				entries.put(change.id(), HistoryGraph.first(change, reported));
			}
		}
		if (!added.isEmpty()) {
			this.added.add(added, entries, far, reported.at(), reported.by());
		}
	}

	private void seal(Set<String> changed, Set<String> dated, Set<String> documents, Ending ending) {
		if (changed.size() > MOST_SEALED_ONE_BY_ONE) {
			this.sealing.sealAll(ending);
		}
		else {
			this.sealing.seal(changed, dated, documents, ending);
		}
	}

	private static List<FormerSlug> formerSlugs(List<Change> changes) {
		List<FormerSlug> former = new ArrayList<>();
		for (Change change : changes) {
			Stored before = change.before();
			String slug = change.formerSlug();
			if (before != null && slug != null) {
				former.add(new FormerSlug(change.id(), slug, before.level(), before.circles()));
			}
		}
		return former;
	}

	/**
	 * Whether a changed element must be sealed again, with all elements that depend on
	 * it.
	 */
	private static boolean concernsOthers(Change change) {
		Stored before = Objects.requireNonNull(change.before());
		return change.kind() != ChangeKind.CHANGED || before.withheld()
				|| !before.content().bonds().equals(change.after().bonds())
				|| !shared(before.content()).equals(shared(change.after()));
	}

	/** Whether a document changes that stays as hidden as it is. */
	private static boolean isOnlyDated(Change change) {
		Stored before = Objects.requireNonNull(change.before());
		return change.after().kind() == Kind.DOCUMENT && change.kind() == ChangeKind.CHANGED && !before.withheld()
				&& Hiding.of(before.content()).equals(Hiding.of(change.after()));
	}

	private static Map<String, Object> shared(Content content) {
		Map<String, Object> shared = new HashMap<>(content.properties());
		shared.keySet().removeAll(OWN);
		if (content.kind().isRecord() || content.kind() == Kind.NAME) {
			shared.keySet().removeAll(NAMES);
		}
		return shared;
	}

	private static Set<String> ids(List<Change> changes, Predicate<Change> which) {
		return changes.stream().filter(which).map(Change::id).collect(Collectors.toSet());
	}

}
