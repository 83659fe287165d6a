package org.rapport.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Reference;
import org.rapport.kernel.Unread;

/**
 * An input object of a mutation as the client sent it. An absent field differs from a
 * field sent as null.
 *
 * @param values the values of the fields
 * @param path the place of this object in the mutation's input
 */
public record Input(Map<String, @Nullable Object> values, List<String> path) {

	/** Half of a surrogate pair, which no database can store. */
	private static final Pattern HALF = Pattern.compile("\\p{Cs}");

	/** The whole input of a mutation. */
	@SuppressWarnings("unchecked")
	static Input of(Map<String, ? extends @Nullable Object> values) {
		return new Input((Map<String, @Nullable Object>) Objects.requireNonNull(plain("", values)), List.of());
	}

	/**
	 * A copy with dates as the texts that the client sent, clean texts, and fields in the
	 * order of the schema.
	 */
	private static @Nullable Object plain(String field, @Nullable Object value) {
		if (value instanceof Map<?, ?> object) {
			Map<String, @Nullable Object> plain = new LinkedHashMap<>();
			object.forEach((name, inner) -> plain.put(Objects.toString(name), plain(Objects.toString(name), inner)));
			return plain;
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> plain = new ArrayList<>();
			list.forEach((inner) -> plain.add(plain(field, inner)));
			return plain;
		}
		if (value instanceof String text) {
			return HALF.matcher(text).find()
					? new Unread("The text has half of a surrogate pair (\\ud800 to \\udfff); send whole characters")
					: TextCleaning.clean(field, text);
		}
		return (value instanceof ApproximateDate date) ? date.text() : value;
	}

	public boolean gives(String field) {
		return this.values.containsKey(field);
	}

	public @Nullable Object value(String field) {
		return this.values.get(field);
	}

	/** The text of a field, also if it is a date or an id; null if it is not given. */
	public @Nullable String text(String field) {
		Object value = this.values.get(field);
		return (value != null) ? value.toString() : null;
	}

	/** The path of a field of this object. */
	public List<String> at(String... fields) {
		List<String> at = new ArrayList<>(this.path);
		at.addAll(List.of(fields));
		return at;
	}

	/** The object in a field, or null if it is not given. */
	@SuppressWarnings("unchecked")
	public @Nullable Input object(String field) {
		Object value = this.values.get(field);
		return (value instanceof Map<?, ?> object) ? new Input((Map<String, @Nullable Object>) object, at(field))
				: null;
	}

	/** The objects in a list; empty if it is not given. */
	@SuppressWarnings("unchecked")
	public List<Input> objects(String field) {
		List<Input> objects = new ArrayList<>();
		if (this.values.get(field) instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				if (list.get(i) instanceof Map<?, ?> object) {
					objects.add(new Input((Map<String, @Nullable Object>) object, at(field, String.valueOf(i))));
				}
			}
		}
		return objects;
	}

	/** A copy with another value in one field. */
	public Input with(String field, @Nullable Object value) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>(this.values);
		values.put(field, value);
		return new Input(values, this.path);
	}

	/** The reference in this object, by id, slug or identifier; null if it has none. */
	@Nullable Reference reference() {
		String id = text("id");
		String slug = text("slug");
		Input identifier = object("identifier");
		if (id != null) {
			return Reference.toId(id);
		}
		if (slug != null) {
			return Reference.toSlug(slug);
		}
		return (identifier != null) ? Reference.toIdentifier(String.valueOf(identifier.text("scheme")),
				String.valueOf(identifier.text("identifier"))) : null;
	}

	/** The values that could not be read, by their paths. */
	Map<List<String>, Unread> unread() {
		Map<List<String>, Unread> unread = new LinkedHashMap<>();
		walk(this.values, this.path, (at, value) -> {
			if (value instanceof Unread one) {
				unread.put(at, one);
			}
		});
		return unread;
	}

	/**
	 * Sorts paths in the order of the input. An object comes before its fields, and a
	 * field that is not given comes after its given siblings.
	 */
	Comparator<List<String>> order() {
		Map<List<String>, Integer> places = new HashMap<>();
		walk(this.values, this.path, (at, value) -> places.put(at, places.size()));
		return (one, other) -> {
			for (int length = 1; length <= Math.min(one.size(), other.size()); length++) {
				int order = Integer.compare(places.getOrDefault(one.subList(0, length), Integer.MAX_VALUE),
						places.getOrDefault(other.subList(0, length), Integer.MAX_VALUE));
				if (order != 0) {
					return order;
				}
			}
			return Integer.compare(one.size(), other.size());
		};
	}

	private static void walk(@Nullable Object value, List<String> at, BiConsumer<List<String>, Object> each) {
		if (value instanceof Map<?, ?> object) {
			object.forEach((field, inner) -> step(inner, at, String.valueOf(field), each));
		}
		else if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				step(list.get(i), at, String.valueOf(i), each);
			}
		}
	}

	private static void step(@Nullable Object value, List<String> at, String step,
			BiConsumer<List<String>, Object> each) {
		List<String> there = new ArrayList<>(at);
		there.add(step);
		if (value != null) {
			each.accept(List.copyOf(there), value);
			walk(value, there, each);
		}
	}

}
