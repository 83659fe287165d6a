package org.rapport.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecretFileTests {

	@TempDir
	private Path folder;

	@Test
	void createsAFileThatOnlyItsOwnerMayRead() throws IOException {
		new SecretFile(file()).readOrCreate();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
	}

	@Test
	void makesA256BitSecretOfCharactersThatCanBeSent() {
		assertThat(new SecretFile(file()).readOrCreate()).matches("[A-Za-z0-9_-]{43}");
	}

	@Test
	void keepsTheSecret() {
		String secret = new SecretFile(file()).readOrCreate();
		assertThat(new SecretFile(file()).readOrCreate()).isEqualTo(secret);
	}

	@Test
	void leavesNothingElseBehind() throws IOException {
		new SecretFile(file()).readOrCreate();
		try (var files = Files.list(this.folder)) {
			assertThat(files).containsExactly(file());
		}
	}

	@Test
	void givesAllThatAskAtOnceTheSameSecret() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			Callable<String> ask = () -> new SecretFile(file()).readOrCreate();
			Set<String> secrets = threads.invokeAll(Collections.nCopies(32, ask))
				.stream()
				.map(SecretFileTests::result)
				.collect(Collectors.toSet());
			assertThat(secrets).hasSize(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void refusesAFileThatOthersMayRead() throws IOException {
		new SecretFile(file()).readOrCreate();
		Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> new SecretFile(file()).readOrCreate())
			.withMessageContaining(file().toString())
			.satisfies((refusal) -> assertThat(refusal.remedy()).contains("chmod 600"));
	}

	@Test
	void refusesAnEmptyFile() throws IOException {
		Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> new SecretFile(file()).readOrCreate())
			.withMessageContaining("empty");
	}

	@Test
	void refusesAFolderThatIsNotThere() {
		SecretFile secret = new SecretFile(this.folder.resolve("nowhere").resolve("secret"));
		assertThatExceptionOfType(StartRefused.class).isThrownBy(secret::readOrCreate);
	}

	private Path file() {
		return this.folder.resolve("secret");
	}

	private static String result(Future<String> future) {
		try {
			return future.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
