package org.rapport.transfer.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.rapport.kernel.NearName;
import org.rapport.kernel.Quote;

/**
 * A part of a mapping that has named settings. It collects what is wrong with them, each
 * with its place, so that all errors are reported at once.
 */
final class Section {

	private final String path;

	private final JsonNode node;

	private final List<String> errors;

	Section(String path, JsonNode node, List<String> errors) {
		this.path = path;
		this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
		this.errors = errors;
		if (!node.isObject()) {
			error("must have named settings");
		}
	}

	/** Reports settings with other names. */
	Section known(String... names) {
		Set<String> known = new TreeSet<>(Set.of(names));
		for (String name : this.node.propertyNames()) {
			if (!known.contains(name)) {
				error(NearName.unknown("has the unknown setting", name, known));
			}
		}
		return this;
	}

	void error(String message) {
		this.errors.add(this.path.isEmpty() ? message : this.path + " " + message);
	}

	private void error(String name, String message) {
		this.errors.add(at(name) + " " + message);
	}

	private String at(String name) {
		return this.path.isEmpty() ? name : this.path + "." + name;
	}

	boolean has(String name) {
		return this.node.has(name) && !this.node.get(name).isNull();
	}

	Set<String> names() {
		return new LinkedHashSet<>(this.node.propertyNames());
	}

	JsonNode node(String name) {
		return this.node.path(name);
	}

	/** A text, or null if there is none. */
	@Nullable String text(String name) {
		JsonNode value = this.node.get(name);
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.isValueNode() || value.asString().isBlank()) {
			error(name, "must be a text");
			return null;
		}
		return value.asString();
	}

	/** A text that must be there; empty if it is not, which is an error. */
	String needed(String name) {
		String text = text(name);
		if (text == null) {
			error("has no " + name);
			return "";
		}
		return text;
	}

	/** A whole number of 1 or more, or null. */
	@Nullable Integer number(String name) {
		JsonNode value = this.node.get(name);
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.isInt() || value.intValue() < 1) {
			error(name, "must be a whole number of 1 or more");
			return null;
		}
		return value.intValue();
	}

	/** Whether a setting is true. */
	boolean isTrue(String name) {
		JsonNode value = this.node.get(name);
		if (value != null && !value.isBoolean()) {
			error(name, "must be true or false");
		}
		return value != null && value.isBoolean() && value.booleanValue();
	}

	/** A text or a list of texts; empty if there is none. */
	List<String> texts(String name) {
		JsonNode value = this.node.get(name);
		List<String> texts = new ArrayList<>();
		if (value == null || value.isNull()) {
			return texts;
		}
		for (JsonNode one : value.isArray() ? value : List.of(value)) {
			if (one.isValueNode() && !one.isNull()) {
				texts.add(one.asString());
			}
			else {
				error(name, "must be a text or a list of texts");
			}
		}
		return texts;
	}

	/** Texts by names; empty if there are none. */
	Map<String, String> map(String name) {
		Map<String, String> map = new LinkedHashMap<>();
		if (has(name)) {
			Section inner = section(name);
			inner.names().forEach((key) -> {
				JsonNode value = inner.node(key);
				if (value.isValueNode()) {
					map.put(key, value.isNull() ? "" : value.asString());
				}
				else {
					inner.error(key, "must be a text");
				}
			});
		}
		return map;
	}

	/** A part inside, which may be missing. */
	Section section(String name) {
		return new Section(at(name), has(name) ? this.node.get(name) : JsonNodeFactory.instance.objectNode(),
				this.errors);
	}

	/** The parts of a list. */
	List<Section> sections(String name) {
		List<Section> sections = new ArrayList<>();
		JsonNode value = this.node.path(name);
		if (value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				sections.add(new Section("%s[%d]".formatted(at(name), i), value.get(i), this.errors));
			}
		}
		else if (has(name)) {
			error(name, "must be a list");
		}
		return sections;
	}

	/** A text as a value of another type; null if there is none or it is wrong. */
	<T> @Nullable T read(String name, String expected, Function<String, T> reader) {
		String text = text(name);
		return (text != null) ? read(name, text, expected, reader).orElse(null) : null;
	}

	/** Texts as values of another type; those that are wrong are left out. */
	<T> List<T> readAll(String name, String expected, Function<String, T> reader) {
		return texts(name).stream().flatMap((text) -> read(name, text, expected, reader).stream()).toList();
	}

	private <T> Optional<T> read(String name, String text, String expected, Function<String, T> reader) {
		try {
			return Optional.of(reader.apply(text));
		}
		catch (RuntimeException ex) {
			error(name, "is \"%s\", but must be %s".formatted(Quote.of(text), expected));
			return Optional.empty();
		}
	}

}
