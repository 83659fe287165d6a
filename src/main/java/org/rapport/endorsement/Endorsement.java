package org.rapport.endorsement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A fact: an actor endorsed a document or an initiative, in one act and one capacity.
 *
 * @param entry what every record and fact carries
 * @param endorser the actor
 * @param endorsed the document or initiative
 * @param kind the form of the endorsement
 * @param date when it was given, or null
 * @param capacity the capacity as the source states it, or null
 * @param onBehalfOf the actors on whose behalf it was given, sorted by name
 * @param withdrawn when it was withdrawn, or null if the lens shows no withdrawal
 * @param amount the sum, or null
 * @param promptedByIds the ids of the records and facts that prompted it
 */
public record Endorsement(Entry entry, Actor endorser, Element endorsed, String kind, @Nullable ApproximateDate date,
		@Nullable String capacity, List<Actor> onBehalfOf, @Nullable ApproximateDate withdrawn, @Nullable Money amount,
		List<String> promptedByIds) implements Element {

	/** STANDING, or WITHDRAWN if the lens shows a withdrawal. */
	public String standing() {
		return (this.withdrawn == null) ? "STANDING" : "WITHDRAWN";
	}

}
