package org.rapport.transfer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Quote;
import org.rapport.kernel.Visibility;
import org.rapport.recording.Form;
import org.rapport.recording.FormSchema;
import org.rapport.recording.TextCleaning;
import org.rapport.transfer.staging.Encoding;
import org.rapport.transfer.staging.Shelf;
import org.rapport.transfer.staging.Staging;

/**
 * Reads interchange files: JSON Lines in UTF-8. Each line must have the form that the
 * schema gives for its type. Blank lines and a byte order mark are ignored.
 */
final class InterchangeReader {

	/** The format that the first line must name. */
	static final String FORMAT = "rapport-interchange/2";

	private static final String FAMILY = "rapport-interchange/";

	private static final Set<String> EARLIER = Set.of("rapport-interchange/1");

	static final int LONGEST_LINE = 1 << 20;

	static final int MOST_LINES = 250_000;

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };

	private final JsonMapper json = JsonMapper
		.builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final FormSchema schema = FormSchema.read();

	/**
	 * Reads the whole stream. The caller closes it.
	 * @param staging keeps the lines
	 * @throws IOException if it cannot be read
	 */
	Interchange read(InputStream in, Staging staging) throws IOException {
		return new Reading(in, staging).read();
	}

	private final class Reading {

		private final InputStream in;

		private final Problems problems = new Problems();

		private final Problems cleaned = new Problems();

		private final List<Line> lines = new ArrayList<>();

		private @Nullable Dataset dataset;

		private ReleaseScope scope = ReleaseScope.NONE;

		private final Set<String> admitted = new HashSet<>();

		private boolean begun;

		private boolean complete = true;

		private boolean otherFormat;

		private int number;

		private final Staging staging;

		private final Shelf<ObjectNode> shelf;

		Reading(InputStream in, Staging staging) {
			this.in = new BufferedInputStream(in);
			this.staging = staging;
			this.shelf = staging.shelf(Encoding.JSON);
		}

		Interchange read() throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			boolean more = true;
			while (more && !this.otherFormat) {
				this.number++;
				bytes.reset();
				more = next(bytes);
				if (bytes.size() > LONGEST_LINE) {
					unreadable("is longer than %d bytes; split its content into several lines".formatted(LONGEST_LINE));
				}
				else {
					line(bytes.toByteArray());
				}
				if (this.number >= MOST_LINES && more) {
					this.problems.add(this.number, "",
							"the file has more than %d lines; split it. A later file can name ".formatted(MOST_LINES)
									+ "keys of an earlier one");
					this.complete = false;
					more = false;
				}
			}
			if (!this.begun) {
				this.problems.add(1, "", "the file is empty; its first line must be the Dataset line");
			}
			return new Interchange(this.dataset, Map.of(), List.copyOf(this.lines), this.complete, this.problems,
					this.cleaned, this.scope, List.of(), this.admitted,
					DatasetIds.plain((this.dataset != null) ? this.dataset.name() : ""), this.staging);
		}

		/**
		 * Reads up to the end of the line, but not much more than the longest line
		 * allowed.
		 */
		private boolean next(ByteArrayOutputStream bytes) throws IOException {
			int read = this.in.read();
			while (read >= 0 && read != '\n') {
				if (bytes.size() <= LONGEST_LINE) {
					bytes.write(read);
				}
				read = this.in.read();
			}
			return read >= 0;
		}

		private void line(byte[] bytes) {
			String text;
			try {
				text = StandardCharsets.UTF_8.newDecoder().decode(withoutMark(bytes)).toString();
			}
			catch (CharacterCodingException ex) {
				unreadable("is not UTF-8; save the file as UTF-8");
				return;
			}
			if (text.isBlank()) {
				return;
			}
			JsonNode line;
			try {
				line = InterchangeReader.this.json.readTree(text);
			}
			catch (JacksonException ex) {
				unreadable("is not JSON" + place(ex) + "; write one whole JSON object on each line");
				return;
			}
			if (!line.isObject()) {
				unreadable("must be a JSON object");
				return;
			}
			object(line);
		}

		private ByteBuffer withoutMark(byte[] bytes) {
			boolean marked = this.number == 1 && bytes.length >= BYTE_ORDER_MARK.length
					&& bytes[0] == BYTE_ORDER_MARK[0] && bytes[1] == BYTE_ORDER_MARK[1]
					&& bytes[2] == BYTE_ORDER_MARK[2];
			int from = marked ? BYTE_ORDER_MARK.length : 0;
			return ByteBuffer.wrap(bytes, from, bytes.length - from);
		}

		// The parser's message names its own classes and options. So the problem gives
		// only the place, and one cause that the place does not show.
		private static String place(JacksonException failure) {
			String duplicate = (failure instanceof StreamReadException
					&& failure.getOriginalMessage().startsWith("Duplicate")) ? " (a field is given twice)" : "";
			return (failure.getLocation() != null && failure.getLocation().getColumnNr() > 0)
					? " at column " + failure.getLocation().getColumnNr() + duplicate : duplicate;
		}

		private void object(JsonNode line) {
			String type = Form.text(line, "type");
			boolean first = !this.begun;
			this.begun = true;
			boolean isDataset = FormSchema.DATASET.equals(type);
			if (first && !isDataset) {
				this.problems.add(this.number, "type", "must be Dataset: the first line describes the data set");
			}
			if (!first && isDataset) {
				this.problems.add(this.number, "type", "must not be Dataset: only the first line has this type");
				return;
			}
			if (type == null || !InterchangeReader.this.schema.types().contains(type)) {
				String types = String.join(", ", InterchangeReader.this.schema.types());
				this.problems.add(this.number, "type",
						(type != null) ? "is \"%s\", but must be one of %s".formatted(Quote.of(type), types)
								: "must be one of " + types);
				this.complete = false;
				return;
			}
			String format = isDataset ? Form.text(line, "format") : null;
			if (format != null && format.startsWith(FAMILY) && !format.equals(FORMAT)) {
				otherFormat(format);
				return;
			}
			requireWholeCharacters("", line);
			clean("", line);
			int before = this.problems.count();
			InterchangeReader.this.schema.check(type, line)
				.forEach((finding) -> this.problems.add(this.number, finding.field(), finding.message()));
			if (!isDataset) {
				hide(line.asObject());
				String key = Form.text(line, "key");
				this.lines.add(new Line(this.number, Kind.ofLabel(type).orElseThrow(),
						(key != null && Line.isKey(key)) ? key : null, this.shelf.put(line.asObject()),
						Line.audience(line)));
			}
			else if (this.problems.count() == before) {
				boolean isHidden = line.has("visibility") || line.has("circle");
				this.dataset = new Dataset(line.get("dataset").stringValue(), line.get("title").stringValue(),
						Form.text(line, "licence"),
						isHidden ? Hiding.of(
								Visibility
									.valueOf(Objects.toString(Form.text(line, "visibility"), Visibility.PUBLIC.name())),
								Form.text(line, "circle")) : null);
				line.path("admit").forEach((key) -> this.admitted.add(key.stringValue()));
				this.scope = line.has("complete") ? ReleaseScope.EVERYTHING : ReleaseScope.NONE;
			}
		}

		/**
		 * What is loaded is at least as hidden as the data set, if the line says nothing.
		 */
		private void hide(ObjectNode line) {
			Hiding hiding = (this.dataset != null) ? this.dataset.hiding() : null;
			if (hiding == null) {
				return;
			}
			if (!line.has("visibility")) {
				line.put("visibility", Visibility.of(hiding.level()).name());
			}
			if (!line.has("circle")) {
				hiding.circles().forEach((circle) -> line.put("circle", circle));
			}
		}

		/**
		 * Reads no further, because the lines would have errors in most of their fields.
		 */
		private void otherFormat(String format) {
			this.otherFormat = true;
			this.complete = false;
			this.problems.add(this.number, "format",
					EARLIER.contains(format)
							? "is %s, an earlier format; this version of Rapport reads %s only. The changelog "
								.formatted(format, FORMAT) + "lists the fields with new names"
							: "is %s, which this version of Rapport does not know; it reads %s"
								.formatted(Quote.of(format), FORMAT));
		}

		/**
		 * Refuses half of a surrogate pair. The database cannot store it, so the text
		 * would come back different.
		 */
		private void requireWholeCharacters(String field, JsonNode value) {
			if (value.isString() && !StandardCharsets.UTF_8.newEncoder().canEncode(value.stringValue())) {
				this.problems.add(this.number, field,
						"has half of a surrogate pair (\\ud800 to \\udfff); write whole characters");
			}
			else if (value.isArray()) {
				for (int i = 0; i < value.size(); i++) {
					requireWholeCharacters(field + "[" + i + "]", value.get(i));
				}
			}
			else if (value.isObject()) {
				for (Map.Entry<String, JsonNode> property : value.properties()) {
					String name = Quote.of(property.getKey());
					requireWholeCharacters(field.isEmpty() ? name : field + "." + name, property.getValue());
				}
			}
		}

		/**
		 * Cleans the texts of a line and its citations, as acts do.
		 */
		private void clean(String field, JsonNode value) {
			if (value.isArray()) {
				for (int i = 0; i < value.size(); i++) {
					clean(field + "[" + i + "]", value.get(i));
				}
			}
			else if (value instanceof ObjectNode object) {
				for (Map.Entry<String, JsonNode> property : List.copyOf(object.properties())) {
					String name = property.getKey();
					String place = field.isEmpty() ? Quote.of(name) : field + "." + Quote.of(name);
					if (!property.getValue().isString()) {
						clean(place, property.getValue());
						continue;
					}
					String text = property.getValue().stringValue();
					String clean = TextCleaning.clean(name, text);
					if (!clean.equals(text)) {
						this.cleaned.add(this.number, place, TextCleaning.message(text, clean));
						object.put(name, clean);
					}
				}
			}
		}

		private void unreadable(String message) {
			this.begun = true;
			this.complete = false;
			this.problems.add(this.number, "", message);
		}

	}

}
