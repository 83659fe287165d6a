package org.rapport.transfer.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.start.DataFolder;
import org.rapport.start.PrivateFile;
import org.rapport.start.StartRefused;
import org.springframework.util.FileSystemUtils;

/**
 * The folder with uploaded files and with the state of jobs. Only its owner can read it,
 * and only one Rapport at a time uses it.
 */
final class ImportFolder implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ImportFolder.class);

	private static final String ENDING = ".json";

	private final JsonMapper json = new JsonMapper();

	private final Path files;

	private final Path jobs;

	private final FileChannel lock;

	private ImportFolder(Path files, Path jobs, FileChannel lock) {
		this.files = files;
		this.jobs = jobs;
		this.lock = lock;
	}

	/**
	 * Opens the folder. Creates it if it is missing.
	 * @throws StartRefused if it cannot be used, or another Rapport uses it
	 */
	static ImportFolder open(Path path) {
		DataFolder folder = DataFolder.open(path);
		Path files = folder.closedFolder("files");
		Path jobs = folder.closedFolder("jobs");
		try {
			FileChannel channel = FileChannel.open(folder.path().resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (!isLocked(channel)) {
				channel.close();
				throw new StartRefused("Another Rapport uses the folder for imports, %s.".formatted(folder.path()),
						"Set rapport.imports.folder to another folder for each instance.");
			}
			return new ImportFolder(files, jobs, channel);
		}
		catch (IOException ex) {
			throw new StartRefused("The folder for imports, %s, cannot be used.".formatted(folder.path()),
					"Make it, and everything in it, writable for the user that runs Rapport.", ex);
		}
	}

	private static boolean isLocked(FileChannel channel) throws IOException {
		try {
			FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	/** The folder of the jobs, each with a file for its state and a folder of its own. */
	Path jobs() {
		return this.jobs;
	}

	/** The folder of the uploads. */
	Path files() {
		return this.files;
	}

	/** Writes the state of an object, as a whole or not at all. */
	void write(Path folder, String id, Object state) {
		Path draft = folder.resolve(id + ".draft");
		try {
			Files.deleteIfExists(draft);
			PrivateFile.create(draft);
			try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
				ByteBuffer bytes = ByteBuffer.wrap(this.json.writeValueAsBytes(state));
				while (bytes.hasRemaining()) {
					channel.write(bytes);
				}
				channel.force(true);
			}
			Files.move(draft, folder.resolve(id + ENDING), StandardCopyOption.ATOMIC_MOVE,
					StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the states of all objects in a folder. Removes what has no state: a crash
	 * interrupted its writing.
	 */
	<T> List<T> readAll(Path folder, Class<T> type) {
		List<T> all = new ArrayList<>();
		for (Path file : list(folder)) {
			String name = file.getFileName().toString();
			if (name.endsWith(ENDING)) {
				T state = read(file, type);
				if (state != null) {
					all.add(state);
				}
			}
			else if (!Files.exists(folder.resolve(name + ENDING))) {
				delete(file);
			}
		}
		return all;
	}

	private <T> @Nullable T read(Path file, Class<T> type) {
		try {
			return this.json.readValue(Files.readAllBytes(file), type);
		}
		catch (IOException | JacksonException ex) {
			log.warn("The file {} cannot be read, so the import or upload that it is about is forgotten", file, ex);
			return null;
		}
	}

	private static List<Path> list(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Removes an object with its state. */
	void remove(Path folder, String id) {
		delete(folder.resolve(id + ENDING));
		delete(folder.resolve(id));
	}

	private static void delete(Path path) {
		try {
			FileSystemUtils.deleteRecursively(path);
		}
		catch (IOException ex) {
			log.warn("{} cannot be removed; the next start tries again", path, ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.lock.close();
	}

}
