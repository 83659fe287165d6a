package org.rapport;

import org.rapport.transfer.Errand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts Rapport: the API and, where no Neo4j is configured, the embedded graph. */
// Errors are answered below all servlets, also where no servlet is reached.
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Rapport {

	public static void main(String[] arguments) {
		ConfigurableApplicationContext context = SpringApplication.run(Rapport.class, arguments);
		if (Errand.isGiven(context.getEnvironment())) {
			System.exit(SpringApplication.exit(context));
		}
	}

}
