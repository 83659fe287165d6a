/**
 * Where a load keeps what it has read until it is written: the first values in memory,
 * the others in a file.
 */
@NullMarked
package org.rapport.transfer.staging;

import org.jspecify.annotations.NullMarked;
