/**
 * Who is who: possible duplicates, merging two records and taking a merge back. Read
 * {@link Duplicates} and {@link Identities} first.
 */
@NullMarked
package org.rapport.identity;

import org.jspecify.annotations.NullMarked;
