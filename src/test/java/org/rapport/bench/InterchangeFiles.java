package org.rapport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the lines of one data set to several interchange files. A later file names keys
 * of earlier ones.
 */
final class InterchangeFiles implements AutoCloseable {

	/** The name of the data set. */
	static final String DATASET = "bench";

	private static final JsonMapper JSON = new JsonMapper();

	private final Path folder;

	private final int most;

	private final List<Path> files = new ArrayList<>();

	private Writer writer;

	private int inFile;

	private int lines;

	private int citations;

	/**
	 * Creates the files of a data set.
	 * @param folder the folder for the files
	 * @param most the number of lines after which the next file begins
	 */
	InterchangeFiles(Path folder, int most) {
		this.folder = folder;
		this.most = most;
		next();
	}

	/** The files so far, in the order in which they must be loaded. */
	List<Path> files() {
		return List.copyOf(this.files);
	}

	/** The number of records and facts so far, without citations. */
	int lines() {
		return this.lines;
	}

	/** The number of citations so far. */
	int citations() {
		return this.citations;
	}

	/**
	 * Begins the next file if this one is full. What must be loaded together is written
	 * between two calls.
	 */
	void mayBreak() {
		if (this.inFile >= this.most) {
			next();
		}
	}

	/** Writes a line. */
	void add(Map<String, Object> line) {
		write(line);
		this.inFile++;
		this.lines++;
		this.citations += (line.get("citations") instanceof List<?> cited) ? cited.size() : 0;
	}

	private void next() {
		close();
		Path file = this.folder.resolve("bench-%02d.jsonl".formatted(this.files.size() + 1));
		this.files.add(file);
		this.inFile = 0;
		try {
			this.writer = Files.newBufferedWriter(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		write(Map.of("type", "Dataset", "format", "rapport-interchange/2", "dataset", DATASET, "title",
				"A generated graph for the bench"));
	}

	private void write(Map<String, Object> line) {
		try {
			this.writer.write(JSON.writeValueAsString(line));
			this.writer.write('\n');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			if (this.writer != null) {
				this.writer.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
