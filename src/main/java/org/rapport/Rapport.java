package org.rapport;

import org.rapport.command.CommandTask;
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
		ConfigurableApplicationContext context = SpringApplication.run(Rapport.class, arguments);
		if (CommandTask.isGiven(context.getEnvironment())) {
			System.exit(SpringApplication.exit(context));
		}
	}

}
