package org.rapport.endorsement;

import java.util.List;

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

	/** How the adopted wording differs from the asked one; null unless both are known. */
	public @Nullable List<WordingPart> difference() {
		return (this.askedWording != null && this.adoptedWording != null)
				? WordingPart.difference(this.askedWording, this.adoptedWording) : null;
	}

}
