package org.rapport.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The folder in which a Rapport with an embedded graph keeps the graph and its secrets.
 *
 * @param path where it is, absolute and normalised
 */
public record DataFolder(Path path) {

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

	public DataFolder {
		path = path.toAbsolutePath().normalize();
	}

	/**
	 * Opens the folder. Creates it if it is missing; then only its owner has access.
	 * @throws StartRefused if the folder cannot be created or written to
	 */
	public static DataFolder open(Path path) {
		DataFolder folder = new DataFolder(path);
		try {
			if (!Files.isDirectory(folder.path)) {
				createForOwnerAlone(folder.path);
			}
		}
		catch (IOException ex) {
			throw folder.unwritable(ex);
		}
		if (!Files.isWritable(folder.path)) {
			throw folder.unwritable(null);
		}
		return folder;
	}

	/**
	 * Opens a subfolder that only the owner can access, and creates it if it is missing.
	 * @throws StartRefused if the subfolder cannot be created, written to or closed to
	 * others
	 */
	public Path closedFolder(String name) {
		Path folder = this.path.resolve(name);
		try {
			if (!Files.isDirectory(folder)) {
				createForOwnerAlone(folder);
			}
			else if (hasPosixPermissions(folder) && !Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
				Files.setPosixFilePermissions(folder, OWNER_ONLY);
			}
		}
		catch (IOException ex) {
			throw unwritable(ex);
		}
		if (!Files.isWritable(folder)) {
			throw unwritable(null);
		}
		return folder;
	}

	private StartRefused unwritable(@Nullable IOException cause) {
		return new StartRefused("The data folder %s cannot be created or written to.".formatted(this.path),
				"Make it, and everything in it, writable for the user that runs Rapport, or set rapport.data to "
						+ "another folder.",
				cause);
	}

	private static void createForOwnerAlone(Path folder) throws IOException {
		Path parent = folder.getParent();
		if (parent != null && !Files.isDirectory(parent)) {
			Files.createDirectories(parent);
		}
		if (parent == null || hasPosixPermissions(parent)) {
			Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
		}
		else {
			Files.createDirectory(folder);
		}
	}

	/** Whether the permissions of POSIX apply to a path. */
	public static boolean hasPosixPermissions(Path path) throws IOException {
		return Files.getFileStore(path).supportsFileAttributeView("posix");
	}

}
