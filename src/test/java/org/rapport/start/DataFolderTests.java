package org.rapport.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataFolderTests {

	@TempDir
	private Path folder;

	@Test
	void createsTheFolderForItsOwnerAlone() throws IOException {
		DataFolder data = DataFolder.open(this.folder.resolve("some").resolve("data"));
		assertThat(permissions(data.path())).isEqualTo("rwx------");
	}

	@Test
	void isAbsoluteAndNormalised() {
		assertThat(new DataFolder(Path.of("x/../data")).path()).isEqualTo(Path.of("data").toAbsolutePath());
	}

	@Test
	void leavesAFolderAsItsOwnerMadeIt() throws IOException {
		Path open = Files.createDirectory(this.folder.resolve("open"));
		Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
		DataFolder.open(open);
		assertThat(permissions(open)).isEqualTo("rwxr-xr-x");
	}

	@Test
	void closesWhatItKeepsInAnOpenFolder() throws IOException {
		Path store = Files.createDirectory(this.folder.resolve("neo4j"));
		Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(permissions(DataFolder.open(this.folder).closedFolder("neo4j"))).isEqualTo("rwx------");
	}

	@Test
	void refusesAPlaceWhereNoFolderCanBe() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> DataFolder.open(file.resolve("data")))
			.withMessageContaining(file.toString())
			.satisfies((refusal) -> assertThat(refusal.remedy()).contains("rapport.data"));
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
