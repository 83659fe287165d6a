/**
 * How data sets come in: the interchange format, its loader and the sample record.
 */
@NullMarked
package org.rapport.transfer;

import org.jspecify.annotations.NullMarked;
