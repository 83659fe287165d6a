package org.rapport.transfer.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.Deadline;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ids;
import org.rapport.start.PrivateFile;
import org.rapport.transfer.reading.TableFile;
import org.rapport.transfer.reading.UnreadableFile;

/**
 * The files that curators have uploaded and that no import has loaded yet. Their number
 * and size are limited.
 */
final class Uploads {

	private static final Logger log = LoggerFactory.getLogger(Uploads.class);

	/** Names that every file system can store, and that name no other folder. */
	private static final Pattern NAME = Pattern.compile("(?!\\.)[^\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]+");

	private static final int LONGEST_NAME = 200;

	private static final int CHUNK = 1 << 16;

	private final ImportFolder folder;

	private final ImportProperties properties;

	private final Clock clock;

	private final Map<String, Upload> complete = new ConcurrentHashMap<>();

	/** The number of files that arrive. Each counts with the largest size. */
	private int arriving;

	Uploads(ImportFolder folder, ImportProperties properties, Clock clock) {
		this.folder = folder;
		this.properties = properties;
		this.clock = clock;
		folder.readAll(folder.files(), Upload.class).forEach((upload) -> this.complete.put(upload.id(), upload));
	}

	/**
	 * Receives a file, and checks that it may hold a table. The same file of the same
	 * owner, sent again, is not kept twice.
	 * @param owner the name of the viewer who sends it
	 * @param name its name; the tables of a mapping name files
	 * @param body its content
	 * @param deadline when it must have arrived
	 * @return the file
	 * @throws UploadRefused if it is too large or too slow, has a name that cannot be
	 * stored, or too many files wait
	 * @throws UnreadableFile if it holds no table
	 * @throws IOException if the client does not send it to its end, or the disk cannot
	 * be written
	 */
	Upload receive(String owner, String name, InputStream body, Deadline deadline) throws IOException {
		requireName(name);
		begin(owner);
		String id = Ids.random("upl");
		boolean kept = false;
		try {
			Path file = path(id, name);
			long bytes = copy(body, file, deadline);
			TableFile.check(file);
			Upload known = same(owner, name, bytes, file);
			Upload upload = new Upload((known != null) ? known.id() : id, owner, name, bytes,
					OffsetDateTime.now(this.clock));
			this.folder.write(this.folder.files(), upload.id(), upload);
			this.complete.put(upload.id(), upload);
			kept = known == null;
			return upload;
		}
		finally {
			end();
			if (!kept) {
				this.folder.remove(this.folder.files(), id);
			}
		}
	}

	private static void requireName(String name) {
		if (!NAME.matcher(name).matches() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			throw new UploadRefused(ErrorCode.BAD_REQUEST_PARAMETERS,
					"The parameter \"name\" must be the name of a file, without folders, of at most %d bytes"
						.formatted(LONGEST_NAME));
		}
	}

	/** A file that the owner has sent already, with the same name and content. */
	private @Nullable Upload same(String owner, String name, long bytes, Path file) throws IOException {
		for (Upload upload : this.complete.values()) {
			if (upload.owner().equals(owner) && upload.name().equals(name) && upload.bytes() == bytes
					&& Files.mismatch(path(upload), file) < 0) {
				return upload;
			}
		}
		return null;
	}

	/** One owner gets at most half of the room, so that others find some. */
	private synchronized void begin(String owner) {
		long bytes = this.complete.values().stream().mapToLong(Upload::bytes).sum();
		long largest = this.properties.largestFile().toBytes();
		if (this.complete.size() + this.arriving >= this.properties.mostFiles()
				|| bytes + (this.arriving + 1) * largest > this.properties.mostBytes().toBytes()) {
			throw new UploadRefused(ErrorCode.BUSY,
					"Too many uploaded files wait for an import; start their imports, or wait until they expire");
		}
		List<Upload> own = this.complete.values().stream().filter((upload) -> upload.owner().equals(owner)).toList();
		long most = Math.max(largest, this.properties.mostBytes().toBytes() / 2);
		if (own.size() >= Math.max(1, this.properties.mostFiles() / 2)
				|| own.stream().mapToLong(Upload::bytes).sum() + largest > most && !own.isEmpty()) {
			throw new UploadRefused(ErrorCode.BUSY,
					"Too many files of yours wait for an import; start their imports, or remove them by DELETE /imports/files/ID");
		}
		this.arriving++;
	}

	private synchronized void end() {
		this.arriving--;
	}

	private Path path(String id, String name) {
		try {
			return this.folder.files().resolve(id).resolve(name);
		}
		catch (InvalidPathException ex) {
			throw new UploadRefused(ErrorCode.BAD_REQUEST_PARAMETERS,
					"The server cannot store a file with this name; write it in the letters a to z");
		}
	}

	private long copy(InputStream body, Path file, Deadline deadline) throws IOException {
		long bytes = 0;
		byte[] chunk = new byte[CHUNK];
		try (OutputStream out = Files.newOutputStream(PrivateFile.create(file))) {
			for (int length = read(body, chunk); length >= 0; length = read(body, chunk)) {
				bytes += length;
				requireSize(bytes);
				if (deadline.hasPassed()) {
					throw new UploadRefused(ErrorCode.REQUEST_TIMEOUT, "The file did not arrive within %d seconds"
						.formatted(this.properties.uploadTime().toSeconds()));
				}
				out.write(chunk, 0, length);
			}
		}
		return bytes;
	}

	private static int read(InputStream body, byte[] chunk) {
		try {
			return body.read(chunk);
		}
		catch (IOException ex) {
			log.debug("The client did not send the file to its end", ex);
			throw new UploadRefused(ErrorCode.BAD_REQUEST_BODY, "The file did not arrive completely");
		}
	}

	/**
	 * Checks the size of a file.
	 * @throws UploadRefused if it is too large
	 */
	void requireSize(long bytes) {
		if (bytes > this.properties.largestFile().toBytes()) {
			throw new UploadRefused(ErrorCode.REQUEST_TOO_LARGE,
					"The file has more than %d MiB; split it, or compress it with gzip"
						.formatted(this.properties.largestFile().toMegabytes()));
		}
	}

	/** The file with this id, if this viewer uploaded it. */
	Optional<Upload> find(String id, String owner) {
		return Optional.ofNullable(this.complete.get(id)).filter((upload) -> upload.owner().equals(owner));
	}

	/** The files of an owner, the latest first. */
	List<Upload> of(String owner) {
		return this.complete.values()
			.stream()
			.filter((upload) -> upload.owner().equals(owner))
			.sorted(Comparator.comparing(Upload::uploadedAt).reversed().thenComparing(Upload::id))
			.toList();
	}

	/** Where a file is. */
	Path path(Upload upload) {
		return path(upload.id(), upload.name());
	}

	/** Removes a file. */
	void remove(Upload upload) {
		this.complete.remove(upload.id());
		this.folder.remove(this.folder.files(), upload.id());
	}

	/**
	 * Removes the files that nobody has loaded in time.
	 * @param needed the ids of files that imports still need
	 */
	void removeOld(Set<String> needed) {
		removeFrom(OffsetDateTime.now(this.clock).minus(this.properties.keepFiles()), needed);
	}

	/**
	 * Removes the files that arrived before a moment.
	 * @param needed the ids of files that imports still need
	 */
	void removeFrom(OffsetDateTime latest, Set<String> needed) {
		this.complete.values()
			.stream()
			.filter((upload) -> upload.uploadedAt().isBefore(latest) && !needed.contains(upload.id()))
			.forEach(this::remove);
	}

}
