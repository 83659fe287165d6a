package org.rapport.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that holds one secret and that only its owner may read.
 *
 * @param path where it is
 */
public record SecretFile(Path path) {

	private static final int RANDOM_BYTES = 32;

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

	/**
	 * Reads the secret, and generates it first if the file is missing. A generated secret
	 * has 256 random bits in URL-safe Base64. If several processes call this at once, all
	 * get the same secret.
	 * @throws StartRefused if others may read or change the file, or if it is empty or
	 * cannot be read
	 */
	public String readOrCreate() {
		try {
			if (!Files.exists(this.path)) {
				create();
			}
			return read();
		}
		catch (IOException ex) {
			throw new StartRefused("The file %s, which holds a secret, cannot be read or created.".formatted(this.path),
					"Make the user that runs Rapport the owner of the file and its folder.", ex);
		}
	}

	private String read() throws IOException {
		if (DataFolder.hasPosixPermissions(this.path)) {
			Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
			open.retainAll(Files.getPosixFilePermissions(this.path));
			if (!open.isEmpty()) {
				throw new StartRefused(
						"The file %s holds a secret, but others can read or change it.".formatted(this.path),
						"Allow access only to its owner (chmod 600). If others may have read it, delete it instead: "
								+ "the next start makes a new secret.");
			}
		}
		String secret = Files.readString(this.path).strip();
		if (secret.isEmpty()) {
			throw new StartRefused("The file %s should hold a secret, but it is empty.".formatted(this.path),
					"Delete it: the next start makes a new secret.");
		}
		return secret;
	}

	private void create() throws IOException {
		byte[] random = new byte[RANDOM_BYTES];
		new SecureRandom().nextBytes(random);
		String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
		Path folder = this.path.toAbsolutePath().getParent();
		if (folder == null) {
			throw new IOException("Not a file: " + this.path);
		}
		FileAttribute<?>[] permissions = DataFolder.hasPosixPermissions(folder)
				? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) } : new FileAttribute<?>[0];
		// Written under another name first, so that the file never exists without its
		// secret, not even after a crash.
		Path draft = Files.createTempFile(folder, ".secret", null, permissions);
		try {
			try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
				ByteBuffer bytes = ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.US_ASCII));
				while (bytes.hasRemaining()) {
					channel.write(bytes);
				}
				channel.force(true);
			}
			publish(draft);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	private void publish(Path draft) throws IOException {
		try {
			// Unlike a move, a link never replaces a file that another process has just
			// created.
			Files.createLink(this.path, draft);
		}
		catch (FileAlreadyExistsException ex) {
			// Another process was faster; its secret is used.
		}
		catch (UnsupportedOperationException ex) {
			Files.move(draft, this.path, StandardCopyOption.ATOMIC_MOVE);
		}
	}

}
