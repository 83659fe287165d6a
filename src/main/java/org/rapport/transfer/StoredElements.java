package org.rapport.transfer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the graph holds already, as far as a file has to agree with it. */
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

	/** Whether anything of the data set was loaded before. */
	boolean hasDataset();

	/** Those of the ids that are there. */
	Set<String> present(Collection<String> ids);

	/** Those of the ids that were erased for good. */
	Set<String> erased(Collection<String> ids);

	/** The ids of the records that have these slugs, by slug. */
	Map<String, String> idsBySlug(Collection<String> slugs);

	/** What these identifiers identify. */
	List<IdentifiedElement> identified(Collection<StoredIdentifier> identifiers);

	/** Who took part in these meetings. */
	List<TookPart> tookPart(Collection<String> meetings);

	/** All steps from these meetings up to what they are part of. */
	List<StoredPart> meetingsAbove(Collection<String> meetings);

	/** All steps from these bodies and chapters up to what they are a part of. */
	List<StoredPart> bodiesAbove(Collection<String> bodies);

	/** The dates of these meetings, by id; those that are not known are missing. */
	Map<String, String> dates(Collection<String> meetings);

	/** Which of these meetings were held. */
	List<Held> held(Collection<String> meetings);

	/**
	 * An identifier in its scheme.
	 *
	 * @param scheme the scheme
	 * @param identifier the identifier
	 */
	record StoredIdentifier(String scheme, String identifier) {
	}

	/**
	 * What an identifier identifies.
	 *
	 * @param fact the id of the Identification
	 * @param identifier the identifier
	 * @param thing the id of the record
	 */
	record IdentifiedElement(String fact, StoredIdentifier identifier, String thing) {
	}

	/**
	 * That somebody took part.
	 *
	 * @param fact the id of the Participation
	 * @param actor the id of the actor
	 * @param meeting the id of the meeting
	 */
	record TookPart(String fact, String actor, String meeting) {
	}

	/**
	 * That something is a part of something.
	 *
	 * @param owner the id of what says so: the Membership, or the part itself
	 * @param part the id of the part
	 * @param whole the id of the whole
	 */
	record StoredPart(String owner, String part, String whole) {
	}

	/**
	 * That a meeting was held.
	 *
	 * @param fact the id of the StatusChange
	 * @param meeting the id of the meeting
	 */
	record Held(String fact, String meeting) {
	}

}
