package org.rapport.transfer.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for the files of large loads.
 *
 * @param path where it is
 * @param held how many values of each kind a load keeps in memory
 */
public record StagingFolder(Path path, int held) {

	private static final Logger log = LoggerFactory.getLogger(StagingFolder.class);

	/** The folder for files that are needed for a short time only. */
	public static StagingFolder temporary() {
		return new StagingFolder(Path.of(System.getProperty("java.io.tmpdir")), Staging.HELD);
	}

	/** A staging for one load. */
	public Staging open() {
		return Staging.in(this.path, this.held);
	}

	/**
	 * Removes files of loads that ended with their process. There are none where the
	 * system allows to remove a file that is open.
	 */
	public void removeLeftovers() {
		for (Path file : leftovers()) {
			try {
				Files.deleteIfExists(file);
			}
			catch (IOException ex) {
				log.warn("The file {} of a load that ended cannot be removed", file, ex);
			}
		}
	}

	private List<Path> leftovers() {
		try (Stream<Path> files = Files.list(this.path)) {
			return files.filter((file) -> file.toString().endsWith(Staging.ENDING)).toList();
		}
		catch (IOException ex) {
			log.warn("The folder {} cannot be read", this.path, ex);
			return List.of();
		}
	}

}
