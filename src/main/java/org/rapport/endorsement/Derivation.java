package org.rapport.endorsement;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * A fact: something later derives from something earlier, for example a law from a
 * letter.
 *
 * @param entry what every record and fact carries
 * @param laterId the id of the later document, initiative or endorsement
 * @param earlier the earlier document, initiative or ask
 * @param kind how it derives
 * @param askedWording the phrase that was asked for, or null
 * @param adoptedWording the phrase that was adopted, or null
 */
public record Derivation(Entry entry, String laterId, Element earlier, String kind, @Nullable String askedWording,
		@Nullable String adoptedWording) implements Element {

	/** The difference between the two wordings; null unless both are known. */
	public @Nullable List<WordingPart> difference() {
		return (this.askedWording != null && this.adoptedWording != null)
				? WordingPart.difference(this.askedWording, this.adoptedWording) : null;
	}

}
