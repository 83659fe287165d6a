package org.rapport.testing;

import java.util.Map;
import java.util.UUID;

import org.rapport.server.ScratchServer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Connects an application under test to the scratch Neo4j that the tests of a JVM share,
 * like to an external database.
 */
public class ScratchGraph implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** The bearer token of the curator in tests. */
	public static final String CURATOR_TOKEN = "the-curator-of-every-test-and-of-nothing-else";

	/** The bearer token for metrics in tests. */
	public static final String METRICS_TOKEN = "the-collector-of-every-test-and-of-nothing-else";

	/** The key for bookmarks that all instances under test share. */
	public static final String BOOKMARK_KEY = "the-key-of-every-instance-under-test-and-of-nothing-else";

	/** The server of the graph. */
	ScratchServer server() {
		return ScratchServer.get();
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ScratchServer server = server();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("scratch graph", Map.of("spring.neo4j.uri", server.uri().toString(),
					"spring.neo4j.authentication.username", server.user(), "spring.neo4j.authentication.password",
					server.password(), "rapport.curator-token", CURATOR_TOKEN, "rapport.metrics-token", METRICS_TOKEN,
					"rapport.bookmarks.key", BOOKMARK_KEY, "spring.neo4j.connection-timeout", "1m",
					"rapport.graph.warm-up", false, "rapport.graph.whole", "never", "management.server.port", 0)));
		// Defaults that suit a slow machine, where Neo4j plans every statement for the
		// first time, and a single caller who sends all requests. A test can override
		// them.
		context.getEnvironment()
			.getPropertySources()
			.addLast(new MapPropertySource("patience",
					Map.of("rapport.duplicates.every", "0s", "rapport.limits.time", "5m", "rapport.graph.read-timeout",
							"2m", "rapport.rate-limit.enabled", "false", "rapport.imports.folder",
							"target/imports/" + UUID.randomUUID())));
	}

	/** The same with the Neo4j for the tests of the law. */
	public static class OfLaws extends ScratchGraph {

		@Override
		ScratchServer server() {
			return ScratchServer.ofLaws();
		}

	}

}
