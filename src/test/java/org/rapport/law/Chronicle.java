package org.rapport.law;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.rapport.law.Present.Hiding;
import org.rapport.law.Present.Node;

/**
 * Records after each act how hidden the elements are. The oracle uses this to decide
 * which history entries and former names a lens shows. It does not use the stored seals.
 */
final class Chronicle {

	private Present now;

	/**
	 * How hidden the element of each history entry was, the stricter of before and after.
	 */
	private final Map<String, Hiding> revisions = new HashMap<>();

	/**
	 * The elements that the element of each history entry needed, before and after, and
	 * those that a change tied it to or untied it from.
	 */
	private final Map<String, Set<String>> needed = new HashMap<>();

	private final Map<String, Hiding> aliases = new HashMap<>();

	Chronicle(Present begin) {
		this.now = begin;
		begin.revisions().forEach((revision, of) -> remember(revision, of, begin));
	}

	Present now() {
		return this.now;
	}

	/** Notes the graph after an act. */
	void next(Present after) {
		Present before = this.now;
		after.revisions().forEach((revision, of) -> {
			if (!this.revisions.containsKey(revision)) {
				remember(revision, of, before);
				remember(revision, of, after);
				Node then = before.nodes().get(of);
				Node now = after.nodes().get(of);
				if (then != null && now != null) {
					this.needed.computeIfAbsent(revision, (none) -> new HashSet<>()).addAll(changedEnds(then, now));
				}
			}
		});
		after.aliases().forEach((name, target) -> {
			String former = before.aliases().get(name);
			if (former == null) {
				String owner = before.nodes().containsKey(name) ? name : bySlug(before, name);
				this.aliases.put(name, before.hiding(owner));
			}
			else if (!former.equals(target)) {
				this.aliases.merge(name, before.hiding(former), Hiding::and);
			}
		});
		this.now = after;
	}

	private void remember(String revision, String of, Present state) {
		this.revisions.merge(revision, state.hiding(of), Hiding::and);
		Node node = state.nodes().get(of);
		if (node != null) {
			this.needed.computeIfAbsent(revision, (none) -> new HashSet<>()).addAll(node.needed());
		}
	}

	private static Set<String> changedEnds(Node then, Node now) {
		Set<String> changed = new HashSet<>();
		Set<String> fields = new HashSet<>(then.ties().keySet());
		fields.addAll(now.ties().keySet());
		for (String field : fields) {
			Set<String> before = then.ties().getOrDefault(field, Set.of());
			Set<String> after = now.ties().getOrDefault(field, Set.of());
			before.stream().filter((end) -> !after.contains(end)).forEach(changed::add);
			after.stream().filter((end) -> !before.contains(end)).forEach(changed::add);
		}
		return changed;
	}

	private static String bySlug(Present state, String slug) {
		return state.nodes()
			.values()
			.stream()
			.filter((node) -> Objects.equals(node.slug(), slug))
			.map(Node::id)
			.findFirst()
			.orElse("");
	}

	/** What the oracle removes from the current graph for a lens. */
	Restriction restriction(Lens lens) {
		return Restriction.of(this.now.graph(), lens, this.now.retracted());
	}

	/** The history entries, former names and distinctions that go with a restriction. */
	Beside beside(Restriction restriction, Clearance clearance) {
		Set<String> entries = new HashSet<>();
		this.now.revisions().forEach((revision, of) -> {
			Set<String> named = new HashSet<>(this.needed.getOrDefault(revision, Set.of()));
			named.add(of);
			if (!this.revisions.get(revision).isClearedBy(clearance)
					|| named.stream().anyMatch(restriction.uncleared()::contains)) {
				entries.add(revision);
			}
		});
		Set<String> names = new HashSet<>();
		this.now.aliases().forEach((name, target) -> {
			if (restriction.uncleared().contains(target) || !this.aliases.get(name).isClearedBy(clearance)) {
				names.add(name);
			}
		});
		Set<String> pairs = new HashSet<>();
		this.now.distinctions().forEach((pair, between) -> {
			if (between.stream().anyMatch(restriction.uncleared()::contains)) {
				pairs.add(pair);
			}
		});
		return new Beside(entries, names, pairs);
	}

	/**
	 * The removed nodes that are neither records nor facts.
	 *
	 * @param revisions the ids of history entries
	 * @param aliases former slugs and ids
	 * @param distinctions pairs that were declared distinct
	 */
	record Beside(Set<String> revisions, Set<String> aliases, Set<String> distinctions) {
	}

}
