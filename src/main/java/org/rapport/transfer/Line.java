package org.rapport.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Content;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Visibility;
import org.rapport.recording.Form.Mention;
import org.rapport.recording.Form;
import org.rapport.transfer.staging.Staged;

/**
 * A line of the file that states a record or fact. The line may have errors; the methods
 * then use the correct parts.
 *
 * @param number the line, from 1
 * @param kind the kind of the element
 * @param key its key in the data set, or null if it has no valid one
 * @param form the whole line
 * @param said those of the fields visibility and circle about which the source itself
 * says something, be it that there is none
 */
public record Line(int number, Kind kind, @Nullable String key, Staged<ObjectNode> form, Set<String> said) {

	/** A line of a file. If it gives a visibility, it says with it who may see it. */
	public Line(int number, Kind kind, @Nullable String key, JsonNode json) {
		this(number, kind, key, Staged.held(json.asObject()), audience(json));
	}

	private static final Set<String> VISIBILITY = Set.of("visibility");

	private static final Set<String> CIRCLE = Set.of("circle");

	private static final Set<String> BOTH = Set.of("visibility", "circle");

	private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._/-]{0,119}");

	/** Whether a text has the form of a key. */
	public static boolean isKey(String text) {
		return KEY.matcher(text).matches();
	}

	/** The whole line, which nobody changes. */
	public ObjectNode json() {
		return this.form.get();
	}

	@Nullable String text(String field) {
		return Form.text(json(), field);
	}

	/** The references in a field, whether it holds one key or a list. */
	List<Mention> mentions(String field) {
		return Form.mentions(json(), field);
	}

	/** The citations in order. Null stands for one that is not an object. */
	List<@Nullable JsonNode> citations() {
		List<@Nullable JsonNode> citations = new ArrayList<>();
		JsonNode value = json().get("citations");
		if (value != null && value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				citations.add(value.get(i).isObject() ? value.get(i) : null);
			}
		}
		return citations;
	}

	/** Whether it says that the record never had the name that it loses. */
	boolean isCorrection() {
		JsonNode value = json().get("correction");
		return value != null && value.isBoolean() && value.booleanValue();
	}

	/** From whom the line says that the element is hidden. */
	Hiding hiding() {
		String said = text("visibility");
		Visibility visibility = Stream.of(Visibility.values())
			.filter((one) -> one.name().equals(said))
			.findFirst()
			.orElse(Visibility.PUBLIC);
		return Hiding.of(visibility, text("circle"));
	}

	/** The line without these fields. */
	Line without(Set<String> fields) {
		return fields.isEmpty() ? this
				: new Line(this.number, this.kind, this.key, Staged.held(json().deepCopy().remove(fields)), this.said);
	}

	static Set<String> audience(JsonNode json) {
		boolean visibility = json.has("visibility");
		return said(visibility, visibility || json.has("circle"));
	}

	/** The same set for all lines that say something about the same fields. */
	static Set<String> said(boolean visibility, boolean circle) {
		return visibility ? (circle ? BOTH : VISIBILITY) : (circle ? CIRCLE : Set.of());
	}

	/**
	 * About which of the fields visibility and circle the line says something, for the
	 * record or fact itself or for a citation.
	 * @param content one of the {@link #contents} of the line
	 */
	Set<String> said(Content content) {
		if (content.kind() != Kind.CITATION || this.kind == Kind.CITATION) {
			return this.said;
		}
		for (JsonNode citation : citations()) {
			if (citation != null
					&& Objects.equals(content.properties().get("locator"), Form.text(citation, "locator"))) {
				return audience(citation);
			}
		}
		return Set.of();
	}

	/**
	 * The elements that the line states: the record or fact, and its citations. Fields
	 * that refer to unknown keys are left out.
	 * @param derived the ids of the data set
	 * @param kinds the kind of each key
	 * @param matched the ids of records of other data sets, by their keys
	 */
	List<Content> contents(DatasetIds derived, Map<String, Kind> kinds, Map<String, String> matched) {
		UnaryOperator<String> ids = (key) -> matched.containsKey(key) ? Objects.requireNonNull(matched.get(key))
				: derived.of(Objects.requireNonNull(kinds.get(key)), key);
		String own = Objects.requireNonNull(this.key);
		List<Content> contents = new ArrayList<>();
		Line known = without(Tie.of(this.kind)
			.stream()
			.map(Tie::field)
			.filter((field) -> mentions(field).stream().anyMatch((mention) -> !kinds.containsKey(mention.key())))
			.collect(Collectors.toSet()));
		contents.add(Form.content(ids.apply(own), this.kind, known.json(), ids));
		for (JsonNode citation : citations()) {
			ObjectNode form = Objects.requireNonNull(citation).asObject().deepCopy();
			String source = Objects.requireNonNull(Form.text(form, "document"));
			if (!kinds.containsKey(source)) {
				continue;
			}
			String locator = Objects.requireNonNull(Form.text(form, "locator"));
			form.put("supports", own);
			contents.add(Form.content(derived.citation(own, source, locator), Kind.CITATION, form, ids));
		}
		return contents;
	}

	static String citationKey(String key, String document, String locator) {
		return key + "#" + document + "#" + locator;
	}

}
