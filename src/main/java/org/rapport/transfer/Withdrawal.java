package org.rapport.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.rapport.store.Stored;
import org.rapport.transfer.ImportGraph.TiedElement;
import org.rapport.transfer.KeptElement.Why;

/**
 * Decides which elements can be retracted, when a data set does not state them any more
 * or a load is taken back:
 * <ul>
 * <li>An element stays if all its viewers see a citation from elsewhere. It loses the
 * data set's own citations.
 * <li>It stays with all its citations if it has citations from elsewhere that only some
 * of its viewers see.
 * <li>It stays if anything refers to it that stays.
 * <li>All others are retracted, together with their own citations.
 * </ul>
 */
final class Withdrawal {

	private final Leaving leaving;

	/** The elements that are retracted. */
	private final Set<String> retracted = new LinkedHashSet<>();

	/** The elements that stay and lose the data set's own citations. */
	private final Set<String> uncited = new TreeSet<>();

	private final Map<String, Why> kept = new LinkedHashMap<>();

	private Withdrawal(Leaving leaving) {
		this.leaving = leaving;
	}

	/**
	 * What is known about elements beside the graph.
	 *
	 * @param ownCitations the ids of the citations that go with what they support
	 * @param formerNames the ids of former names that go and come with their actors, each
	 * with the id of its actor
	 * @param gone the ids of other elements that go, too
	 * @param moved the ids of elements that will not refer any more to what they refer to
	 * now
	 * @param needed the ids of elements to which something refers that is not in the
	 * graph yet
	 */
	record Leaving(Set<String> ownCitations, Map<String, String> formerNames, Set<String> gone, Set<String> moved,
			Set<String> needed) {
	}

	/**
	 * Decides about elements.
	 * @param candidates the elements that may be retracted, records and facts
	 * @param referring what refers to them
	 * @param citations their citations, by id
	 */
	static Withdrawal of(Map<String, Stored> candidates, Collection<TiedElement> referring,
			Map<String, Stored> citations, Leaving leaving) {
		Withdrawal withdrawal = new Withdrawal(leaving);
		withdrawal.retracted.addAll(candidates.keySet());
		leaving.needed().forEach((id) -> withdrawal.keep(id, Why.NEEDED));
		Map<String, List<TiedElement>> citing = referring.stream()
			.filter(TiedElement::cites)
			.collect(Collectors.groupingBy(TiedElement::element));
		candidates.forEach(
				(id, element) -> withdrawal.lookForCitations(element, citing.getOrDefault(id, List.of()), citations));
		withdrawal.keepWhatIsReferredTo(referring);
		return withdrawal;
	}

	/** The elements that are retracted. Their own citations go with them. */
	Set<String> retracted() {
		return this.retracted;
	}

	/** The elements that stay and lose the data set's own citations. */
	Set<String> uncited() {
		return this.uncited;
	}

	/** The elements that stay as they are. */
	Map<String, Why> kept() {
		return this.kept;
	}

	private void keep(String id, Why why) {
		if (this.retracted.remove(id)) {
			this.kept.put(id, why);
		}
	}

	private void lookForCitations(Stored element, List<TiedElement> citing, Map<String, Stored> citations) {
		String id = element.content().id();
		List<Stored> elsewhere = new ArrayList<>();
		for (TiedElement tied : citing) {
			Stored citation = citations.get(tied.other());
			if (citation != null && citation.isShown() && !this.leaving.ownCitations().contains(tied.other())) {
				elsewhere.add(citation);
			}
		}
		if (elsewhere.isEmpty() || !this.retracted.contains(id)) {
			return;
		}
		if (elsewhere.stream().anyMatch((citation) -> citation.hiding().isOpenTo(element.hiding()))) {
			this.retracted.remove(id);
			this.uncited.add(id);
		}
		else {
			keep(id, Why.CITED);
		}
	}

	private void keepWhatIsReferredTo(Collection<TiedElement> referring) {
		boolean found = true;
		while (found) {
			Set<String> needed = new HashSet<>();
			for (TiedElement tied : referring) {
				if (this.retracted.contains(tied.element()) && stays(tied)) {
					needed.add(tied.element());
				}
			}
			needed.forEach((id) -> keep(id, Why.NEEDED));
			found = !needed.isEmpty();
		}
	}

	private boolean goes(String id) {
		String actor = this.leaving.formerNames().get(id);
		return this.retracted.contains(id) || this.leaving.gone().contains(id) || (actor != null && goes(actor));
	}

	private boolean stays(TiedElement tied) {
		if (goes(tied.other()) || this.leaving.moved().contains(tied.other())) {
			return false;
		}
		return !this.leaving.ownCitations().contains(tied.other())
				|| tied.supported().stream().noneMatch((id) -> goes(id) || this.uncited.contains(id));
	}

}
