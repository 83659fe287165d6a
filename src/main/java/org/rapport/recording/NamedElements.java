package org.rapport.recording;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Lens;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Reference;
import org.rapport.store.ElementStore;
import org.rapport.store.Stored;

/**
 * The recorded elements that an input names. They are read once, when first asked for,
 * through the lens of the viewer who acts, so that hidden elements behave as if they did
 * not exist.
 */
final class NamedElements {

	private final Lens lens;

	private final NamedGraph graph;

	private final Input input;

	private final ElementStore store;

	/** Null until somebody asks. Some acts look up what they name by themselves. */
	private @Nullable Found found;

	NamedElements(Input input, Lens lens, NamedGraph graph, ElementStore store) {
		this.input = input;
		this.lens = lens;
		this.graph = graph;
		this.store = store;
	}

	/** The elements that were found. */
	private record Found(Map<Reference, String> ids, Map<String, Stored> stored) {
	}

	private Found found() {
		Found known = this.found;
		if (known == null) {
			Set<Reference> references = new HashSet<>();
			collect(this.input.values(), references);
			Map<Reference, String> ids = this.graph.find(this.lens, references);
			known = new Found(ids, this.store.stored(new TreeSet<>(ids.values())));
			this.found = known;
		}
		return known;
	}

	@SuppressWarnings("unchecked")
	private static void collect(Object value, Set<Reference> references) {
		if (value instanceof Map<?, ?> object) {
			Reference reference = new Input((Map<String, @Nullable Object>) object, List.of()).reference();
			if (reference != null && hasForm(reference)) {
				references.add(reference);
			}
			object.values().forEach((inner) -> {
				if (inner != null) {
					collect(inner, references);
				}
			});
		}
		else if (value instanceof Collection<?> list) {
			list.forEach((inner) -> collect(inner, references));
		}
	}

	private static boolean hasForm(Reference reference) {
		if (reference.id() == null) {
			return true;
		}
		try {
			Ids.kindOf(reference.id());
			return true;
		}
		catch (RapportException ex) {
			return false;
		}
	}

	/** The id of the element that a reference names, or null if the viewer sees none. */
	@Nullable String id(Reference reference) {
		return found().ids().get(reference);
	}

	/** The element with an id from the input, or null if the viewer does not see it. */
	@Nullable Stored stored(String id) {
		return found().stored().get(found().ids().get(Reference.toId(id)));
	}

	/**
	 * The element with an id, if the input names it and the viewer sees it. It reads
	 * nothing.
	 */
	@Nullable Stored known(String id) {
		return (this.found != null) ? this.found.stored().get(id) : null;
	}

	/** Those of these ids that the viewer does not see. */
	Set<String> unseen(Set<String> ids) {
		Set<String> unseen = new TreeSet<>(ids);
		unseen.removeAll(this.graph.shown(this.lens, ids));
		return unseen;
	}

}
