/**
 * Data in and out: the interchange format, its loader and the sample record, copies for
 * researchers, and backups.
 */
@NullMarked
package org.rapport.transfer;

import org.jspecify.annotations.NullMarked;
