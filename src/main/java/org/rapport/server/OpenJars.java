package org.rapport.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;

/**
 * Finds what its parent finds, but keeps the jars of service files open.
 *
 * <p>
 * Java's {@link java.util.ServiceLoader} opens a jar again for each service file, and
 * verifies the signature of a signed jar each time. Neo4j looks up about a hundred
 * services in the signed jars of Eclipse Collections: a second of processor time of each
 * start. Remove this once these jars are no longer signed.
 */
final class OpenJars extends ClassLoader {

	private static final String SERVICES = "META-INF/services/";

	private OpenJars(ClassLoader parent) {
		super("open-jars", parent);
	}

	/** Runs work whose thread looks services up through such a loader. */
	static <T> T during(Supplier<T> work) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(new OpenJars(before));
		try {
			return work.get();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Override
	public Enumeration<URL> getResources(String name) throws IOException {
		Enumeration<URL> found = super.getResources(name);
		return name.startsWith(SERVICES)
				? Collections.enumeration(Collections.list(found).stream().map(OpenJars::kept).toList()) : found;
	}

	private static URL kept(URL file) {
		try {
			return new URL(null, file.toExternalForm(), new Kept(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Opens a file, whether or not the caller asks for a jar of its own. */
	private static final class Kept extends URLStreamHandler {

		private final URL file;

		private Kept(URL file) {
			this.file = file;
		}

		@Override
		protected URLConnection openConnection(URL address) {
			return new URLConnection(address) {

				@Override
				public void connect() {
					// There is nothing to prepare.
				}

				@Override
				public InputStream getInputStream() throws IOException {
					return Kept.this.file.openStream();
				}

			};
		}

	}

}
