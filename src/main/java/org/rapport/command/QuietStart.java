package org.rapport.command;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Turns off the ports, the sample record, the warm-up, the imports of curators and the
 * search for duplicates when Rapport runs a command.
 */
final class QuietStart implements EnvironmentPostProcessor {

	/** Set where a command of {@link Commands} runs. */
	static final String COMMAND = "rapport.command";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (StringUtils.hasText(environment.getProperty(COMMAND))) {
			environment.getPropertySources()
				.addFirst(new MapPropertySource("command",
						Map.of("server.port", -1, "management.server.port", -1, "rapport.embedded.bolt-port", 0,
								"rapport.sample", "never", "rapport.graph.warm-up", false, "rapport.imports.enabled",
								false, "rapport.duplicates.every", "0s")));
		}
	}

}
