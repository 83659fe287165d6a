package org.rapport.bench;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

import org.rapport.Rapport;
import org.rapport.transfer.FileImport;
import org.rapport.transfer.ImportRequest;
import org.rapport.transfer.Imports;
import org.rapport.transfer.LoadProgress;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Loads files into the database, as Rapport loads them, and then ends. */
public final class LoaderProcess {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private LoaderProcess() {
	}

	/**
	 * Takes interchange files, tables, and properties of Rapport that begin with two
	 * dashes. The mapping of {@code a.csv} is {@code a.yaml} beside it.
	 */
	public static void main(String[] arguments) throws Exception {
		List<String> properties = Arrays.stream(arguments).filter((each) -> each.startsWith("--")).toList();
		List<String> files = Arrays.stream(arguments).filter((each) -> !each.startsWith("--")).toList();
		try (ConfigurableApplicationContext context = SpringApplication.run(Rapport.class,
				properties.toArray(String[]::new))) {
			for (String file : files) {
				System.out.println("LOADING " + file);
				long start = System.nanoTime();
				long cpu = SYSTEM.getProcessCpuTime();
				long created = load(context, Path.of(file));
				System.out.println(loaded(file, created, start, cpu));
			}
			System.out.println("READY");
		}
	}

	private static long load(ConfigurableApplicationContext context, Path file) throws Exception {
		if (file.toString().endsWith(".jsonl")) {
			try (InputStream in = Files.newInputStream(file)) {
				return context.getBean(Imports.class).load(in).total().created();
			}
		}
		String mapping = file.toString().replaceFirst("[.]csv$", ".yaml");
		return context.getBean(FileImport.class)
			.run(new ImportRequest(List.of(file), mapping, null, null, 0, false), (note) -> {
			}, LoadProgress.NONE)
			.load()
			.total()
			.created();
	}

	/**
	 * The line that tells of a finished load.
	 * @param start the time at its beginning, in nanoseconds
	 * @param cpu the processor time of this process at its beginning, in nanoseconds
	 */
	static String loaded(String file, long created, long start, long cpu) {
		return "LOADED %s: %d records, facts and citations in %d ms, %d ms of processor time".formatted(file, created,
				Duration.ofNanos(System.nanoTime() - start).toMillis(),
				Duration.ofNanos(SYSTEM.getProcessCpuTime() - cpu).toMillis());
	}

	/** The processor time of this process so far, in nanoseconds. */
	static long cpu() {
		return SYSTEM.getProcessCpuTime();
	}

}
