package org.rapport.directory;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Entry;

/**
 * A civil society group, a network, a party, a media house, or a company.
 *
 * @param entry what every record and fact carries
 * @param slug the readable handle
 * @param name the name as the source prints it
 * @param description one sentence about it, or null
 * @param kind the kind of organisation
 * @param countryCode the code of its country, or null
 * @param legalForm the legal form, or null
 * @param jurisdiction where it is registered, or null
 */
public record Organisation(Entry entry, String slug, String name, @Nullable String description, String kind,
		@Nullable String countryCode, @Nullable String legalForm, @Nullable String jurisdiction) implements Actor {

	/** The kind of a group that a source does not name. */
	public static final String UNNAMED_GROUP = "UNNAMED_GROUP";

	/** Whether it is a group that a source does not name. */
	public boolean isUnnamedGroup() {
		return this.kind.equals(UNNAMED_GROUP);
	}

}
