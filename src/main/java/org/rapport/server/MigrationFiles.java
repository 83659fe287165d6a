package org.rapport.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

import org.rapport.kernel.Digest;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The migration files of this version.
 *
 * @param urls where each file is
 * @param fingerprint a digest of their names and texts, independent of their line ends
 */
record MigrationFiles(List<URL> urls, String fingerprint) {

	static final String LOCATION = "classpath:neo4j/migrations";

	static MigrationFiles onClassPath() {
		try {
			List<Resource> files = new ArrayList<>(
					List.of(new PathMatchingResourcePatternResolver().getResources(LOCATION + "/*.cypher")));
			files.sort(Comparator.comparing(Resource::getFilename));
			MessageDigest digest = Digest.sha256();
			List<URL> urls = new ArrayList<>();
			for (Resource file : files) {
				String text = file.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
				digest.update((file.getFilename() + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8));
				urls.add(file.getURL());
			}
			return new MigrationFiles(List.copyOf(urls), HexFormat.of().formatHex(digest.digest()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
