package org.rapport.endorsement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.directory.Actor;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * That an actor endorsed a document or an initiative: one act, in one capacity.
 *
 * @param entry what every record and fact carries
 * @param endorser who
 * @param of a document or an initiative
 * @param kind the form of the act
 * @param date when, or null
 * @param capacity the capacity as its source states it, or null
 * @param onBehalfOf on whose behalf, by name
 * @param withdrawn when it was withdrawn, or null if the lens shows no withdrawal
 * @param amount the sum, or null
 * @param promptedByIds the ids of what prompted it
 */
public record Endorsement(Entry entry, Actor endorser, Element of, String kind, @Nullable ApproximateDate date,
		@Nullable String capacity, List<Actor> onBehalfOf, @Nullable ApproximateDate withdrawn, @Nullable Money amount,
		List<String> promptedByIds) implements Element {

	/** STANDING, or WITHDRAWN if the lens shows a withdrawal. */
	public String standing() {
		return (this.withdrawn == null) ? "STANDING" : "WITHDRAWN";
	}

}
