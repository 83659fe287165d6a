/**
 * What a start needs and says: the data folder, secrets in files, refusals to start, and
 * the summary in the log. Read {@link DataFolder}, {@link StartRefused} and
 * {@link StartSummary} first.
 */
@NullMarked
package org.rapport.start;

import org.jspecify.annotations.NullMarked;
