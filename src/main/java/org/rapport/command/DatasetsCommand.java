package org.rapport.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import org.rapport.kernel.Hiding;
import org.rapport.transfer.Imports;
import org.rapport.transfer.LoadedDataset;
import org.rapport.transfer.UndoReport;
import org.springframework.context.ConfigurableApplicationContext;

/** Lists the data sets that were loaded, and takes loads back. */
@Command(name = "datasets", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
		description = "Lists the data sets in the graph, and the loads that did not finish.")
final class DatasetsCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init")
	private Commands commands;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public Integer call() {
		PrintWriter out = this.spec.commandLine().getOut();
		try (ConfigurableApplicationContext rapport = this.commands.start()) {
			List<LoadedDataset> datasets = rapport.getBean(Imports.class).datasets();
			if (datasets.isEmpty()) {
				out.println("No data set was loaded.");
			}
			datasets.forEach((dataset) -> {
				out.printf("%s: %s%n", dataset.dataset().name(), dataset.dataset().title());
				if (dataset.dataset().licence() != null) {
					out.printf("  licence: %s%n", dataset.dataset().licence());
				}
				if (!dataset.hiding().equals(Hiding.NONE)) {
					out.printf("  only for viewers with clearance: %s%n", dataset.hiding());
				}
				if (dataset.loadedAt() != null) {
					out.printf("  last loaded: %s, %,d records, facts and citations%n", dataset.loadedAt(),
							dataset.elements());
				}
				if (dataset.takenBackAt() != null) {
					out.printf("  its last load was taken back: %s%n", dataset.takenBackAt());
				}
				if (dataset.stopped()) {
					out.printf(
							"  a load stopped after %,d of %,d elements; load the same files again to add the rest, or take it back with datasets undo %s%n",
							dataset.written(), dataset.elements(), dataset.dataset().name());
				}
			});
		}
		out.flush();
		return 0;
	}

	@Command(name = "undo", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
			description = { "Takes back the last load of a data set, or one that stopped.",
					"What others changed since stays as it is." })
	int undo(@Parameters(paramLabel = "NAME", description = "The name of the data set.") String name,
			@Option(names = { "-n", "--dry-run" },
					description = "Write nothing, and only tell what would be taken back.") boolean dryRun) {
		PrintWriter out = this.spec.commandLine().getOut();
		try (ConfigurableApplicationContext rapport = this.commands.start()) {
			UndoReport done = rapport.getBean(Imports.class).undo(name, dryRun);
			KeptElements.tell(done.kept(), out);
			out.printf(
					"%s the last load of \"%s\" that changed anything%s: "
							+ "%,d records and facts retracted, %,d citations gone, %,d as before the load.%n",
					dryRun ? "Dry run, nothing was written. To take back" : "Took back", done.dataset().title(),
					(done.loadedAt() != null) ? " (%s)".formatted(done.loadedAt()) : "", done.retracted(),
					done.citations(), done.restored());
		}
		out.flush();
		return 0;
	}

}
