package org.rapport.endorsement;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.Entry;

/**
 * Something that is pursued or offered, for example a fund, a bill or a campaign.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param title the title
 * @param description one sentence about it, or null
 * @param kind the kind of initiative
 */
public record Initiative(Entry entry, String slug, String title, @Nullable String description,
		String kind) implements Element {
}
