package org.rapport.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Position;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.SortedText;

/**
 * Writes a position in a list as an opaque cursor, and reads it back. A cursor is
 * base64url of a JSON array: the name of the list, its order, the values at the position,
 * and the id.
 */
final class Cursors {

	private static final JsonMapper JSON = new JsonMapper();

	/** Two names of 500 characters have up to 6,000 characters in a cursor. */
	private static final int LONGEST = 8192;

	private Cursors() {
	}

	static String write(String list, String order, Position position) {
		ArrayNode parts = JSON.createArrayNode().add(list).add(order);
		for (Object value : position.values()) {
			if (value instanceof Long number) {
				parts.add(number);
			}
			else {
				parts.add(value.toString());
			}
		}
		parts.add(position.id());
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(parts.toString().getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a cursor of this list in this order.
	 * @throws RapportException with the code BAD_CURSOR if the text is not a cursor, or
	 * belongs to another list or order
	 */
	static Position read(String cursor, String argument, String list, String order, List<Class<?>> types) {
		JsonNode parts = parts(cursor, argument);
		if (!parts.isArray() || parts.size() < 3 || !parts.get(0).isString() || !parts.get(1).isString()
				|| !parts.get(parts.size() - 1).isString()) {
			throw malformed(argument);
		}
		if (!parts.get(0).asString().equals(list) || !parts.get(1).asString().equals(order)
				|| parts.size() != types.size() + 3) {
			throw new RapportException(ErrorCode.BAD_CURSOR,
					"The cursor in \"" + argument + "\" belongs to another list or order; start from the first page");
		}
		List<Object> values = new ArrayList<>();
		for (int i = 0; i < types.size(); i++) {
			values.add(value(parts.get(i + 2), types.get(i), argument));
		}
		return new Position(values, parts.get(parts.size() - 1).asString());
	}

	private static JsonNode parts(String cursor, String argument) {
		try {
			if (cursor.length() <= LONGEST) {
				return JSON.readTree(Base64.getUrlDecoder().decode(cursor));
			}
		}
		catch (IllegalArgumentException | JacksonException ex) {
			// The error below does not repeat the decoder's message.
		}
		throw malformed(argument);
	}

	private static Object value(JsonNode part, Class<?> type, String argument) {
		if (type == Long.class && part.isIntegralNumber() && part.canConvertToLong()) {
			return part.asLong();
		}
		if (type == SortedText.class && part.isString()) {
			return SortedText.of(part.asString());
		}
		if (type == String.class && part.isString()) {
			return part.asString();
		}
		if (type == LocalDate.class && part.isString()) {
			try {
				return LocalDate.parse(part.asString());
			}
			catch (DateTimeException ex) {
				throw malformed(argument);
			}
		}
		throw malformed(argument);
	}

	private static RapportException malformed(String argument) {
		return new RapportException(ErrorCode.BAD_CURSOR, "The text in \"" + argument + "\" is not a cursor");
	}

}
