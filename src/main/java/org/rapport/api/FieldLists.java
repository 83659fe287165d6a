package org.rapport.api;

/** Describes the fields of a feature that can be read whole, see {@link ListFields}. */
public interface FieldLists {

	/** Describes each field once. */
	void describe(ListFields fields);

}
