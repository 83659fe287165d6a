package org.rapport.transfer;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.start.PrivateFile;

/**
 * A file with everything there is to say about single rows: one JSON object on each line.
 * Only its owner can read it, because it quotes cells.
 */
public final class RowReport implements AutoCloseable {

	private final JsonMapper json = new JsonMapper();

	private final @Nullable BufferedWriter writer;

	/**
	 * Opens the file.
	 * @param file the file, which is replaced; null for no file
	 */
	public RowReport(@Nullable Path file) throws IOException {
		if (file == null) {
			this.writer = null;
			return;
		}
		Files.deleteIfExists(file);
		this.writer = Files.newBufferedWriter(PrivateFile.create(file), StandardCharsets.UTF_8,
				StandardOpenOption.WRITE);
	}

	/** Writes a line. */
	public void add(RowNote note) {
		if (this.writer == null) {
			return;
		}
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("about", note.about().name());
		line.put("table", note.place().table());
		line.put("file", note.place().file());
		line.put("row", note.place().row());
		line.put("message", note.message());
		try {
			this.writer.write(this.json.writeValueAsString(line));
			this.writer.newLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Replaces all messages of a file, which quote cells. Kinds and places of the notes
	 * stay.
	 * @param file the file; nothing is done if it is missing
	 * @param instead the message of each note
	 */
	public static void removeTexts(Path file, String instead) throws IOException {
		if (!Files.exists(file)) {
			return;
		}
		JsonMapper json = new JsonMapper();
		Path draft = file.resolveSibling(file.getFileName() + ".draft");
		Files.deleteIfExists(draft);
		PrivateFile.create(draft);
		try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
				BufferedWriter writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8,
						StandardOpenOption.WRITE)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				writer.write(json.writeValueAsString(json.readTree(line).asObject().put("message", instead)));
				writer.newLine();
			}
		}
		Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	@Override
	public void close() throws IOException {
		if (this.writer != null) {
			this.writer.close();
		}
	}

}
