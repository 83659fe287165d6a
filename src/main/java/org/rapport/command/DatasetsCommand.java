package org.rapport.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import org.rapport.transfer.Imports;
import org.rapport.transfer.LoadedDataset;
import org.springframework.context.ConfigurableApplicationContext;

/** Lists the data sets that were loaded. */
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
				if (dataset.loadedAt() != null) {
					out.printf("  last loaded: %s, %,d records, facts and citations%n", dataset.loadedAt(),
							dataset.elements());
				}
				if (dataset.stopped()) {
					out.printf(
							"  a load stopped after %,d of %,d elements; load the same files again to add the rest%n",
							dataset.written(), dataset.elements());
				}
			});
		}
		out.flush();
		return 0;
	}

}
