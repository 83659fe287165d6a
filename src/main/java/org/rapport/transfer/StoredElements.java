package org.rapport.transfer;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The data in the graph that a new file has to agree with. */
interface StoredElements {

	/** An empty graph. */
	StoredElements NOTHING = new StoredElements() {

		@Override
		public boolean hasDataset() {
			return false;
		}

		@Override
		public Set<String> present(Collection<String> ids) {
			return Set.of();
		}

		@Override
		public Set<String> erased(Collection<String> ids) {
			return Set.of();
		}

		@Override
		public List<TookPart> tookPart(Collection<String> meetings) {
			return List.of();
		}

	};

	/** Whether this data set was loaded before. */
	boolean hasDataset();

	/** Those of these ids that exist. */
	Set<String> present(Collection<String> ids);

	/** Those of these ids that were erased. */
	Set<String> erased(Collection<String> ids);

	/** The participations in these meetings. */
	List<TookPart> tookPart(Collection<String> meetings);

	/**
	 * A recorded participation.
	 *
	 * @param fact the id of the Participation
	 * @param actor the id of the actor
	 * @param meeting the id of the meeting
	 */
	record TookPart(String fact, String actor, String meeting) {
	}

}
