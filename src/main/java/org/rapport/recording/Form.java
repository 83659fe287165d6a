package org.rapport.recording;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import com.ibm.icu.text.UnicodeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.BadDate;
import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Content;
import org.rapport.kernel.Digest;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Paragraph;
import org.rapport.kernel.Quote;
import org.rapport.kernel.Tie;
import org.rapport.kernel.UserErrorCode;
import org.rapport.kernel.Visibility;

/**
 * The JSON form of an element. Lines of an interchange file, the inputs of acts and the
 * entries of a history all have it. Its field names are the property names of the graph
 * and the fields of {@link Tie}s. A form may have errors; the methods then use the
 * correct parts.
 */
public final class Form {

	/** The field with the text of a document. */
	static final String PARAGRAPHS = "paragraphs";

	/**
	 * The property of a document that stands for its text: the SHA-256 of its paragraphs.
	 * So the history tells that the text changed, and does not keep the text.
	 */
	static final String TEXT_DIGEST = "textDigest";

	private static final Set<String> APART = Set.of("type", "key", "citations", "visibility", "correction", PARAGRAPHS);

	/** Fields whose text may have several lines. */
	private static final Set<String> LONG = Set.of("reason", "description", "output", "quote", "note", "summary",
			"askedWording", "adoptedWording", "wording", "text");

	/** Fields whose text has one line, and that the schema checks with no pattern. */
	private static final Set<String> LINES = Set.of("name", "title", "capacity", "locator", "legalForm", "measure",
			"unit", "identifier", "url", "heading", "label", "licence");

	/**
	 * Refused in a text of several lines: control characters other than tabs and line
	 * ends, and characters that override the direction of the text. Source: Unicode
	 * Technical Report 36, sections 2.5 and 3.
	 */
	private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\u202d\\u202e&&[^\\t\\n\\r]]");

	/**
	 * Refused in a text of one line: all control characters, line separators, characters
	 * that override, embed or isolate a direction, and invisible characters that no
	 * script needs. ICU knows more characters than Java does.
	 */
	private static final UnicodeSet UNFIT_IN_A_LINE = new UnicodeSet("[[:Cc:][:Cn:]\\u00ad\\u200b\\u2028\\u2029"
			+ "\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\U000e0000-\\U000e007f]")
		.freeze();

	/** The flag of a part of a country, which is written with invisible characters. */
	private static final Pattern FLAG = Pattern.compile("\\x{1f3f4}[\\x{e0030}-\\x{e007a}]{1,6}\\x{e007f}");

	/**
	 * Every text needs at least one such character. Filler characters look like nothing.
	 */
	private static final UnicodeSet SEEN = new UnicodeSet(
			"[[[:L:][:N:][:P:][:S:]]-[\\u115f\\u1160\\u2800\\u3164\\uffa0]]")
		.freeze();

	/** The most words of a document that an ask quotes. */
	private static final int MOST_WORDS = 25;

	/** The most characters of the text of a document. */
	private static final int LONGEST_TEXT = 200_000;

	private static final List<String> DATES = List.of("date", "withdrawn", "startDate", "endDate");

	private static final Set<String> DERIVED = Set.of("Earliest", "Latest", "BegunBy");

	private Form() {
	}

	/**
	 * A reference from a field to an element.
	 *
	 * @param path the field, and the position in its list
	 * @param key the key or id that names the element
	 */
	public record Mention(List<String> path, String key) {

		/** The path as one text. */
		public String field() {
			return FieldFault.of(this.path, "").field();
		}

	}

	/** The text of a field, or null if it has none. */
	public static @Nullable String text(JsonNode object, String field) {
		JsonNode value = object.get(field);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	/** The references in a field, whether it holds one key or a list. */
	public static List<Mention> mentions(JsonNode object, String field) {
		JsonNode value = object.get(field);
		List<Mention> mentions = new ArrayList<>();
		if (value != null && value.isString()) {
			mentions.add(new Mention(List.of(field), value.stringValue()));
		}
		else if (value != null && value.isArray()) {
			for (int i = 0; i < value.size(); i++) {
				if (value.get(i).isString()) {
					mentions.add(new Mention(List.of(field, String.valueOf(i)), value.get(i).stringValue()));
				}
			}
		}
		return mentions;
	}

	/** The keys in a field, whether it holds one key or a list. */
	static List<String> keys(JsonNode object, String field) {
		return mentions(object, field).stream().map(Mention::key).toList();
	}

	/**
	 * The content of a form that has no errors.
	 * @param ids gives the id for a key
	 */
	public static Content content(String id, Kind kind, JsonNode form, UnaryOperator<String> ids) {
		Set<Bond> bonds = new HashSet<>();
		Set<String> ties = new HashSet<>();
		for (Tie tie : Tie.of(kind)) {
			ties.add(tie.field());
			mentions(form, tie.field())
				.forEach((mention) -> bonds.add(new Bond(tie.type(), tie.outgoing(), ids.apply(mention.key()))));
		}
		Map<String, Object> properties = scalars(form, ties);
		List<Paragraph> paragraphs = paragraphs(form);
		switch (kind) {
			case DOCUMENT -> {
				if (!paragraphs.isEmpty()) {
					properties.put(TEXT_DIGEST, digest(paragraphs));
				}
			}
			case MEETING -> properties.putIfAbsent("multiplicity", "ONE");
			case PARTICIPATION -> properties.putIfAbsent("role", "PARTICIPANT");
			case CITATION -> properties.putIfAbsent("basis", "STATED");
			default -> {
			}
		}
		switch (kind.time()) {
			case EVENT, TEXT, PLAN -> {
				putEvent(properties, "date", text(form, "date"));
				if (text(form, "withdrawn") != null) {
					putEvent(properties, "withdrawn", text(form, "withdrawn"));
				}
			}
			case STATE -> {
				putBounds(properties, "startDate", text(form, "startDate"));
				putBounds(properties, "endDate", text(form, "endDate"));
			}
			case NONE -> {
			}
		}
		return new Content(id, kind, properties, bonds);
	}

	/**
	 * The paragraphs in the form of a document; empty if it has none. Blanks around a
	 * label do not count.
	 */
	public static List<Paragraph> paragraphs(JsonNode form) {
		List<Paragraph> paragraphs = new ArrayList<>();
		JsonNode value = form.get(PARAGRAPHS);
		if (value != null && value.isArray()) {
			for (JsonNode paragraph : value) {
				String label = text(paragraph, "label");
				String text = text(paragraph, "text");
				if (label != null && text != null) {
					paragraphs.add(new Paragraph(label.strip(), text));
				}
			}
		}
		return paragraphs;
	}

	/** Whether the form of a document says what its text is. */
	public static boolean hasText(JsonNode form) {
		return form.has(PARAGRAPHS);
	}

	/**
	 * The content of a document with the text that is stored, for a form that does not
	 * say what the text is.
	 */
	public static Content withStoredText(Content document, Content stored) {
		Map<String, Object> properties = new HashMap<>(document.properties());
		properties.remove(TEXT_DIGEST);
		Object digest = stored.properties().get(TEXT_DIGEST);
		if (digest != null) {
			properties.put(TEXT_DIGEST, digest);
		}
		return new Content(document.id(), document.kind(), properties, document.bonds());
	}

	// No label and no text has the character that ends it here.
	private static String digest(List<Paragraph> paragraphs) {
		StringBuilder all = new StringBuilder();
		paragraphs
			.forEach((paragraph) -> all.append(paragraph.label()).append('\0').append(paragraph.text()).append('\0'));
		return Digest.hex(all.toString());
	}

	/** The form of a content. It names other elements by their ids. */
	public static ObjectNode of(Content content) {
		ObjectNode form = JsonNodeFactory.instance.objectNode();
		new TreeMap<>(content.properties()).forEach((name, value) -> {
			if (name.equals("visibility")) {
				form.put(name, Visibility.of((Long) value).name());
			}
			else if (!isDerived(name)) {
				put(form, name, value);
			}
		});
		for (Tie tie : Tie.of(content.kind())) {
			Set<String> tied = new TreeSet<>(content.tied(tie));
			if (tie.isMany() && !tied.isEmpty()) {
				ArrayNode list = form.putArray(tie.field());
				tied.forEach(list::add);
			}
			else {
				tied.forEach((id) -> form.put(tie.field(), id));
			}
		}
		return form;
	}

	private static boolean isDerived(String property) {
		return DATES.stream()
			.anyMatch((date) -> property.startsWith(date) && DERIVED.contains(property.substring(date.length())));
	}

	/** Sets a field if properties can have a value of this type. */
	static void put(ObjectNode form, String name, Object value) {
		if (value instanceof Long number) {
			form.put(name, number);
		}
		else if (value instanceof Number number) {
			form.put(name, number.doubleValue());
		}
		else {
			form.put(name, value.toString());
		}
	}

	private static Map<String, Object> scalars(JsonNode object, Set<String> ties) {
		Map<String, Object> properties = new HashMap<>();
		for (Map.Entry<String, JsonNode> property : object.properties()) {
			String name = property.getKey();
			if (!APART.contains(name) && !ties.contains(name)) {
				properties.put(name, scalar(name, property.getValue()));
			}
		}
		String visibility = text(object, "visibility");
		Visibility level = (visibility != null) ? Visibility.valueOf(visibility) : Visibility.PUBLIC;
		properties.put("visibility", (long) level.level());
		return properties;
	}

	private static Object scalar(String name, JsonNode value) {
		if (value.isString()) {
			return value.stringValue();
		}
		// JSON Schema accepts 1.0 as a whole number too.
		if (name.equals("position")) {
			return (long) value.doubleValue();
		}
		if (value.isIntegralNumber() && value.canConvertToLong()) {
			return value.longValue();
		}
		return value.doubleValue();
	}

	private static void putEvent(Map<String, Object> properties, String name, @Nullable String text) {
		ApproximateDate date = putBounds(properties, name, text);
		LocalDate begunBy = (date != null) ? date.begunBy() : ApproximateDate.UNBOUNDED_FUTURE;
		properties.put(name + "BegunBy", begunBy);
	}

	private static @Nullable ApproximateDate putBounds(Map<String, Object> properties, String name,
			@Nullable String text) {
		ApproximateDate date = (text != null) ? ApproximateDate.parse(text) : null;
		properties.put(name + "Earliest", (date != null) ? date.earliest() : ApproximateDate.UNBOUNDED_PAST);
		properties.put(name + "Latest", (date != null) ? date.latest() : ApproximateDate.UNBOUNDED_FUTURE);
		return date;
	}

	/** The errors in the dates, numbers and texts of a form, each by itself. */
	public static List<FieldFault> check(Kind kind, JsonNode form) {
		List<FieldFault> findings = new ArrayList<>();
		ApproximateDate date = date(findings, form, "date");
		ApproximateDate withdrawn = date(findings, form, "withdrawn");
		date(findings, form, "accessed");
		if (date != null && withdrawn != null && withdrawn.latest().isBefore(date.earliest())) {
			findings.add(new FieldFault(List.of("withdrawn"),
					"is before the date; an endorsement cannot be withdrawn before it is given",
					UserErrorCode.DATES_DISAGREE));
		}
		if (kind.time() == Kind.Time.STATE) {
			ApproximateDate start = moment(findings, form, "startDate");
			ApproximateDate end = moment(findings, form, "endDate");
			if (start != null && end != null && end.latest().isBefore(start.earliest())) {
				findings.add(new FieldFault(List.of("endDate"),
						"is before startDate; give an end that is not before the start", UserErrorCode.DATES_DISAGREE));
			}
		}
		String wording = (kind == Kind.ASK) ? text(form, "wording") : null;
		int words = (wording != null) ? WordCount.of(wording) : 0;
		if (words > MOST_WORDS) {
			findings.add(FieldFault.of(List.of("wording"),
					"has %d words; quote at most %d of them".formatted(words, MOST_WORDS)));
		}
		checkText(findings, form);
		for (Map.Entry<String, JsonNode> property : form.properties()) {
			JsonNode value = property.getValue();
			if (value.isString()) {
				unfit(property.getKey(), value.stringValue())
					.ifPresent((message) -> findings.add(FieldFault.of(List.of(Quote.of(property.getKey())), message)));
			}
			if (value.isNumber()) {
				double number = value.doubleValueOpt().orElse(Double.NaN);
				double most = property.getKey().equals("position") ? Integer.MAX_VALUE : Double.MAX_VALUE;
				if (!(Math.abs(number) <= most)) {
					findings.add(FieldFault.of(List.of(Quote.of(property.getKey())), "is too large"));
				}
			}
		}
		return findings;
	}

	private static void checkText(List<FieldFault> findings, JsonNode form) {
		JsonNode paragraphs = form.get(PARAGRAPHS);
		if (paragraphs == null || !paragraphs.isArray()) {
			return;
		}
		Map<String, Integer> labels = new HashMap<>();
		long length = 0;
		for (int i = 0; i < paragraphs.size(); i++) {
			String at = String.valueOf(i);
			String label = text(paragraphs.get(i), "label");
			String text = text(paragraphs.get(i), "text");
			if (label != null) {
				unfit("label", label)
					.ifPresent((message) -> findings.add(FieldFault.of(List.of(PARAGRAPHS, at, "label"), message)));
				Integer other = labels.putIfAbsent(label.strip(), i);
				if (other != null) {
					findings.add(FieldFault.of(List.of(PARAGRAPHS, at, "label"),
							"is already the label of paragraphs[%d]; give each its own".formatted(other)));
				}
			}
			if (text != null) {
				unfit("text", text)
					.ifPresent((message) -> findings.add(FieldFault.of(List.of(PARAGRAPHS, at, "text"), message)));
				length += text.length();
			}
		}
		if (length > LONGEST_TEXT) {
			findings.add(FieldFault.of(List.of(PARAGRAPHS),
					"have %d characters together; the limit is %d".formatted(length, LONGEST_TEXT)));
		}
	}

	/**
	 * The error in the characters of a text, as the end of a sentence; empty if there is
	 * none.
	 * @param field the field, which decides whether several lines are allowed
	 */
	static Optional<String> unfit(String field, String text) {
		if (LONG.contains(field) && UNFIT.matcher(text).find()) {
			return Optional.of("has a control character other than a tab or a line break, or a character "
					+ "that changes the direction of the text; remove it");
		}
		if (LINES.contains(field) && UNFIT_IN_A_LINE.containsSome(FLAG.matcher(text).replaceAll(""))) {
			return Optional.of("has a line break, an invisible character, or a character that changes the direction of "
					+ "the text; write one line of visible text");
		}
		// The schema reports blank texts.
		return ((LINES.contains(field) || LONG.contains(field)) && !text.isBlank() && !SEEN.containsSome(text))
				? Optional.of("has no visible character") : Optional.empty();
	}

	/** Whether a field holds a text of one line. */
	public static boolean isLine(String field) {
		return LINES.contains(field);
	}

	/** Whether a field holds a date. */
	static boolean isDate(String field) {
		return DATES.contains(field) || field.equals("accessed");
	}

	/** Whether a field holds a text that may have several lines. */
	static boolean isLong(String field) {
		return LONG.contains(field);
	}

	private static @Nullable ApproximateDate moment(List<FieldFault> findings, JsonNode form, String field) {
		ApproximateDate date = date(findings, form, field);
		if (date != null && !date.isMoment()) {
			findings.add(FieldFault.of(List.of(field), "is an interval; give one date. For an unknown day in a span, "
					+ "write a one-of set such as [2024-01-08..2024-01-14]"));
			return null;
		}
		return date;
	}

	private static @Nullable ApproximateDate date(List<FieldFault> findings, JsonNode form, String field) {
		String text = text(form, field);
		if (text == null || text.isEmpty()) {
			return null;
		}
		try {
			return ApproximateDate.parse(text);
		}
		catch (BadDate ex) {
			findings.add(FieldFault.of(List.of(field), Objects.toString(ex.getMessage())));
			return null;
		}
	}

}
