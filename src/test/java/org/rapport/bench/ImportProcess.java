package org.rapport.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import javax.management.ObjectName;

import org.rapport.Rapport;
import org.rapport.transfer.FileImport;
import org.rapport.transfer.FileReport;
import org.rapport.transfer.ImportRequest;
import org.rapport.transfer.LoadProgress;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Loads a table into the database, as the command {@code import} does, and tells how fast
 * it is and how much of the heap it holds.
 */
public final class ImportProcess {

	private static final String OWN = "org.rapport.";

	private static final long MEBIBYTE = 1 << 20;

	private static final int SHOWN = 25;

	private ImportProcess() {
	}

	/**
	 * Takes the number of loads, the milliseconds between two looks at the heap, a table,
	 * its mapping, and properties of Rapport that begin with two dashes.
	 */
	public static void main(String[] arguments) throws Exception {
		List<String> properties = Arrays.stream(arguments).filter((each) -> each.startsWith("--")).toList();
		List<String> given = Arrays.stream(arguments).filter((each) -> !each.startsWith("--")).toList();
		ImportRequest request = new ImportRequest(List.of(Path.of(given.get(2))), given.get(3), null, null, 0, false);
		try (ConfigurableApplicationContext context = SpringApplication.run(Rapport.class,
				properties.toArray(String[]::new))) {
			FileImport imports = context.getBean(FileImport.class);
			Heap heap = new Heap(Long.parseLong(given.get(1)), Thread.currentThread());
			heap.begin();
			for (int i = 0; i < Integer.parseInt(given.get(0)); i++) {
				long start = System.nanoTime();
				Rate rate = new Rate();
				FileReport done = imports.run(request, (note) -> {
				}, rate);
				System.out.printf("LOADED %d: %s in %d ms; %s; most of the heap after a collection: %d MiB%n", i,
						done.load().total(), Duration.ofNanos(System.nanoTime() - start).toMillis(), rate,
						heap.most / MEBIBYTE);
			}
			heap.tell();
			System.out.println("READY");
		}
	}

	/** How many elements a second are written, at the start and at the end of a load. */
	private static final class Rate implements LoadProgress {

		private static final double PART = 0.1;

		private final long begun = System.nanoTime();

		private long read;

		private long[] early = new long[0];

		private long[] earlyEnd = new long[0];

		private long[] late = new long[0];

		private long[] last = new long[0];

		@Override
		public void read(long rows) {
			this.read = System.nanoTime();
		}

		// The first tenth is left out: the database still plans its statements.
		@Override
		public void wrote(long elements, long all) {
			this.last = new long[] { elements, System.nanoTime() };
			if (this.early.length == 0 && elements >= all * PART) {
				this.early = this.last;
			}
			if (this.earlyEnd.length == 0 && elements >= all * 2 * PART) {
				this.earlyEnd = this.last;
			}
			if (this.late.length == 0 && elements >= all * (1 - PART)) {
				this.late = this.last;
			}
		}

		private static double rate(long[] from, long[] until) {
			return (until[0] - from[0]) * (double) Duration.ofSeconds(1).toNanos() / Math.max(1, until[1] - from[1]);
		}

		@Override
		public String toString() {
			String reading = "read in %d ms".formatted(Duration.ofNanos(this.read - this.begun).toMillis());
			if (this.last.length == 0 || this.last[0] == 0) {
				return reading;
			}
			double first = rate(this.early, this.earlyEnd);
			double end = rate(this.late, this.last);
			return "%s, rate of the second tenth %.0f/s, of the last tenth %.0f/s (%.2f)".formatted(reading, first, end,
					end / first);
		}

	}

	/** Looks at what the heap holds now and then, and remembers the most. */
	private static final class Heap {

		private final long pause;

		private final Thread loading;

		private volatile long most;

		private String holders = "";

		Heap(long pause, Thread loading) {
			this.pause = pause;
			this.loading = loading;
		}

		void begin() {
			if (this.pause > 0) {
				Thread watch = new Thread(this::watch, "heap");
				watch.setDaemon(true);
				watch.start();
			}
		}

		private void watch() {
			try {
				while (true) {
					Thread.sleep(this.pause);
					String at = Arrays.stream(this.loading.getStackTrace())
						.filter((frame) -> frame.getClassName().startsWith(OWN))
						.limit(SHOWN)
						.map((frame) -> frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1) + "."
								+ frame.getMethodName())
						.distinct()
						.collect(Collectors.joining(" < "));
					// It collects garbage first, and counts what is left.
					String histogram = (String) ManagementFactory.getPlatformMBeanServer()
						.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
								new Object[] { new String[0] }, new String[] { String[].class.getName() });
					long held = Long.parseLong(histogram.substring(histogram.lastIndexOf("Total")).split("\\s+")[2]);
					System.out.printf("HEAP %d MiB in %s%n", held / MEBIBYTE, at);
					if (held > this.most) {
						this.most = held;
						this.holders = at + "\n"
								+ histogram.lines().limit(SHOWN).collect(Collectors.joining(System.lineSeparator()));
					}
				}
			}
			catch (Exception ex) {
				ex.printStackTrace();
			}
		}

		void tell() {
			System.out.printf("MOST %d MiB in %s%n", this.most / MEBIBYTE, this.holders);
		}

	}

}
