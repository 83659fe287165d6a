package org.rapport.recording;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.kernel.Content.Bond;
import org.rapport.recording.ActGraph.FormerSlug;
import org.rapport.store.ElementStore;
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
		List<Change> changed = changes.stream().filter((change) -> change.before() != null).toList();
		Set<String> far = ids(changed, ChangeWriter::concernsOthers);
		change(changed, far, reported);
		add(changes, reported);
		tie(changed);
		Set<String> gone = ids(changes,
				(change) -> change.kind() == ChangeKind.RETRACTED || aside.retired().contains(change.id()));
		this.store.retract(gone);
		former.removeIf((slug) -> newSlugs.contains(slug.slug()));
		this.acts.keep(former);
		aside.more().forEach(Runnable::run);
		Set<String> beside = new TreeSet<>(aside.beside());
		beside.addAll(seal(far));
		beside.addAll(this.history.write(changed, reported));
		this.sealing.sealBeside(beside);
	}

	private void change(List<Change> changed, Set<String> far, Reported reported) {
		Map<Content, Content> amended = new HashMap<>();
		List<Content> replaced = new ArrayList<>();
		for (Change change : changed) {
			if (far.contains(change.id())) {
				replaced.add(change.after());
			}
			else {
				amended.put(Objects.requireNonNull(change.before()).content(), change.after());
			}
		}
		this.store.change(replaced, reported.at(), reported.by());
		this.store.amend(amended, reported.at(), reported.by());
	}

	/** Writes the new elements, sealed and with their first history entries. */
	private void add(List<Change> changes, Reported reported) {
		List<Content> added = new ArrayList<>();
		Map<String, Map<String, Object>> entries = new HashMap<>();
		for (Change change : changes) {
			if (change.before() == null) {
				added.add(change.after());
				entries.put(change.id(), HistoryGraph.first(change, reported));
			}
		}
		if (!added.isEmpty()) {
			this.added.add(added, entries, reported.at(), reported.by());
		}
	}

	private void tie(List<Change> changes) {
		Map<String, Set<Bond>> ties = new HashMap<>();
		Map<String, Set<Bond>> loose = new HashMap<>();
		for (Change change : changes) {
			Set<Bond> before = Objects.requireNonNull(change.before()).content().bonds();
			ties.put(change.id(), without(change.after().bonds(), before));
			loose.put(change.id(), without(before, change.after().bonds()));
		}
		this.store.untie(loose);
		this.store.tie(ties);
	}

	/**
	 * Seals changed elements with all that depend on them.
	 * @return the ids of the elements whose nodes beside them are not sealed yet
	 */
	private Set<String> seal(Set<String> changed) {
		if (changed.size() > MOST_SEALED_ONE_BY_ONE) {
			this.sealing.seal();
			return Set.of();
		}
		return this.sealing.sealElements(Set.of(), changed);
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

	private static Set<String> ids(List<Change> changes, Predicate<Change> which) {
		return changes.stream().filter(which).map(Change::id).collect(Collectors.toSet());
	}

}
