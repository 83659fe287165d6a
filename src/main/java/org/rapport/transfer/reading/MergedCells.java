package org.rapport.transfer.reading;

/**
 * A merged region of a sheet. Its text is in its first cell.
 *
 * @param column the position of its first column, from 0
 * @param lastColumn the position of its last column
 * @param lastRow the number of its last row, from 1
 */
record MergedCells(int column, int lastColumn, int lastRow) {
}
