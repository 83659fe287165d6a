package org.rapport.transfer;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rapport.kernel.Kind;
import tools.jackson.databind.JsonNode;

/**
 * A record or fact as a line of the file states it. It may still be wrong: what is asked
 * of it answers for those parts that have the right form.
 *
 * @param number the line, counted from 1
 * @param kind what it states
 * @param key its key in the data set; null if it has none of the right form
 * @param json the whole line
 */
record Line(int number, Kind kind, @Nullable String key, JsonNode json) {

	/**
	 * A reference from a field to a key.
	 *
	 * @param field the field, with its place in a list
	 * @param key the key referred to
	 */
	record Mention(String field, String key) {
	}

	static @Nullable String text(JsonNode object, String field) {
		JsonNode value = object.get(field);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	@Nullable String text(String field) {
		return text(this.json, field);
	}

	/** What a field refers to, be it one key or a list. */
	List<Mention> mentions(String field) {
		JsonNode value = this.json.get(field);
		List<Mention> mentions = new ArrayList<>();
		if (value != null && value.isString()) {
			mentions.add(new Mention(field, value.stringValue()));
		}
		else if (value != null && value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				if (value.get(i).isString()) {
					mentions.add(new Mention(field + "[" + i + "]", value.get(i).stringValue()));
				}
			}
		}
		return mentions;
	}

	/** Its citations in order; null stands for one that is no object. */
	List<@Nullable JsonNode> citations() {
		List<@Nullable JsonNode> citations = new ArrayList<>();
		JsonNode value = this.json.get("citations");
		if (value != null && value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				citations.add(value.get(i).isObject() ? value.get(i) : null);
			}
		}
		return citations;
	}

	static String citationKey(String key, String document, String locator) {
		return key + "#" + document + "#" + locator;
	}

}
