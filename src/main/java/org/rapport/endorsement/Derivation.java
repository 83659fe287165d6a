package org.rapport.endorsement;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * That something later derives from something earlier.
 *
 * @param entry what every record and fact carries
 * @param ofId the id of the later: a document, an initiative or an endorsement
 * @param from the earlier: a document, an initiative or an ask
 * @param kind how
 * @param askedWording the phrase that was asked for, or null
 * @param adoptedWording the phrase that was adopted, or null
 */
public record Derivation(Entry entry, String ofId, Element from, String kind, @Nullable String askedWording,
		@Nullable String adoptedWording) implements Element {
}
