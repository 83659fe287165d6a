package org.rapport.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import org.rapport.kernel.RapportException;
import org.rapport.start.StartRefused;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The commands that are written after the name of the program, for example
 * {@code import members.csv --mapping members.yaml}. Each starts Rapport without its
 * ports, does its work and ends. Settings such as {@code --spring.neo4j.uri=…} may stand
 * beside them.
 */
@Command(name = "rapport", description = "Rapport without a command starts the server.",
		synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
		subcommands = { ImportCommand.class, MappingCommand.class, DatasetsCommand.class, DecisionsCommand.class,
				CopyCommand.class, BackupCommand.class, RestoreCommand.class })
public final class Commands {

	/** The exit status of a command that could not do its work. */
	static final int FAILED = 1;

	private static final Pattern SETTING = Pattern.compile("--[a-z0-9-]+(\\.[a-z0-9-]+)+=.*");

	private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

	private final Function<Map<String, String>, ConfigurableApplicationContext> rapport;

	private final Map<String, String> settings;

	private Commands(Function<Map<String, String>, ConfigurableApplicationContext> rapport,
			Map<String, String> settings) {
		this.rapport = rapport;
		this.settings = settings;
	}

	/** Whether the arguments name a command, and do not only have settings. */
	public static boolean isOne(String... arguments) {
		return arguments.length > 0 && (!arguments[0].startsWith("-") || HELP.contains(arguments[0]));
	}

	/**
	 * Runs the command that the arguments name.
	 * @param rapport starts Rapport with settings
	 * @return the exit status: 0 if it did its work, 1 if it could not, 2 if the
	 * arguments are wrong
	 */
	public static int run(Function<Map<String, String>, ConfigurableApplicationContext> rapport, String... arguments) {
		Map<String, String> settings = new TreeMap<>();
		List<String> command = new ArrayList<>();
		for (String argument : arguments) {
			if (SETTING.matcher(argument).matches()) {
				int equals = argument.indexOf('=');
				settings.put(argument.substring(2, equals), argument.substring(equals + 1));
			}
			else {
				command.add(argument);
			}
		}
		CommandLine line = new CommandLine(new Commands(rapport, settings));
		line.setCaseInsensitiveEnumValuesAllowed(true);
		line.setExecutionExceptionHandler((failure, failed, parsed) -> {
			if (failure instanceof RapportException) {
				failed.getErr().println(failure.getMessage());
				return FAILED;
			}
			if (failure instanceof StartRefused refused) {
				failed.getErr().printf("%s%n%s%n", refused.getMessage(), refused.remedy());
				return FAILED;
			}
			if (failure instanceof NotStarted) {
				return FAILED;
			}
			if (failure instanceof IOException || failure instanceof UncheckedIOException) {
				failed.getErr().println(message(failure));
				return FAILED;
			}
			throw failure;
		});
		return line.execute(command.toArray(String[]::new));
	}

	/** The exceptions of files have only the name of the file as their message. */
	private static String message(Exception failure) {
		Throwable cause = Objects
			.requireNonNullElse((failure instanceof UncheckedIOException) ? failure.getCause() : null, failure);
		if (cause instanceof NoSuchFileException missing) {
			return "There is no file %s.".formatted(missing.getFile());
		}
		if (cause instanceof FileSystemException file) {
			return "The file %s cannot be read or written.".formatted(file.getFile());
		}
		if (cause instanceof CharacterCodingException) {
			return "A file that should be text is none, or is not UTF-8.";
		}
		return Objects.requireNonNullElseGet(cause.getMessage(), cause::toString);
	}

	/** The version that the manifest of the jar names. */
	static final class Version implements CommandLine.IVersionProvider {

		@Override
		public String[] getVersion() {
			String version = Commands.class.getPackage().getImplementationVersion();
			return new String[] { "Rapport " + ((version != null) ? version : "from source") };
		}

	}

	/** Starts Rapport without its ports. The caller closes it. */
	ConfigurableApplicationContext start() {
		Map<String, String> settings = new TreeMap<>(Map.of("logging.level.root", "warn", "logging.level.org.rapport",
				"warn", "spring.main.banner-mode", "off", "spring.main.log-startup-info", "false"));
		settings.putAll(this.settings);
		settings.put(QuietStart.COMMAND, "true");
		try {
			return this.rapport.apply(settings);
		}
		catch (RuntimeException ex) {
			throw new NotStarted(ex);
		}
	}

	/** Thrown if Rapport did not start. Why is in its log already. */
	private static final class NotStarted extends RuntimeException {

		NotStarted(RuntimeException cause) {
			super(cause);
		}

	}

}
