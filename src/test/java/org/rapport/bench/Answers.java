package org.rapport.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares whole answers of Rapport and of the hand-written Cypher. Both have the same
 * fields, but Rapport wraps some: lists in {@code nodes}, dates in {@code text}. Cursors
 * are left out, because the hand-written side has ids there.
 */
final class Answers {

	private static final Set<String> IGNORED = Set.of("endCursor");

	private Answers() {
	}

	/** The first difference with its place, or null if the answers are the same. */
	static @Nullable String difference(JsonNode rapport, JsonNode raw) {
		return difference("", rapport.get("data"), raw.get("data"));
	}

	private static @Nullable String difference(String place, @Nullable JsonNode rapport, @Nullable JsonNode raw) {
		if (isNothing(rapport) && isNothing(raw)) {
			return null;
		}
		if (rapport != null && raw != null && rapport.isObject() && raw.isObject()) {
			Set<String> names = new TreeSet<>(rapport.propertyNames());
			names.addAll(raw.propertyNames());
			for (String name : names) {
				String found = difference(place + "/" + name, plain(rapport.get(name)), plain(raw.get(name)));
				if (found != null && !IGNORED.contains(name)) {
					return found;
				}
			}
			return null;
		}
		if (rapport != null && raw != null && rapport.isArray() && raw.isArray()) {
			for (int i = 0; i < Math.max(rapport.size(), raw.size()); i++) {
				String found = difference(place + "/" + i, plain(rapport.get(i)), plain(raw.get(i)));
				if (found != null) {
					return found;
				}
			}
			return null;
		}
		return (rapport != null && rapport.equals(raw)) ? null
				: "%s: Rapport has %s, the Cypher has %s".formatted(place, rapport, raw);
	}

	private static boolean isNothing(@Nullable JsonNode node) {
		return node == null || node.isNull() || (node.isArray() && node.isEmpty())
				|| (node.isObject() && allNothing(node));
	}

	private static boolean allNothing(JsonNode node) {
		for (Map.Entry<String, JsonNode> property : node.properties()) {
			if (!isNothing(property.getValue())) {
				return false;
			}
		}
		return true;
	}

	/** The value inside of the objects that have only one of these fields. */
	private static @Nullable JsonNode plain(@Nullable JsonNode node) {
		if (node != null && node.isObject() && node.size() == 1) {
			for (String wrapper : List.of("nodes", "text")) {
				if (node.has(wrapper)) {
					return node.get(wrapper);
				}
			}
		}
		return node;
	}

	/** How many ids an answer has, to show that it is no empty one. */
	static int size(JsonNode answer) {
		List<JsonNode> ids = new ArrayList<>(answer.findValues("id"));
		return ids.size();
	}

}
