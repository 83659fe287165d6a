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

/** Restores a backup into an empty graph. */
@Command(name = "restore", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class, description = {
		"Restores a backup into an empty graph, as a whole or not at all.", "Stop Rapport on this graph first." })
final class RestoreCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init")
	private Commands commands;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(paramLabel = "FILE", description = "The backup.")
	@SuppressWarnings("NullAway.Init")
	private Path file;

	@Override
	public Integer call() {
		// A start takes a while, and makes an empty graph where there is none.
		Backups.check(this.file);
		try (ConfigurableApplicationContext rapport = this.commands.start()) {
			Backups.BackupCounts counts = rapport.getBean(Backups.class).restore(this.file);
			PrintWriter out = this.spec.commandLine().getOut();
			out.printf("Restored the backup %s: %,d nodes, %,d relationships.%n",
					this.file.toAbsolutePath().normalize(), counts.nodes(), counts.ties());
			out.flush();
		}
		return 0;
	}

}
