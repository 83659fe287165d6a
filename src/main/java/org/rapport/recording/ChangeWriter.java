package org.rapport.recording;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.kernel.Content.Bond;
import org.rapport.recording.ActGraph.FormerSlug;
import org.rapport.store.ElementStore;
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

	private final ElementStore store;

	private final ActGraph acts;

	private final Sealing sealing;

	private final HistoryGraph history;

	ChangeWriter(ElementStore store, ActGraph acts, Sealing sealing, HistoryGraph history) {
		this.store = store;
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
	 */
	public record Aside(Set<String> retired, List<Runnable> more, Set<String> beside) {
	}

	/** Writes changes, at most one of each element. */
	public void write(List<Change> changes, Aside aside, Reported reported) {
		Set<String> newSlugs = changes.stream()
			.map(Change::newSlug)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.collect(Collectors.toSet());
		List<FormerSlug> former = formerSlugs(changes);
		this.store.releaseSlugs(former.stream().map(FormerSlug::id).toList());
		this.acts.dropAliases(former.isEmpty() ? List.of() : newSlugs);
		this.store.change(contents(changes, (change) -> change.before() != null), reported.at(), reported.by());
		this.store.create(contents(changes, (change) -> change.before() == null), reported.at(), reported.by());
		tie(changes);
		Set<String> gone = ids(changes,
				(change) -> change.kind() == ChangeKind.RETRACTED || aside.retired().contains(change.id()));
		this.store.retract(gone);
		former.removeIf((slug) -> newSlugs.contains(slug.slug()));
		this.acts.keep(former);
		aside.more().forEach(Runnable::run);
		seal(changes, aside.beside());
		this.history.write(changes, reported.id(), reported.name(), reported.reason(), reported.at(), reported.by());
	}

	private void tie(List<Change> changes) {
		Map<String, Set<Bond>> ties = new HashMap<>();
		Map<String, Set<Bond>> loose = new HashMap<>();
		for (Change change : changes) {
			Set<Bond> before = (change.before() != null) ? change.before().content().bonds() : Set.of();
			ties.put(change.id(), without(change.after().bonds(), before));
			loose.put(change.id(), without(before, change.after().bonds()));
		}
		this.store.untie(loose);
		this.store.tie(ties);
	}

	private void seal(List<Change> changes, Collection<String> beside) {
		if (changes.size() > MOST_SEALED_ONE_BY_ONE) {
			this.sealing.seal();
			return;
		}
		Set<String> far = ids(changes, ChangeWriter::concernsOthers);
		Set<String> near = ids(changes, (change) -> !far.contains(change.id()));
		this.sealing.seal(near, far);
		this.sealing.sealBeside(beside);
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

	/** Whether elements that depend on this one must be sealed again with it. */
	private static boolean concernsOthers(Change change) {
		Stored before = change.before();
		if (before == null) {
			return false;
		}
		return change.kind() != ChangeKind.CHANGED || !before.content().bonds().equals(change.after().bonds())
				|| !shared(before.content()).equals(shared(change.after()));
	}

	private static Map<String, Object> shared(Content content) {
		Map<String, Object> shared = new HashMap<>(content.properties());
		shared.keySet().removeAll(OWN);
		return shared;
	}

	private static Set<Bond> without(Set<Bond> bonds, Set<Bond> others) {
		Set<Bond> left = new HashSet<>(bonds);
		left.removeAll(others);
		return left;
	}

	private static List<Content> contents(List<Change> changes, Predicate<Change> which) {
		return changes.stream().filter(which).map(Change::after).toList();
	}

	private static Set<String> ids(List<Change> changes, Predicate<Change> which) {
		return changes.stream().filter(which).map(Change::id).collect(Collectors.toSet());
	}

}
