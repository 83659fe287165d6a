package org.rapport.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.server.GraphProperties.EmbeddedSettings;
import org.rapport.server.GraphProperties.Migrations;
import org.rapport.start.StartRefused;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests an embedded graph that cannot start in its thread. */
class EmbeddedGraphTests {

	@TempDir
	private Path data;

	private EmbeddedGraph graph;

	@BeforeEach
	void start() throws IOException {
		// The store needs a folder of this name.
		Files.writeString(this.data.resolve("neo4j"), "");
		this.graph = EmbeddedGraph.start(new GraphProperties(this.data.toString(), new EmbeddedSettings(0, 32, false),
				new Migrations(Duration.ZERO, false)), null);
	}

	@Test
	void tellsWhoeverWaitsForItWhatToDo() {
		assertThatExceptionOfType(StartRefused.class).isThrownBy(this.graph::server)
			.withMessageContaining("cannot be created or written to");
		assertThatExceptionOfType(StartRefused.class).isThrownBy(this.graph::migrated)
			.withMessageContaining("cannot be created or written to");
	}

	@Test
	void hasNothingToStop() {
		assertThatCode(this.graph::close).doesNotThrowAnyException();
	}

}
