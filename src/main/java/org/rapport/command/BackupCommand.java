package org.rapport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import org.springframework.context.ConfigurableApplicationContext;

/** Writes the whole graph to a backup file. */
@Command(name = "backup", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
		description = { "Writes the whole graph to a file, whatever its visibility.",
				"Others wait with their writing until it is done." })
final class BackupCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init")
	private Commands commands;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(paramLabel = "FILE", description = "The file. It must not exist yet.")
	@SuppressWarnings("NullAway.Init")
	private Path file;

	@Override
	public Integer call() {
		// A start takes a while.
		Backups.requireNew(this.file);
		try (ConfigurableApplicationContext rapport = this.commands.start()) {
			Backups.BackupCounts counts = rapport.getBean(Backups.class).write(this.file);
			PrintWriter out = this.spec.commandLine().getOut();
			out.printf(
					"Wrote the backup to %s: %,d nodes, %,d relationships. It contains the whole graph: keep it safe.%n",
					this.file.toAbsolutePath().normalize(), counts.nodes(), counts.ties());
			out.flush();
		}
		return 0;
	}

}
