package org.rapport.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.kernel.UserError;
import org.rapport.kernel.Visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

/** Tests what is refused before any row is read. */
class FileImportTests {

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: members, title: Our members }
			visibility: CONFIDENTIAL
			circle: team
			tables:
			  members:
			    files: a.csv
			    makes: [ { type: Person, key: "{name}", name: "{name}" } ]
			""";

	@TempDir
	private Path folder;

	private final Imports imports = mock();

	private final FileImport files = new FileImport(this.imports);

	@ParameterizedTest
	@CsvSource({ "PUBLIC,,visibility,CONFIDENTIAL", ",others,circle,team" })
	void refusesToHideLessOrOtherwiseThanTheMappingSays(Visibility visibility, String circle, String field, String said)
			throws IOException {
		ImportRequest request = request(visibility, circle);
		assertThat(this.files.faults(request)).singleElement().satisfies((fault) -> {
			assertThat(fault.field()).containsExactly(field);
			assertThat(fault.message()).contains(said);
		});
		assertThatExceptionOfType(ImportRefused.class).isThrownBy(() -> run(request)).withMessageContaining(said);
		verifyNoInteractions(this.imports);
	}

	@Test
	void takesWhatTheMappingSaysToo() throws IOException {
		assertThat(this.files.faults(request(Visibility.CONFIDENTIAL, "team"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "PUBLIC,,visibility", ",team,circle" })
	void refusesToHideAFileThatSaysItself(Visibility visibility, String circle, String field) throws IOException {
		Path file = Files.writeString(this.folder.resolve("a.jsonl"), "");
		ImportRequest request = new ImportRequest(List.of(file), null, visibility, circle, 0.01, true);
		assertThat(this.files.faults(request)).extracting(UserError::field).containsExactly(List.of(field));
		assertThatExceptionOfType(ImportRefused.class).isThrownBy(() -> run(request))
			.withMessageContaining("says itself who may see it");
		verifyNoInteractions(this.imports);
	}

	@Test
	void leavesOutWhatProgramsKeepBesideFiles() throws IOException {
		ImportRequest request = request(null, null);
		Path mapping = Files.writeString(this.folder.resolve("mapping.yaml"), MAPPING.replace("a.csv", "'*a.csv'"));
		for (String aside : List.of(".a.csv", "~$a.csv")) {
			Files.writeString(this.folder.resolve(aside), "name\nB\n");
		}
		assertThat(
				FileImport.files(new ImportRequest(List.of(this.folder), mapping.toString(), null, null, 0.01, false)))
			.isEqualTo(request.files());
	}

	private void run(ImportRequest request) throws IOException {
		this.files.run(request, (note) -> {
		}, LoadProgress.NONE);
	}

	private ImportRequest request(Visibility visibility, String circle) throws IOException {
		Path mapping = Files.writeString(this.folder.resolve("mapping.yaml"), MAPPING);
		Path file = Files.writeString(this.folder.resolve("a.csv"), "name\nA\n");
		return new ImportRequest(List.of(file), mapping.toString(), visibility, circle, 0.01, false);
	}

}
