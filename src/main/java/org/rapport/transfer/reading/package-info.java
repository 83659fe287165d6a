/**
 * Reads files of rows: text with separators, workbooks, JSON and YAML, each also
 * compressed. Read {@link TableFile} first.
 */
@NullMarked
package org.rapport.transfer.reading;

import org.jspecify.annotations.NullMarked;
