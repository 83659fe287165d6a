package org.rapport.transfer.job;

import org.rapport.transfer.RowNote;

/**
 * What an import has to say about a row.
 *
 * @param about what kind of note it is
 * @param table the name of the table in the mapping; empty without a mapping
 * @param file the name of the file
 * @param row the place of the row in the file, from 1
 * @param message what was found, with column and text, and what would be right
 */
record ImportNote(RowNote.About about, String table, String file, int row, String message) {

	static ImportNote of(RowNote note) {
		return new ImportNote(note.about(), note.place().table(), note.place().file(), note.place().row(),
				note.message());
	}

	/** The same note with another message. */
	ImportNote saying(String message) {
		return new ImportNote(this.about, this.table, this.file, this.row, message);
	}

}
