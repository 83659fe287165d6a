package org.rapport;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Rapport: the API and, where no Neo4j is configured, the embedded graph. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Rapport {

	public static void main(String[] arguments) {
		SpringApplication.run(Rapport.class, arguments);
	}

}
