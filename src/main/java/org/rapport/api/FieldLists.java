package org.rapport.api;

/** Describes the lists of a feature: each field that lists something of an element. */
public interface FieldLists {

	/** Describes each field once. */
	void describe(ListFields fields);

}
