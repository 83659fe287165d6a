package org.rapport.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.rapport.transfer.FileImport;

/** Helps with mappings. It needs no graph. */
@Command(name = "mapping", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
		description = "Helps with mappings.", subcommands = {})
final class MappingCommand {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Command(name = "suggest", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
			description = "Drafts a mapping from the header and the rows of a table, and writes it to the console.")
	int suggest(@Parameters(paramLabel = "FILE", description = "The table.") Path file,
			@Option(names = "--sheet",
					description = "The sheet of a workbook. Default: the first.") @Nullable String sheet,
			@Option(names = "--header",
					description = "The row with the names of the columns, from 1. Default: found by its cells.") @Nullable Integer header,
			@Option(names = "--list",
					description = "The list in JSON or YAML, for example persons.") @Nullable String list,
			@Option(names = "--encoding",
					description = "The encoding of a text, for example windows-1252. Default: UTF-8, or what the file says.") @Nullable String encoding)
			throws IOException {
		PrintWriter out = this.spec.commandLine().getOut();
		out.print(FileImport.suggest(file, sheet, header, list, encoding));
		out.flush();
		return 0;
	}

}
