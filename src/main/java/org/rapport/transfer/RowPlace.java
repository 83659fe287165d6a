package org.rapport.transfer;

/**
 * Where a row is.
 *
 * @param table the name of its table in the mapping
 * @param file the name of its file
 * @param row its place in the file, from 1
 */
public record RowPlace(String table, String file, int row) {

	@Override
	public String toString() {
		return this.file + ", row " + this.row;
	}

}
