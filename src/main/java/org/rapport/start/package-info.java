/**
 * What a start needs and says: the data folder, secrets in files, refusals to start, and
 * the summary in the log.
 */
@NullMarked
package org.rapport.start;

import org.jspecify.annotations.NullMarked;
