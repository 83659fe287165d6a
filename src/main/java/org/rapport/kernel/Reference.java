package org.rapport.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Names one record by id, by slug or by an external identifier; the other components are
 * null.
 *
 * @param id its id
 * @param slug its slug
 * @param scheme the scheme of the identifier
 * @param identifier the identifier in that scheme
 */
public record Reference(@Nullable String id, @Nullable String slug, @Nullable String scheme,
		@Nullable String identifier) {

	public static Reference toId(String id) {
		return new Reference(id, null, null, null);
	}

	public static Reference toSlug(String slug) {
		return new Reference(null, slug, null, null);
	}

	public static Reference toIdentifier(String scheme, String identifier) {
		return new Reference(null, null, scheme, identifier);
	}

}
