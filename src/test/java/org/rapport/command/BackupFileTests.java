package org.rapport.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BackupFileTests {

	private static final ZonedDateTime NOW = ZonedDateTime.parse("2024-06-01T12:30:00.123456789+02:00[Europe/Berlin]");

	private static final Map<String, Object> PROPERTIES = Map.of("text", "línea\n\"2\"", "whole", Long.MIN_VALUE,
			"real", 0.1, "not", Double.NaN, "flag", true, "day", LocalDate.of(1, 1, 1), "moment", NOW, "texts",
			List.of("a", "b"), "days", List.of(LocalDate.of(9999, 12, 31)), "none", List.of());

	private List<String> lines;

	@BeforeEach
	void write() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		BackupFile.Writer writer = new BackupFile.Writer(out, NOW);
		assertThat(writer.node(List.of("Record", "Person"), PROPERTIES)).isEqualTo(1);
		assertThat(writer.node(List.of("Fact", "Role"), Map.of())).isEqualTo(2);
		writer.tie("HOLDS", 1, 2, Map.of("since", 3L));
		assertThat(writer.end()).isEqualTo(new Backups.BackupCounts(2, 1));
		this.lines = new ArrayList<>(Arrays.asList(out.toString(StandardCharsets.UTF_8).split("(?<=\n)")));
	}

	@Test
	void losesNoTypeAndNoValue() throws IOException {
		List<Object> read = new ArrayList<>();
		assertThat(BackupFile.read(in(), new Collecting(read))).isEqualTo(new Backups.BackupCounts(2, 1));
		assertThat(read).containsExactly(new BackupFile.NodeLine(1, List.of("Person", "Record"), PROPERTIES),
				new BackupFile.NodeLine(2, List.of("Fact", "Role"), Map.of()),
				new BackupFile.TieLine("HOLDS", 1, 2, Map.of("since", 3L)));
	}

	@Test
	void readsWhatWasCompressed() throws IOException {
		byte[] compressed = compressed();
		List<Object> read = new ArrayList<>();
		BackupFile.read(new ByteArrayInputStream(compressed), new Collecting(read));
		assertThat(read).hasSize(3);
		for (int length : List.of(1, 5, compressed.length / 2, compressed.length - 1)) {
			byte[] part = Arrays.copyOf(compressed, length);
			assertThatExceptionOfType(BadBackup.class)
				.isThrownBy(() -> BackupFile.read(new ByteArrayInputStream(part), new Collecting(new ArrayList<>())));
		}
		compressed[compressed.length / 2] ^= 1;
		assertThatExceptionOfType(BadBackup.class)
			.isThrownBy(() -> BackupFile.read(new ByteArrayInputStream(compressed), new Collecting(new ArrayList<>())));
	}

	private byte[] compressed() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			in().transferTo(out);
		}
		return bytes.toByteArray();
	}

	@Test
	void namesTheLineThatWasAltered() {
		this.lines.set(2, this.lines.get(2).replace("Role", "Rule"));
		assertRefused("Line 3 is cut off or was changed.");
	}

	@Test
	void refusesAFileThatWasCutOff() {
		this.lines.remove(4);
		assertRefused("Line 5 is missing: the file ends before its last line.");
		this.lines.set(3, this.lines.get(3).substring(0, 20));
		assertRefused("Line 4 is cut off.");
	}

	@Test
	void refusesAFileThatLacksALine() {
		String tie = this.lines.remove(3);
		assertRefused("Line 4 counts 2 nodes and 1 relationships, but the file has 2 and 0.");
		this.lines.add(3, tie);
		this.lines.remove(1);
		assertRefused("Line 2 is not the node 1: lines are missing or in the wrong order.");
	}

	@Test
	void refusesLinesOfAnotherFile() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		BackupFile.Writer writer = new BackupFile.Writer(out, NOW);
		writer.node(List.of("Record", "Place"), Map.of());
		this.lines.set(1, out.toString(StandardCharsets.UTF_8).split("(?<=\n)")[1]);
		assertRefused("Line 5 has a checksum that does not match the lines before it.");
	}

	@Test
	void refusesWhatComesAfterTheEnd() {
		this.lines.add(this.lines.get(1));
		assertRefused("Line 6 comes after the end of the backup.");
	}

	@Test
	void refusesANewerFormatAndWhatIsNoBackup() {
		this.lines.set(0, this.lines.get(0).replace("rapport-backup/3", "rapport-backup/4"));
		assertThatExceptionOfType(BadBackup.class)
			.isThrownBy(() -> BackupFile.read(in(), new Collecting(new ArrayList<>())))
			.withMessageStartingWith("Line 1 has the format rapport-backup/4, but this version");
		this.lines.set(0, "{\"type\":\"Dataset\",\"format\":\"rapport-interchange/2\"}\n");
		assertRefused("Line 1 does not name the format rapport-backup/3: this is not a backup.");
		this.lines.clear();
		assertRefused("Line 1 is missing: the file ends before its last line.");
	}

	@Test
	void refusesABackupThatAnEarlierVersionMade() throws IOException {
		try (InputStream earlier = new ClassPathResource("earlier/backup.jsonl").getInputStream()) {
			assertThatExceptionOfType(BadBackup.class)
				.isThrownBy(() -> BackupFile.read(earlier, new Collecting(new ArrayList<>())))
				.withMessage("Line 1 has the format rapport-backup/1, but this version of Rapport reads "
						+ "rapport-backup/2 and rapport-backup/3: restore it with the version that made it.");
		}
	}

	@Test
	void writesNoValueThatItCouldNotRead() throws IOException {
		BackupFile.Writer writer = new BackupFile.Writer(new ByteArrayOutputStream(), NOW);
		assertThatIllegalStateException()
			.isThrownBy(() -> writer.node(List.of("Record"), Map.of("bytes", new byte[] { 1 })))
			.withMessageContaining("bytes of [Record]");
	}

	private void assertRefused(String message) {
		assertThatExceptionOfType(BadBackup.class)
			.isThrownBy(() -> BackupFile.read(in(), new Collecting(new ArrayList<>())))
			.withMessage(message);
	}

	private ByteArrayInputStream in() {
		return new ByteArrayInputStream(String.join("", this.lines).getBytes(StandardCharsets.UTF_8));
	}

	private record Collecting(List<Object> read) implements BackupFile.Sink {

		@Override
		public void node(BackupFile.NodeLine node) {
			this.read.add(node);
		}

		@Override
		public void tie(BackupFile.TieLine tie) {
			this.read.add(tie);
		}

	}

}
