package org.rapport.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files that only their owner can read, on file systems that have owners. */
public final class PrivateFile {

	private PrivateFile() {
	}

	/** Writes the content of a file. */
	@FunctionalInterface
	public interface Filling<T> {

		/**
		 * Writes the content.
		 * @return what there is to tell about it
		 */
		T fill(FileChannel file) throws IOException;

	}

	/**
	 * Creates an empty file, and its folder if that is missing.
	 * @return the same file
	 * @throws java.nio.file.FileAlreadyExistsException if the file exists
	 */
	public static Path create(Path file) throws IOException {
		return Files.createFile(file, permissions(folder(file)));
	}

	/**
	 * Writes a new file. It has another name until it is complete and on the disk.
	 * @return what the filling returns
	 * @throws java.nio.file.FileAlreadyExistsException if the file exists
	 */
	public static <T> T write(Path file, Filling<T> filling) throws IOException {
		Path folder = folder(file);
		Path draft = Files.createTempFile(folder, "." + file.getFileName() + "-unfinished-", null, permissions(folder));
		try {
			T told;
			try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
				told = filling.fill(channel);
				channel.force(true);
			}
			Files.move(draft, file);
			return told;
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	private static Path folder(Path file) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		if (folder == null) {
			throw new IOException("Not a file: " + file);
		}
		return Files.createDirectories(folder);
	}

	private static FileAttribute<?>[] permissions(Path folder) throws IOException {
		return DataFolder.hasPosixPermissions(folder)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

}
