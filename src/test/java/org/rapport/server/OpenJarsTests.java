package org.rapport.server;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;

import org.eclipse.collections.api.factory.set.MutableSetFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that services are found as before, in jars that stay open. */
class OpenJarsTests {

	private static final String FILE = "META-INF/services/" + MutableSetFactory.class.getName();

	@Test
	void findsTheSameServices() {
		List<? extends Class<?>> usual = types();
		assertThat(OpenJars.during(OpenJarsTests::types)).isNotEmpty().isEqualTo(usual);
	}

	@Test
	void readsTheSameFiles() throws IOException {
		List<URL> usual = files();
		List<URL> kept = OpenJars.during(() -> files());
		assertThat(kept).hasSameSizeAs(usual).isNotEmpty();
		assertThat(text(kept.get(0))).isEqualTo(text(usual.get(0))).isNotBlank();
	}

	@Test
	void isTheLoaderOfTheThreadOnlyDuringTheWork() {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		assertThat(OpenJars.during(() -> Thread.currentThread().getContextClassLoader())).isInstanceOf(OpenJars.class);
		assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
	}

	private static List<? extends Class<?>> types() {
		return ServiceLoader.load(MutableSetFactory.class).stream().map(ServiceLoader.Provider::type).toList();
	}

	private static List<URL> files() {
		try {
			return Collections.list(Thread.currentThread().getContextClassLoader().getResources(FILE));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String text(URL file) throws IOException {
		var connection = file.openConnection();
		connection.setUseCaches(false);
		try (var in = connection.getInputStream()) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
