package org.rapport;

import java.util.Map;

import org.rapport.command.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts Rapport: the API and, if no Neo4j server is configured, an embedded one. */
// Rapport answers errors below all servlets, so that errors raised before a servlet is
// reached look the same.
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Rapport {

	public static void main(String[] arguments) {
		if (Commands.isOne(arguments)) {
			System.exit(Commands.run(Rapport::start, arguments));
		}
		SpringApplication.run(Rapport.class, arguments);
	}

	private static ConfigurableApplicationContext start(Map<String, String> settings) {
		return SpringApplication.run(Rapport.class,
				settings.entrySet()
					.stream()
					.map((setting) -> "--" + setting.getKey() + "=" + setting.getValue())
					.toArray(String[]::new));
	}

}
