package org.rapport.bench;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.rapport.Rapport;
import org.rapport.transfer.Imports;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Loads interchange files into the database, as Rapport loads them, and then ends. */
public final class LoaderProcess {

	private LoaderProcess() {
	}

	/** Takes files, and properties of Rapport that begin with two dashes. */
	public static void main(String[] arguments) throws Exception {
		List<String> properties = Arrays.stream(arguments).filter((each) -> each.startsWith("--")).toList();
		List<String> files = Arrays.stream(arguments).filter((each) -> !each.startsWith("--")).toList();
		try (ConfigurableApplicationContext context = SpringApplication.run(Rapport.class,
				properties.toArray(String[]::new))) {
			Imports imports = context.getBean(Imports.class);
			for (String file : files) {
				long start = System.nanoTime();
				try (InputStream in = Files.newInputStream(Path.of(file))) {
					long created = imports.load(in).total().created();
					System.out.printf("LOADED %s: %d records, facts and citations in %d ms%n", file, created,
							Duration.ofNanos(System.nanoTime() - start).toMillis());
				}
			}
			System.out.println("READY");
		}
	}

}
