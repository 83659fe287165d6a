package org.rapport.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.rapport.Rapport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rapport in a process of its own.
 *
 * @param process the process
 * @param said the file with its output
 */
public record Instance(Process process, Path said) {

	private static final int PATIENCE_SECONDS = 400;

	/**
	 * Starts Rapport on any free port.
	 * @param folder the folder for its output
	 * @param name the name of the output file
	 * @param properties its properties, as {@code name=value}
	 */
	public Instance(Path folder, String name, String... properties) throws IOException {
		this(start(folder.resolve(name + ".log"), properties), folder.resolve(name + ".log"));
	}

	private static Process start(Path said, String... properties) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
		List.of(properties).forEach((property) -> arguments.add("--" + property));
		return java(said, arguments);
	}

	/**
	 * Runs a command of Rapport to its end.
	 * @param folder the folder for its output
	 * @param name the name of the output file
	 * @param arguments the command with its options and settings
	 */
	public static Instance command(Path folder, String name, String... arguments) throws Exception {
		Path said = folder.resolve(name + ".log");
		Instance command = new Instance(java(said, List.of(arguments)), said);
		assertThat(command.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(command.output()).isTrue();
		return command;
	}

	private static Process java(Path said, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
						"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
		command.addAll(agents());
		command.add(Rapport.class.getName());
		command.addAll(arguments);
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
	}

	/**
	 * The agents of this process, such as the one that measures which lines tests run.
	 */
	private static List<String> agents() {
		return ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.filter((argument) -> argument.startsWith("-javaagent:"))
			.toList();
	}

	/** Waits until it answers. */
	public Instance awaitReady() throws Exception {
		await((output) -> output.contains("Curator token  "));
		return this;
	}

	/** The port of the API. */
	public int port() throws IOException {
		return Integer.parseInt(output().replaceAll("(?s).*http://\\S+:(\\d+)/graphql\\s.*", "$1"));
	}

	/** The port of the health endpoint. */
	public int healthPort() throws IOException {
		return Integer.parseInt(output().replaceAll("(?s).*http://\\S+:(\\d+)/actuator/health\\s.*", "$1"));
	}

	/** The output so far. */
	public String output() throws IOException {
		return Files.readString(this.said);
	}

	private void await(Predicate<String> condition) throws Exception {
		long start = System.nanoTime();
		while (!condition.test(output())) {
			assertThat(this.process.isAlive()).as(output()).isTrue();
			assertThat(System.nanoTime() - start).as(output()).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
			this.process.waitFor(100, TimeUnit.MILLISECONDS);
		}
	}

}
