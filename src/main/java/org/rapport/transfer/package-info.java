/**
 * How data sets come in: the interchange format, its loader and the sample record. Read
 * {@link Imports}, {@link InterchangeReader}, {@link Rules} and {@link Load} first.
 */
@NullMarked
package org.rapport.transfer;

import org.jspecify.annotations.NullMarked;
