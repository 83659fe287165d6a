package org.rapport.transfer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
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
		public Map<String, String> idsBySlug(Collection<String> slugs) {
			return Map.of();
		}

		@Override
		public List<IdentifiedElement> identified(Collection<StoredIdentifier> identifiers) {
			return List.of();
		}

		@Override
		public List<TookPart> tookPart(Collection<String> meetings) {
			return List.of();
		}

		@Override
		public List<StoredPart> meetingsAbove(Collection<String> meetings) {
			return List.of();
		}

		@Override
		public List<StoredPart> bodiesAbove(Collection<String> bodies) {
			return List.of();
		}

		@Override
		public Map<String, String> dates(Collection<String> meetings) {
			return Map.of();
		}

		@Override
		public List<Held> held(Collection<String> meetings) {
			return List.of();
		}

	};

	/** Whether this data set was loaded before. */
	boolean hasDataset();

	/** Those of these ids that exist. */
	Set<String> present(Collection<String> ids);

	/** Those of these ids that were erased. */
	Set<String> erased(Collection<String> ids);

	/** The ids of the records with these slugs, by slug. */
	Map<String, String> idsBySlug(Collection<String> slugs);

	/** The recorded identifiers among these, with their records. */
	List<IdentifiedElement> identified(Collection<StoredIdentifier> identifiers);

	/** The participations in these meetings. */
	List<TookPart> tookPart(Collection<String> meetings);

	/**
	 * All steps from these meetings up to the meetings they are part of, at any height.
	 */
	List<StoredPart> meetingsAbove(Collection<String> meetings);

	/** All steps from these bodies and chapters up to their wholes, at any height. */
	List<StoredPart> bodiesAbove(Collection<String> bodies);

	/**
	 * The dates of these meetings, by id. Meetings that are unknown or have no date are
	 * not in the map.
	 */
	Map<String, String> dates(Collection<String> meetings);

	/** The status changes that say one of these meetings was held. */
	List<Held> held(Collection<String> meetings);

	/**
	 * An identifier in a scheme.
	 *
	 * @param scheme the scheme
	 * @param identifier the identifier
	 */
	record StoredIdentifier(String scheme, String identifier) {
	}

	/**
	 * An identifier that is recorded already.
	 *
	 * @param fact the id of the Identification
	 * @param identifier the identifier
	 * @param thing the id of the record
	 */
	record IdentifiedElement(String fact, StoredIdentifier identifier, String thing) {
	}

	/**
	 * A recorded participation.
	 *
	 * @param fact the id of the Participation
	 * @param actor the id of the actor
	 * @param meeting the id of the meeting
	 */
	record TookPart(String fact, String actor, String meeting) {
	}

	/**
	 * A step from a part to its whole.
	 *
	 * @param owner the id of the element that states it: the Membership, or the part
	 * itself
	 * @param part the id of the part
	 * @param whole the id of the whole
	 */
	record StoredPart(String owner, String part, String whole) {
	}

	/**
	 * A recorded status HELD.
	 *
	 * @param fact the id of the StatusChange
	 * @param meeting the id of the meeting
	 */
	record Held(String fact, String meeting) {
	}

}
