package org.rapport;

import java.util.List;

import org.rapport.kernel.StartNote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells, once Rapport is ready, where everything is. */
@Component
class StartSummary {

	private static final Logger logger = LoggerFactory.getLogger(StartSummary.class);

	private final Environment environment;

	private final ObjectProvider<StartNote> notes;

	StartSummary(Environment environment, ObjectProvider<StartNote> notes) {
		this.environment = environment;
		this.notes = notes;
	}

	@EventListener
	void tell(ApplicationReadyEvent event) {
		StringBuilder summary = new StringBuilder("Rapport is ready");
		if (event.getTimeTaken() != null) {
			summary.append(" after %.1f s".formatted(event.getTimeTaken().toMillis() / 1000.0));
		}
		String port = this.environment.getProperty("local.server.port");
		if (port != null) {
			append(summary, new StartNote("GraphQL", graphQl(port)));
		}
		List<StartNote> others = this.notes.orderedStream().toList();
		others.forEach((note) -> append(summary, note));
		logger.info("{}", summary);
	}

	private String graphQl(String port) {
		String scheme = this.environment.getProperty("server.ssl.enabled", Boolean.class, false) ? "https" : "http";
		return "%s://%s:%s%s%s".formatted(scheme, this.environment.getProperty("server.address", "localhost"), port,
				this.environment.getProperty("server.servlet.context-path", ""),
				this.environment.getProperty("spring.graphql.http.path", "/graphql"));
	}

	private static void append(StringBuilder summary, StartNote note) {
		summary.append("%n  %-14s %s".formatted(note.subject(), note.text()));
	}

}
