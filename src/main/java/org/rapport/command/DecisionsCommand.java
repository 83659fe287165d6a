package org.rapport.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import org.rapport.access.Viewer;
import org.rapport.identity.Decisions.LoadedDecisions;
import org.rapport.identity.Decisions;
import org.rapport.kernel.Lens;
import org.rapport.kernel.UserError;
import org.rapport.start.PrivateFile;
import org.springframework.context.ConfigurableApplicationContext;

/** Writes and loads the decisions which records are the same. */
@Command(name = "decisions", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
		synopsisSubcommandLabel = "COMMAND",
		description = "Writes the decisions which records are the same and which are not to a file, or loads such a file.")
final class DecisionsCommand implements Runnable {

	@ParentCommand
	@SuppressWarnings("NullAway.Init")
	private Commands commands;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Say what to do: decisions export, or decisions load");
	}

	@Command(name = "export", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
			description = { "Writes all decisions to a new file in JSON Lines.",
					"It has ids, names and reasons of hidden records: keep it safe." })
	int export(@Parameters(paramLabel = "FILE", description = "The file. It must not exist.") Path file)
			throws IOException {
		PrintWriter out = this.spec.commandLine().getOut();
		Backups.requireNew(file);
		try (ConfigurableApplicationContext rapport = this.commands.start()) {
			String decisions = rapport.getBean(Decisions.class)
				.file(Viewer.CURATOR, Lens.of(Viewer.CURATOR.clearance()));
			PrivateFile.write(file, (channel) -> {
				OutputStream all = Channels.newOutputStream(channel);
				all.write(decisions.getBytes(StandardCharsets.UTF_8));
				return decisions;
			});
			out.printf("Wrote the decisions to %s: %,d.%n", file, decisions.lines().count());
		}
		out.flush();
		return 0;
	}

	@Command(name = "load", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
			description = { "Merges records and declares others distinct, as a file says.",
					"If a line has an error, nothing is done. Loading the same file again changes nothing." })
	int load(@Parameters(paramLabel = "FILE", description = "The file, as decisions export writes it.") Path file,
			@Option(names = { "-n", "--dry-run" },
					description = "Write nothing, and only tell what would be done.") boolean dryRun)
			throws IOException {
		PrintWriter out = this.spec.commandLine().getOut();
		String text = Files.readString(file);
		LoadedDecisions loaded;
		try (ConfigurableApplicationContext rapport = this.commands.start()) {
			loaded = rapport.getBean(Decisions.class).load(Viewer.CURATOR, text, dryRun);
		}
		out.printf("%sDecisions made: %,d. Known already: %,d. Errors: %,d.%n",
				dryRun ? "Dry run, nothing was written: " : "", loaded.made(), loaded.known(), loaded.errors().size());
		loaded.errors().stream().map(UserError::message).forEach(out::println);
		out.flush();
		return loaded.errors().isEmpty() ? 0 : Commands.FAILED;
	}

}
