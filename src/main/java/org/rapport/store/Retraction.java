package org.rapport.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;

/**
 * How retracted elements are stored. They lose all labels that queries match, so that
 * plain Cypher does not meet them, and have only the label {@value #LABEL}. The same
 * happens to everything that cannot exist without them, for example their citations and
 * the paragraphs of a document.
 * <p>
 * A retracted element has these properties beside its own:
 * <ul>
 * <li>{@code kind}: the label of its kind, for example {@code Person}
 * <li>{@code ownKind}: its own property {@code kind}, for example {@code NETWORK}; not
 * set if it has none
 * <li>{@code follows}: true if it was not retracted itself, but needs an element that
 * was; it comes back together with that element.
 * </ul>
 */
public final class Retraction {

	/** The only label of a retracted element. */
	public static final String LABEL = "Retracted";

	/**
	 * Takes live elements out of what queries match. Its parameter is {@link #rows}.
	 * Elements that only follow are sealed already.
	 */
	static final String TAKE_OUT = """
			UNWIND $rows AS row
			MATCH (element:Record|Fact {id: row.id})
			WHERE row.follows IS NULL OR element.lensWithheld IS NOT NULL
			SET element.ownKind = element.kind, element.kind = row.kind, element.follows = row.follows,
				element:Retracted
			REMOVE element:$(row.labels)
			WITH element
			MATCH (element)<-[:WRITTEN_IN]-(paragraph:Paragraph)
			SET paragraph.kind = 'Paragraph', paragraph:Retracted
			REMOVE paragraph:Paragraph""";

	/** Gives elements that only followed their labels back. They are sealed already. */
	static final String BRING_BACK = """
			UNWIND $rows AS row
			MATCH (element:Retracted {id: row.id})
			WHERE element.follows AND element.lensWithheld IS NULL
			SET element.kind = element.ownKind, element:$(row.labels)
			REMOVE element.ownKind, element.follows, element:Retracted""";

	private static final String KIND = "kind";

	private static final String OWN_KIND = "ownKind";

	private static final String FOLLOWS = "follows";

	/** The properties that an element has, or has otherwise, while it is retracted. */
	static final List<String> NAMES = List.of(KIND, OWN_KIND, FOLLOWS);

	private Retraction() {
	}

	/**
	 * The rows for elements to take out or to bring back.
	 * @param follows whether they were not retracted themselves
	 */
	static List<Map<String, Object>> rows(Collection<String> ids, boolean follows) {
		return ids.stream().map((id) -> row(id, follows)).toList();
	}

	private static Map<String, Object> row(String id, boolean follows) {
		Kind kind = Ids.kindOf(id);
		Map<String, Object> row = new HashMap<>(Map.of("id", id, KIND, kind.label(), "labels", kind.labels()));
		if (follows) {
			row.put(FOLLOWS, true);
		}
		return row;
	}

	/** The properties that change when a live element follows a retracted one. */
	static Map<String, @Nullable Object> following(Kind kind, Map<String, Object> properties) {
		Map<String, @Nullable Object> following = new HashMap<>();
		following.put(OWN_KIND, properties.get(KIND));
		following.put(KIND, kind.label());
		following.put(FOLLOWS, true);
		return following;
	}

	/** The properties that change when an element that only followed comes back. */
	static Map<String, @Nullable Object> back(Map<String, Object> properties) {
		Map<String, @Nullable Object> back = new HashMap<>();
		back.put(KIND, properties.get(OWN_KIND));
		back.put(OWN_KIND, null);
		back.put(FOLLOWS, null);
		return back;
	}

	/** Whether a retracted element was retracted itself. */
	static boolean isOwn(Map<String, Object> properties) {
		return !Boolean.TRUE.equals(properties.get(FOLLOWS));
	}

	/** Turns the stored properties of a retracted element into those it has by itself. */
	static void restoreOwn(Map<String, Object> properties) {
		Object own = properties.remove(OWN_KIND);
		if (own != null) {
			properties.put(KIND, own);
		}
		else {
			properties.remove(KIND);
		}
		properties.remove(FOLLOWS);
	}

	/**
	 * The properties with which an element is stored once it is retracted.
	 * @param properties those that it has by itself
	 */
	public static Map<String, Object> stored(Kind kind, Map<String, Object> properties) {
		Map<String, Object> stored = new HashMap<>(properties);
		Object own = stored.put(KIND, kind.label());
		if (own != null) {
			stored.put(OWN_KIND, own);
		}
		return stored;
	}

}
