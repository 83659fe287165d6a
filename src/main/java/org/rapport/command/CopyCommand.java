package org.rapport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import org.rapport.kernel.Certainty;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Visibility;
import org.springframework.context.ConfigurableApplicationContext;

/** Writes a copy of the graph for researchers. */
@Command(name = "copy", mixinStandardHelpOptions = true, versionProvider = Commands.Version.class,
		description = { "Writes a copy of the graph for researchers: a new graph that holds only what one lens shows.",
				"Others wait with their writing until it is done." })
final class CopyCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init")
	private Commands commands;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(paramLabel = "FOLDER", description = "The folder of the copy. It must be missing or empty.")
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Option(names = "--clearance", paramLabel = "VISIBILITY", defaultValue = "PUBLIC",
			description = "The highest visibility in the copy: ${COMPLETION-CANDIDATES}. Default: PUBLIC.")
	@SuppressWarnings("NullAway.Init")
	private Visibility clearance;

	@Option(names = "--circle", paramLabel = "CIRCLE", split = ",",
			description = "A circle whose elements are in the copy. Several with commas between them. Default: none.")
	private Set<String> circles = new LinkedHashSet<>();

	@Option(names = "--day", paramLabel = "DAY", converter = Day.class,
			description = "The day as of which the copy is made, for example 2024-06-01. Default: all of time.")
	private @Nullable LocalDate day;

	@Option(names = "--certainty", paramLabel = "CERTAINTY",
			description = "With --day: POSSIBLE for what may have been true by then, CERTAIN for what must have been. Default: POSSIBLE.")
	private @Nullable Certainty certainty;

	@Override
	public Integer call() {
		Lens lens = lens();
		// A start takes a while.
		ResearchCopies.check(this.folder);
		try (ConfigurableApplicationContext rapport = this.commands.start()) {
			ResearchCopies.Copied copied = rapport.getBean(ResearchCopies.class).write(lens, this.folder);
			PrintWriter out = this.spec.commandLine().getOut();
			out.printf("Wrote the copy for researchers to %s: %,d records and facts, %,d relationships. See %s.%n",
					copied.folder(), copied.elements(), copied.ties(), copied.folder().resolve(ResearchCopies.NOTE));
			out.flush();
		}
		return 0;
	}

	private Lens lens() {
		Lens lens = Lens.of(new Clearance(this.clearance, this.circles, false));
		if (this.day != null) {
			return lens.asOf(this.day, (this.certainty != null) ? this.certainty : Certainty.POSSIBLE);
		}
		if (this.certainty != null) {
			throw new CommandLine.ParameterException(this.spec.commandLine(), "--certainty needs --day");
		}
		return lens;
	}

	/** Reads a day. */
	static final class Day implements ITypeConverter<LocalDate> {

		@Override
		public LocalDate convert(String text) {
			try {
				return LocalDate.parse(text);
			}
			catch (DateTimeParseException ex) {
				throw new TypeConversionException(
						"\"%s\" is not a day; write a day such as 2024-06-01".formatted(text));
			}
		}

	}

}
