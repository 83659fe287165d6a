/**
 * How data sets come in: the interchange format, its loader, and the sample record; and
 * how the graph goes out and back: copies for researchers, backups.
 */
@NullMarked
package org.rapport.transfer;

import org.jspecify.annotations.NullMarked;
