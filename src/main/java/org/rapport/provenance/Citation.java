package org.rapport.provenance;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A citation: the place in a document that supports a record or a fact.
 *
 * @param entry what every record and fact carries
 * @param supportedId the id of the record or fact that it supports
 * @param document the source
 * @param locator the place in the source
 * @param quote the wording, or null
 * @param note a curator's note, or null
 * @param basis STATED or INFERRED
 * @param accessed when the source was read, or null
 */
public record Citation(Entry entry, String supportedId, Document document, String locator, @Nullable String quote,
		@Nullable String note, String basis, @Nullable ApproximateDate accessed) implements Element {

	private static final String STATED = "STATED";

	/**
	 * The basis of a fact: STATED if one of its citations is. A citation that supports
	 * only a part of the fact is INFERRED.
	 * @param citations those that the lens shows
	 */
	public static String basisOf(List<Citation> citations) {
		return citations.stream().map(Citation::basis).filter(STATED::equals).findFirst().orElse("INFERRED");
	}

}
