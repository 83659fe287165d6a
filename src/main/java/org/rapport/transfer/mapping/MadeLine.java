package org.rapport.transfer.mapping;

import java.util.Set;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Kind;
import org.rapport.transfer.RowPlace;
import org.rapport.transfer.mapping.Mapping.Match;
import org.rapport.transfer.staging.Shelf;
import org.rapport.transfer.staging.Staged;

/**
 * A record or fact that rows make, in the form of the interchange format.
 *
 * @param kind its kind
 * @param key its key in the data set
 * @param form its form, with its citations
 * @param matches by what a record of another data set may be recognised as the same
 * @param place the row that made it first
 */
public record MadeLine(Kind kind, String key, Staged<ObjectNode> form, Set<Match> matches, RowPlace place) {

	/** A line in memory. */
	public MadeLine(Kind kind, String key, ObjectNode json, Set<Match> matches, RowPlace place) {
		this(kind, key, Staged.held(json), matches, place);
	}

	/** Its form, which nobody changes. */
	public ObjectNode json() {
		return this.form.get();
	}

	/** The same line with another form. */
	public MadeLine with(Staged<ObjectNode> other) {
		return new MadeLine(this.kind, this.key, other, this.matches, this.place);
	}

	/** The same line, kept on a shelf. */
	MadeLine on(Shelf<ObjectNode> shelf) {
		return with(shelf.put(json()));
	}

	/** What it is about, without its form. */
	MadeLine bare() {
		return new MadeLine(this.kind, this.key, JsonNodeFactory.instance.objectNode(), this.matches, this.place);
	}

}
