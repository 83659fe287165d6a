package org.rapport.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Lens;
import org.rapport.start.StartRefused;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Runs a one-time task instead of the server: write a copy for researchers, write a
 * backup, or restore one. Rapport then opens no port, and ends when the task is done.
 */
public final class CommandTask implements ApplicationRunner {

	private static final Logger log = LoggerFactory.getLogger(CommandTask.class);

	/** Set where a command of {@link Commands} runs. */
	static final String COMMAND = "rapport.command";

	private static final List<String> SETTINGS = List.of("rapport.copy.to", "rapport.backup.to",
			"rapport.restore.from");

	private final CommandProperties properties;

	private final ResearchCopies copies;

	private final Backups backups;

	CommandTask(CommandProperties properties, ResearchCopies copies, Backups backups) {
		this.properties = properties;
		this.copies = copies;
		this.backups = backups;
	}

	/** Whether Rapport was started for a task. */
	public static boolean isGiven(Environment environment) {
		return SETTINGS.stream().anyMatch((name) -> StringUtils.hasText(environment.getProperty(name)));
	}

	@Override
	public void run(ApplicationArguments arguments) {
		String copy = this.properties.copy().to();
		String backup = this.properties.backup().to();
		String restore = this.properties.restore().from();
		if (List.of(given(copy), given(backup), given(restore))
			.indexOf(true) != List.of(given(copy), given(backup), given(restore)).lastIndexOf(true)) {
			throw new StartRefused("Rapport was started with several commands at once.",
					"Set only one of %s.".formatted(String.join(", ", SETTINGS)));
		}
		if (copy != null && given(copy)) {
			ResearchCopies.Copied copied = this.copies.write(lens(this.properties.copy()), Path.of(copy));
			log.info("Wrote the copy for researchers to {}: {} records and facts, {} relationships. See {}.",
					copied.folder(), copied.elements(), copied.ties(), copied.folder().resolve(ResearchCopies.NOTE));
		}
		if (backup != null && given(backup)) {
			Backups.BackupCounts counts = this.backups.write(Path.of(backup));
			log.info("Wrote the backup to {}: {} nodes, {} relationships. It contains the whole graph: keep it safe.",
					Path.of(backup).toAbsolutePath().normalize(), counts.nodes(), counts.ties());
		}
		if (restore != null && given(restore)) {
			Backups.BackupCounts counts = this.backups.restore(Path.of(restore));
			log.info("Restored the backup {}: {} nodes, {} relationships.",
					Path.of(restore).toAbsolutePath().normalize(), counts.nodes(), counts.ties());
		}
	}

	private static boolean given(@Nullable String path) {
		return StringUtils.hasText(path);
	}

	private static Lens lens(CommandProperties.Copy copy) {
		Lens lens = Lens.of(new Clearance(copy.clearance(), copy.circles(), false));
		String day = copy.day();
		if (day == null || day.isBlank()) {
			return lens;
		}
		try {
			return lens.asOf(LocalDate.parse(day.strip()), copy.certainty());
		}
		catch (DateTimeParseException ex) {
			throw new StartRefused("rapport.copy.day is not a day: %s.".formatted(day),
					"Write a day such as 2024-06-01.", ex);
		}
	}

	/**
	 * Turns off the ports, the sample record, the warm-up, the imports of curators and
	 * the search for duplicates when Rapport runs a task.
	 */
	static final class Quiet implements EnvironmentPostProcessor {

		@Override
		public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
			if (isGiven(environment) || StringUtils.hasText(environment.getProperty(COMMAND))) {
				environment.getPropertySources()
					.addFirst(new MapPropertySource("task",
							Map.of("server.port", -1, "rapport.embedded.bolt-port", 0, "rapport.sample", "never",
									"rapport.graph.warm-up", false, "rapport.imports.enabled", false,
									"rapport.duplicates.every", "0s")));
			}
		}

	}

}
