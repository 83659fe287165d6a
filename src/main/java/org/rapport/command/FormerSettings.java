package org.rapport.command;

import java.util.Map;
import java.util.TreeMap;

import org.rapport.start.StartRefused;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses a start with a setting that used to make a copy, a backup or a restore. Rapport
 * would otherwise serve, and nobody would notice that there is no backup.
 */
final class FormerSettings implements EnvironmentPostProcessor {

	private static final Map<String, String> COMMANDS = new TreeMap<>(Map.of("rapport.copy.to", "copy FOLDER",
			"rapport.backup.to", "backup FILE", "rapport.restore.from", "restore FILE"));

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		COMMANDS.forEach((setting, command) -> {
			if (environment.containsProperty(setting)) {
				throw new StartRefused("There is no setting %s any more.".formatted(setting),
						"Remove it, and run Rapport with the command: " + command);
			}
		});
	}

}
