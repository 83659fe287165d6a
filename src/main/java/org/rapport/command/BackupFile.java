package org.rapport.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.command.Backups.BackupCounts;
import org.rapport.kernel.Digest;

/**
 * The file format of backups: JSON Lines in UTF-8, compressed with gzip or not.
 * <p>
 * The first line names the format. A line for each node follows, then a line for each
 * tie. The last line has the counts, and the SHA-256 of everything before it. Each line
 * ends with its own CRC-32, so that damage is reported with its line.
 */
final class BackupFile {

	static final String FORMAT = "rapport-backup/";

	static final int VERSION = 3;

	/** The other version that this class reads. */
	static final int EARLIER = 2;

	private static final JsonMapper JSON = new JsonMapper();

	private static final String SUM = ",\"sum\":\"";

	/** Eight digits, a quotation mark and a brace follow the name. */
	private static final int SUM_LENGTH = SUM.length() + 10;

	private BackupFile() {
	}

	/**
	 * A node in the file.
	 *
	 * @param number its number in the file, from 1
	 * @param labels its labels
	 * @param properties its properties
	 */
	record NodeLine(long number, List<String> labels, Map<String, Object> properties) {
	}

	/**
	 * A tie in the file.
	 *
	 * @param type its type
	 * @param from the number of the node where it starts
	 * @param to the number of the node where it ends
	 * @param properties its properties
	 */
	record TieLine(String type, long from, long to, Map<String, Object> properties) {
	}

	/** Receives the nodes and ties of a file in order. */
	interface Sink {

		void node(NodeLine node);

		void tie(TieLine tie);

	}

	/** Writes a backup file. */
	static final class Writer {

		private final OutputStream out;

		private final MessageDigest digest = Digest.sha256();

		private long nodes;

		private long ties;

		Writer(OutputStream out, ZonedDateTime madeAt) throws IOException {
			this.out = out;
			line(ordered("format", FORMAT + VERSION, "madeAt", madeAt.toString()));
		}

		/** Writes a node and returns its number. */
		long node(List<String> labels, Map<String, Object> properties) throws IOException {
			this.nodes++;
			line(ordered("node", this.nodes, "labels", labels.stream().sorted().toList(), "properties",
					encoded(properties, labels.toString())));
			return this.nodes;
		}

		void tie(String type, long from, long to, Map<String, Object> properties) throws IOException {
			this.ties++;
			line(ordered("tie", type, "from", from, "to", to, "properties", encoded(properties, type)));
		}

		BackupCounts end() throws IOException {
			line(ordered("nodes", this.nodes, "ties", this.ties, "sha256",
					HexFormat.of().formatHex(this.digest.digest())));
			return new BackupCounts(this.nodes, this.ties);
		}

		private void line(Map<String, Object> json) throws IOException {
			byte[] bare = JSON.writeValueAsBytes(json);
			ByteArrayOutputStream line = new ByteArrayOutputStream(bare.length + SUM_LENGTH + 1);
			line.write(bare, 0, bare.length - 1);
			line.write((SUM + sum(bare) + "\"}\n").getBytes(StandardCharsets.US_ASCII));
			byte[] bytes = line.toByteArray();
			this.digest.update(bytes);
			this.out.write(bytes);
		}

	}

	/**
	 * Reads a file to its end.
	 * @param sink receives nodes and ties while the file is read; the file is verified
	 * only when this method returns
	 * @return the counts of nodes and ties
	 * @throws BadBackup if the file is damaged or not a backup
	 */
	static BackupCounts read(InputStream in, Sink sink) throws IOException {
		PushbackInputStream file = new PushbackInputStream(in, 2);
		Reader reader = new Reader(file, sink);
		try {
			return reader.read(isCompressed(file));
		}
		catch (ZipException | EOFException ex) {
			throw reader.bad("is damaged, or the file is not complete; it is compressed with gzip");
		}
	}

	/** Whether a file is compressed with gzip. */
	private static boolean isCompressed(PushbackInputStream file) throws IOException {
		byte[] start = file.readNBytes(2);
		file.unread(start);
		return start.length == 2 && ((start[0] & 0xff) | ((start[1] & 0xff) << 8)) == GZIPInputStream.GZIP_MAGIC;
	}

	private static final class Reader {

		private InputStream in;

		private final Sink sink;

		private final MessageDigest digest = Digest.sha256();

		private long line;

		private long nodes;

		private long ties;

		Reader(InputStream in, Sink sink) {
			this.in = in;
			this.sink = sink;
		}

		BackupCounts read(boolean isCompressed) throws IOException {
			this.in = new BufferedInputStream(isCompressed ? new GZIPInputStream(this.in, 1 << 16) : this.in, 1 << 16);
			byte[] bytes = next();
			requireFormat(bytes);
			while (true) {
				this.digest.update(bytes);
				this.digest.update((byte) '\n');
				bytes = next();
				JsonNode json = json(bytes);
				if (json.has("node")) {
					node(json);
				}
				else if (json.has("tie")) {
					tie(json);
				}
				else if (json.has("sha256")) {
					end(json);
					return new BackupCounts(this.nodes, this.ties);
				}
				else {
					throw bad("is not a node, a relationship or the end");
				}
			}
		}

		private void requireFormat(byte[] bytes) {
			String format;
			try {
				format = JSON.readTree(bytes).path("format").asString("");
			}
			catch (JacksonException ex) {
				format = "";
			}
			if (!format.startsWith(FORMAT)) {
				throw bad("does not name the format %s%d: this is not a backup".formatted(FORMAT, VERSION));
			}
			if (!format.equals(FORMAT + VERSION) && !format.equals(FORMAT + EARLIER)) {
				throw bad(
						"has the format %s, but this version of Rapport reads %s%d and %s%d: restore it with the version "
							.formatted(format, FORMAT, EARLIER, FORMAT, VERSION) + "that made it");
			}
			json(bytes);
		}

		private void node(JsonNode json) {
			this.nodes++;
			if (this.ties > 0 || json.path("node").asLong(0) != this.nodes) {
				throw bad("is not the node %d: lines are missing or in the wrong order".formatted(this.nodes));
			}
			List<String> labels = new ArrayList<>();
			json.path("labels").forEach((label) -> labels.add(label.asString("")));
			if (labels.isEmpty() || labels.contains("")) {
				throw bad("has no labels");
			}
			this.sink.node(new NodeLine(this.nodes, labels, properties(json)));
		}

		private void tie(JsonNode json) {
			this.ties++;
			long from = json.path("from").asLong(0);
			long to = json.path("to").asLong(0);
			String type = json.path("tie").asString("");
			if (type.isEmpty() || from < 1 || to < 1 || Math.max(from, to) > this.nodes) {
				throw bad("connects a node that is not in the file");
			}
			this.sink.tie(new TieLine(type, from, to, properties(json)));
		}

		private void end(JsonNode json) throws IOException {
			if (json.path("nodes").asLong(-1) != this.nodes || json.path("ties").asLong(-1) != this.ties) {
				throw bad("counts %d nodes and %d relationships, but the file has %d and %d"
					.formatted(json.path("nodes").asLong(-1), json.path("ties").asLong(-1), this.nodes, this.ties));
			}
			if (!json.path("sha256").asString("").equals(HexFormat.of().formatHex(this.digest.digest()))) {
				throw bad("has a checksum that does not match the lines before it");
			}
			if (this.in.read() >= 0) {
				this.line++;
				throw bad("comes after the end of the backup");
			}
		}

		private Map<String, Object> properties(JsonNode json) {
			Map<String, Object> properties = new LinkedHashMap<>();
			json.path("properties")
				.properties()
				.forEach((entry) -> properties.put(entry.getKey(), decoded(entry.getValue())));
			return properties;
		}

		private Object decoded(JsonNode value) {
			try {
				if (value.isString()) {
					return value.asString();
				}
				if (value.isBoolean()) {
					return value.asBoolean();
				}
				if (value.isIntegralNumber() && value.canConvertToLong()) {
					return value.asLong();
				}
				if (value.isArray()) {
					List<Object> list = new ArrayList<>();
					value.forEach((entry) -> list.add(decoded(entry)));
					return list;
				}
				if (value.has("date")) {
					return LocalDate.parse(value.path("date").asString(""));
				}
				if (value.has("dateTime")) {
					return ZonedDateTime.parse(value.path("dateTime").asString(""));
				}
				if (value.has("float")) {
					return Double.valueOf(value.path("float").asString(""));
				}
			}
			catch (DateTimeException | NumberFormatException ex) {
				throw bad("has a value that cannot be read");
			}
			throw bad("has a value of an unknown type");
		}

		/** The line as JSON, after its checksum was verified. */
		private JsonNode json(byte[] bytes) {
			int end = bytes.length - SUM_LENGTH;
			if (end < 1) {
				throw bad("is cut off or was changed");
			}
			byte[] bare = Arrays.copyOf(bytes, end + 1);
			bare[end] = '}';
			String tail = new String(bytes, end, SUM_LENGTH, StandardCharsets.ISO_8859_1);
			if (!tail.equals(SUM + sum(bare) + "\"}")) {
				throw bad("is cut off or was changed");
			}
			try {
				return JSON.readTree(bare);
			}
			catch (JacksonException ex) {
				throw bad("is not JSON");
			}
		}

		private byte[] next() throws IOException {
			this.line++;
			ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
			int next = this.in.read();
			if (next < 0) {
				throw bad("is missing: the file ends before its last line");
			}
			while (next >= 0 && next != '\n') {
				bytes.write(next);
				next = this.in.read();
			}
			if (next < 0) {
				throw bad("is cut off");
			}
			return bytes.toByteArray();
		}

		private BadBackup bad(String reason) {
			return new BadBackup(this.line, reason);
		}

	}

	private static Map<String, Object> encoded(Map<String, Object> properties, String of) {
		Map<String, Object> encoded = new TreeMap<>();
		properties.forEach((name, value) -> encoded.put(name, encoded(value, name, of)));
		return encoded;
	}

	private static Object encoded(@Nullable Object value, String name, String of) {
		if (value instanceof String || value instanceof Boolean || value instanceof Long) {
			return value;
		}
		if (value instanceof Double number) {
			return Map.of("float", number.toString());
		}
		if (value instanceof LocalDate date) {
			return Map.of("date", date.toString());
		}
		if (value instanceof ZonedDateTime moment) {
			return Map.of("dateTime", moment.toString());
		}
		if (value instanceof List<?> list) {
			return list.stream().map((entry) -> encoded(entry, name, of)).toList();
		}
		throw new IllegalStateException(
				"The property %s of %s has a type that backups cannot store".formatted(name, of));
	}

	private static Map<String, Object> ordered(Object... namesAndValues) {
		Map<String, Object> ordered = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			ordered.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return ordered;
	}

	private static String sum(byte[] bytes) {
		CRC32 crc = new CRC32();
		crc.update(bytes);
		return HexFormat.of().toHexDigits((int) crc.getValue());
	}

}
