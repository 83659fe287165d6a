/**
 * Who is who: possible duplicates, merging two records and taking a merge back.
 */
@NullMarked
package org.rapport.identity;

import org.jspecify.annotations.NullMarked;
