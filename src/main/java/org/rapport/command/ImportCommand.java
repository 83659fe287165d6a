package org.rapport.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import org.rapport.kernel.Visibility;
import org.rapport.transfer.FileImport;
import org.rapport.transfer.FileReport;
import org.rapport.transfer.ImportReport.ImportCounts;
import org.rapport.transfer.ImportRequest;
import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.RowReport;
import org.rapport.transfer.TableReport;
import org.springframework.context.ConfigurableApplicationContext;

/** Loads files into the graph. */
@Command(name = "import", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
		description = { "Loads tables, or a file in the interchange format, into the graph.",
				"Loading the same files again changes nothing." })
final class ImportCommand implements Callable<Integer> {

	private static final Map<About, String> NOTES = Map.of(About.UNREAD_DATE, "dates that could not be read",
			About.UNLIKELY_DATE,
			"dates outside the range that the mapping calls plausible, or of meetings in the future", About.NOT_JOINED,
			"texts that the joined table does not have", About.NUMBERED,
			"table without a rowKey: its citations change with each release", About.SHORTENED,
			"names or titles that were too long", About.DIFFERS,
			"texts that do not count, because another row that makes the same element has others", About.CLEANED,
			"cells that were cleaned of blanks or invisible characters");

	@ParentCommand
	@SuppressWarnings("NullAway.Init")
	private Commands commands;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(arity = "1..*", paramLabel = "FILE", description = "The files, or folders of files.")
	@SuppressWarnings("NullAway.Init")
	private List<Path> files;

	@Option(names = { "-m", "--mapping" }, paramLabel = "MAPPING",
			description = "What the tables mean: a YAML file, or the name of a mapping that comes with Rapport. Not needed for one .jsonl file.")
	private @Nullable String mapping;

	@Option(names = { "-n", "--dry-run" }, description = "Write nothing, and only tell what a load would do.")
	private boolean dryRun;

	@Option(names = "--max-refused", paramLabel = "PERCENT", defaultValue = "1",
			description = "How many rows may have errors, in percent. If more have, nothing is written. Default: 1.")
	private double mostRefused;

	@Option(names = "--accept-retractions", paramLabel = "N", defaultValue = "0",
			description = "How many records and facts may be retracted if the files do not state them any more. Without it, a load that would retract more than 5 %% of its data set stops.")
	private long acceptedRetractions;

	@Option(names = "--visibility", paramLabel = "VISIBILITY",
			description = "Who may see what is loaded: ${COMPLETION-CANDIDATES}. Only where the mapping does not say it.")
	private @Nullable Visibility visibility;

	@Option(names = "--circle", paramLabel = "CIRCLE",
			description = "Only members of this circle may see it. Only where the mapping does not say a circle.")
	private @Nullable String circle;

	@Option(names = "--report", paramLabel = "FILE",
			description = "Write everything there is to say about single rows to this file (JSON Lines).")
	private @Nullable Path report;

	@Option(names = "--url", paramLabel = "URL",
			description = "Load into the Rapport that runs at this address, for example https://example.org. Needs --token-file.")
	private @Nullable URI url;

	@Option(names = "--token-file", paramLabel = "FILE",
			description = "The file with the token for --url. It must be of a curator who sees everything.")
	private @Nullable Path tokenFile;

	@Override
	public Integer call() throws IOException {
		checkOptions();
		checkReport();
		ImportRequest request = new ImportRequest(this.files, this.mapping, this.visibility, this.circle,
				this.mostRefused / 100, this.acceptedRetractions, this.dryRun);
		if (this.url != null || this.tokenFile != null) {
			return send(request, this.url, this.tokenFile);
		}
		// What is wrong with the files shows before Rapport starts, which takes a while.
		FileImport.check(request);
		try (RowReport rows = new RowReport(this.report);
				ProgressLine progress = ProgressLine.onTerminal();
				ConfigurableApplicationContext rapport = this.commands.start()) {
			FileReport done = rapport.getBean(FileImport.class).run(request, rows::add, progress);
			progress.close();
			tell(done);
			return 0;
		}
	}

	private void checkOptions() {
		// NaN is no such number either.
		if (!(this.mostRefused >= 0 && this.mostRefused <= 100)) {
			throw wrong("--max-refused must be 0 to 100, in percent");
		}
		if (this.acceptedRetractions < 0) {
			throw wrong("--accept-retractions must be 0 or more");
		}
		if (this.mapping == null && this.spec.commandLine().getParseResult().hasMatchedOption("--max-refused")) {
			throw wrong(
					"--max-refused is for tables. A file in the interchange format is loaded as a whole or not at all");
		}
	}

	/** A report replaces its file, which must be none of those that are read. */
	private void checkReport() throws IOException {
		if (this.report == null || !Files.exists(this.report)) {
			return;
		}
		List<Path> read = new ArrayList<>(this.files);
		if (this.mapping != null) {
			read.add(Path.of(this.mapping));
		}
		if (this.tokenFile != null) {
			read.add(this.tokenFile);
		}
		for (Path file : read) {
			Path parent = this.report.toAbsolutePath().getParent();
			boolean isInside = Files.isDirectory(file) && parent != null && Files.isSameFile(parent, file)
					&& !this.report.toString().endsWith(".jsonl");
			if (isInside || (Files.exists(file) && Files.isSameFile(file, this.report))) {
				throw wrong(
						"--report would replace %s, which is to be read; choose another file".formatted(this.report));
			}
		}
	}

	private CommandLine.ParameterException wrong(String message) {
		return new CommandLine.ParameterException(this.spec.commandLine(), message);
	}

	private int send(ImportRequest request, @Nullable URI url, @Nullable Path tokenFile) throws IOException {
		if (url == null || tokenFile == null) {
			throw wrong("--url and --token-file belong together");
		}
		if (!Files.isReadable(tokenFile)) {
			throw wrong("There is no file %s that can be read".formatted(tokenFile));
		}
		try (ProgressLine progress = ProgressLine.onTerminal()) {
			FileReport done = new RemoteImport(url, Files.readString(tokenFile).strip(),
					this.spec.commandLine().getErr())
				.run(request, progress, this.report);
			progress.close();
			tell(done);
			return 0;
		}
	}

	private void tell(FileReport done) {
		PrintWriter out = this.spec.commandLine().getOut();
		for (TableReport table : done.tables()) {
			tell(table, out);
		}
		if (done.matched() > 0) {
			out.printf("  %,9d actors of other data sets were recognised; what the rows say is said of them%n",
					done.matched());
		}
		if (done.erased() > 0) {
			out.printf(
					"  %,9d records and facts of rows were not made, because they are about something that was erased, or may be%n",
					done.erased());
		}
		KeptElements.tell(done.load().kept(), out);
		ImportCounts total = done.load().total();
		done.load()
			.kinds()
			.forEach((kind, counts) -> out.printf("%-16s %,9d new %,9d changed %,9d as before%s%n", kind.label(),
					counts.created(), counts.changed(), counts.unchanged(),
					(counts.removed() > 0) ? " %,d retracted".formatted(counts.removed()) : ""));
		out.printf("%s \"%s\": %,d new, %,d changed, %,d as before%s.%n",
				done.dryRun() ? "Dry run, nothing was written:" : "Loaded", done.load().dataset().title(),
				total.created(), total.changed(), total.unchanged(),
				(total.removed() > 0) ? ", %,d retracted".formatted(total.removed()) : "");
		if (done.spared()) {
			out.println(
					"Nothing was retracted for missing rows, because some rows have errors and no key that can be read.");
		}
		if (done.dryRun() && done.load().retractions().areTooMany(this.acceptedRetractions)) {
			out.println(done.load().retractions().message());
		}
		if (done.load().resumed()) {
			out.println("An earlier load of this data set had stopped. This one took its place.");
		}
		out.flush();
	}

	private static void tell(TableReport table, PrintWriter out) {
		out.printf("Table %s: %,d rows%n", table.table(), table.rows());
		table.leftOut().forEach((because, count) -> out.printf("  %,9d left out: %s%n", count, because));
		if (table.toldTwice() > 0) {
			out.printf("  %,9d told twice%n", table.toldTwice());
		}
		if (table.refused() > 0) {
			out.printf("  %,9d with errors, which made nothing%n", table.refused());
		}
		table.notes().forEach((about, count) -> {
			if (NOTES.containsKey(about)) {
				out.printf("  %,9d %s%n", count, NOTES.get(about));
			}
		});
		if (!table.unusedColumns().isEmpty()) {
			out.printf("  columns that the mapping does not name, and that are not stored: %s%n",
					String.join(", ", table.unusedColumns()));
		}
	}

}
