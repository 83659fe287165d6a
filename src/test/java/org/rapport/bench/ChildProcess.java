package org.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A JVM that a test starts, and stops with itself. */
public final class ChildProcess implements AutoCloseable {

	/** The unit in which Linux counts processor time. */
	private static final long MILLIS_PER_TICK = 10;

	private final String name;

	private final Process process;

	private final Path output;

	/**
	 * Starts a class on the class path of the test.
	 * @param name the name of the process, and of the file with its output
	 * @param heap the most memory of its heap, for example 1g
	 * @param options further options of the JVM
	 */
	public ChildProcess(Path folder, String name, String heap, Class<?> main, List<String> arguments, String... options)
			throws IOException {
		this.name = name;
		this.output = folder.resolve(name + ".log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap,
						"-XX:ReservedCodeCacheSize=512m", "--add-opens=java.base/java.nio=ALL-UNNAMED"));
		command.addAll(List.of(options));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		this.process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.output.toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
	}

	/** Waits for a line that begins with a text, and returns the rest of it. */
	public String await(String begin, Duration patience) throws IOException, InterruptedException {
		long start = System.nanoTime();
		while (true) {
			Optional<String> line = said(begin);
			if (line.isPresent()) {
				return line.get();
			}
			if (!this.process.isAlive() || System.nanoTime() - start > patience.toNanos()) {
				throw new IllegalStateException(
						"%s does not say \"%s\". Its output:%n%s".formatted(this.name, begin, output()));
			}
			this.process.waitFor(100, TimeUnit.MILLISECONDS);
		}
	}

	/** Waits until it ends by itself. */
	void awaitEnd(Duration patience) throws IOException, InterruptedException {
		if (!this.process.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || this.process.exitValue() != 0) {
			throw new IllegalStateException("%s failed. Its output:%n%s".formatted(this.name, output()));
		}
	}

	private Optional<String> said(String begin) throws IOException {
		String text = output();
		return text.substring(0, text.lastIndexOf('\n') + 1)
			.lines()
			.filter((line) -> line.contains(begin))
			.map((line) -> line.substring(line.indexOf(begin) + begin.length()).strip())
			.findFirst();
	}

	/** Everything that it has written. */
	public String output() throws IOException {
		return Files.readString(this.output);
	}

	/** Whether it has not ended yet. */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** Ends it at once, as the kernel or a power cut does. */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** Waits until it ends by itself, and returns its exit status. */
	public int exit(Duration patience) throws InterruptedException {
		if (!this.process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
			throw new IllegalStateException("%s does not end".formatted(this.name));
		}
		return this.process.exitValue();
	}

	/** The processor time that it has used so far, in milliseconds. */
	long cpuMillis() throws IOException {
		String stat = Files.readString(Path.of("/proc", String.valueOf(this.process.pid()), "stat"));
		// The name of the program stands in brackets and may contain spaces.
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.process.getOutputStream().close();
		this.process.destroy();
		if (!this.process.waitFor(60, TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor();
		}
	}

}
