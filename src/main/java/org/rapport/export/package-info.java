/**
 * Lists of the API as flat files, one class a format, read through the lens. It reads the
 * lists of the features and has no statements for them. Read {@link Tables},
 * {@link TableReading} and {@link TableEndpoint} first.
 */
@NullMarked
package org.rapport.export;

import org.jspecify.annotations.NullMarked;
