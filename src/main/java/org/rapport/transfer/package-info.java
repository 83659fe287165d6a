/**
 * How data sets come in: tables through mappings, the interchange format, the loader and
 * the sample record. Read {@link FileImport}, {@link Imports}, {@link InterchangeReader},
 * {@link Rules} and {@link Load} first.
 */
@NullMarked
package org.rapport.transfer;

import org.jspecify.annotations.NullMarked;
