package org.rapport.transfer.staging;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How values of a type are written to a file.
 *
 * @param <T> the type
 */
public interface Encoding<T> {

	/**
	 * JSON in a binary form. It keeps the types of numbers, which the text of JSON does
	 * not: a decimal number without a fraction stays one.
	 */
	Encoding<ObjectNode> JSON = new Smile<>(ObjectNode.class, Encoding::charactersOf);

	/** The bytes of a value. */
	byte[] encode(T value);

	/** The value of these bytes, equal to the one that was encoded. */
	T decode(byte[] bytes);

	/** About how many characters are in a value. */
	long characters(T value);

	/** About how many characters are in the texts of a value. */
	private static long charactersOf(JsonNode value) {
		if (value.isString()) {
			return value.stringValue().length();
		}
		long characters = 0;
		for (JsonNode part : value) {
			characters += charactersOf(part);
		}
		return characters;
	}

}
