package org.rapport.kernel;

import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * What every record and fact carries.
 *
 * @param id its id
 * @param visibility who may see it
 * @param circle the need-to-know group that alone may see it, or null
 * @param recordedAt when its present version was recorded
 * @param recordedBy by whom
 * @param version the number of its present version, from 1
 */
public record Entry(String id, Visibility visibility, @Nullable String circle, OffsetDateTime recordedAt,
		String recordedBy, long version) {
}
