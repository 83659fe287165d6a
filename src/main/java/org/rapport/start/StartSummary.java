package org.rapport.start;

import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.WebPage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs the addresses of the API, the pages and the graph once Rapport is ready. */
@Component
class StartSummary {

	private static final Logger logger = LoggerFactory.getLogger(StartSummary.class);

	private static final String NO_PORT = "-1";

	private final Environment environment;

	private final ObjectProvider<StartNote> notes;

	private final ObjectProvider<WebPage> pages;

	StartSummary(Environment environment, ObjectProvider<StartNote> notes, ObjectProvider<WebPage> pages) {
		this.environment = environment;
		this.notes = notes;
		this.pages = pages;
	}

	@EventListener
	void tell(ApplicationReadyEvent event) {
		String port = this.environment.getProperty("local.server.port");
		if (port == null || port.equals(NO_PORT)) {
			// A command of the command line listens nowhere.
			return;
		}
		StringBuilder summary = new StringBuilder("Rapport is ready");
		if (event.getTimeTaken() != null) {
			summary.append(" after %.1f s".formatted(event.getTimeTaken().toMillis() / 1000.0));
		}
		append(summary, new StartNote("GraphQL",
				address("server", port, path(this.environment.getProperty("spring.graphql.http.path", "/graphql")))));
		this.pages.orderedStream()
			.filter((page) -> !page.path().equals("/"))
			.forEach((page) -> append(summary, new StartNote(page.name(), address("server", port, path(page.path())))));
		String health = this.environment.getProperty("local.management.port");
		if (health != null && !health.equals(port)) {
			append(summary, new StartNote("Health", address("management.server", health, "/actuator/health")));
		}
		List<StartNote> others = this.notes.orderedStream().toList();
		others.forEach((note) -> append(summary, note));
		logger.info("{}", summary);
	}

	private String address(String server, String port, String path) {
		String scheme = this.environment.getProperty(server + ".ssl.enabled", Boolean.class, false) ? "https" : "http";
		String address = this.environment.getProperty(server + ".address", "localhost");
		// The wildcard address means all addresses of this machine; nobody can open it in
		// a browser.
		String host = Set.of("0.0.0.0", "::").contains(address) ? "localhost" : address;
		return "%s://%s:%s%s".formatted(scheme, host, port, path);
	}

	private String path(String path) {
		return this.environment.getProperty("server.servlet.context-path", "") + path;
	}

	private static void append(StringBuilder summary, StartNote note) {
		summary.append("%n  %-14s %s".formatted(note.subject(), note.text()));
	}

}
