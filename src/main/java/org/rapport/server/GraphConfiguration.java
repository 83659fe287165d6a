package org.rapport.server;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import org.neo4j.driver.Driver;
import org.neo4j.driver.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.graph.TrainingRun;
import org.rapport.start.DataFolder;
import org.rapport.start.StartNote;
import org.rapport.start.StartRefused;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.neo4j.autoconfigure.ConfigBuilderCustomizer;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;
import org.springframework.util.StringUtils;

/**
 * Connects to the server that {@code spring.neo4j.uri} names, or starts an embedded one
 * if it names none. Driver, client, transaction manager and health are Spring Boot's own.
 */
@Configuration(proxyBeanMethods = false)
public class GraphConfiguration {

	private static final Logger log = LoggerFactory.getLogger(GraphConfiguration.class);

	private static final String ADDRESS = "spring.neo4j.uri";

	public static final String EMBEDDED_SERVER = "org.neo4j.dbms.api.DatabaseManagementServiceBuilder";

	/**
	 * The driver's default writes out each message with all its parameters before it asks
	 * whether anybody reads the log: a sixth of the processor time of a load. Remove this
	 * once {@code org.neo4j.driver.internal.logging.SystemLogger} asks first.
	 */
	@Bean
	@SuppressWarnings("deprecation")
	ConfigBuilderCustomizer driverLogging() {
		return (driver) -> driver.withLogging(Logging.slf4j());
	}

	@Bean
	@Order(2)
	StartNote boltNote(Neo4jConnectionDetails connection) {
		return new StartNote("Neo4j", connection.getUri().toString());
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(NoAddress.class)
	@ConditionalOnClass(name = EMBEDDED_SERVER)
	static class EmbeddedServer {

		@Bean
		DataFolder dataFolder(EmbeddedGraph graph) {
			return graph.data();
		}

		@Bean
		EmbeddedNeo4j embeddedNeo4j(EmbeddedGraph graph, ApplicationEventPublisher events) {
			EmbeddedNeo4j server = graph.server();
			server.onPanic(() -> {
				log.error("The embedded database has stopped; its disk may be full. Make room, then restart Rapport");
				AvailabilityChangeEvent.publish(events, server, LivenessState.BROKEN);
			});
			return server;
		}

		// Depends on the server, so that the server stops after the driver that uses this
		// bean.
		@Bean
		Neo4jConnectionDetails embeddedConnection(EmbeddedNeo4j server, EmbeddedGraph graph) {
			return new EmbeddedConnection(server.uri(), EmbeddedNeo4j.USER, graph.password().readOrCreate());
		}

		@Bean
		MigratedGraph migratedGraph(EmbeddedGraph graph) {
			return graph.migrated();
		}

		@Bean
		@Order(3)
		StartNote passwordNote(EmbeddedGraph graph) {
			return new StartNote("Neo4j log-in",
					"user %s, password in %s".formatted(EmbeddedNeo4j.USER, graph.password().path()));
		}

		@Bean
		@Order(5)
		StartNote dataNote(DataFolder data) {
			return new StartNote("Data", data.path().toString());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(NoAddress.class)
	@ConditionalOnMissingClass(EMBEDDED_SERVER)
	static class Missing {

		@Bean
		Neo4jConnectionDetails missingConnection() {
			throw new StartRefused("No Neo4j server is set, and this build of Rapport contains none.",
					"Set spring.neo4j.uri, spring.neo4j.authentication.username and "
							+ "spring.neo4j.authentication.password (SPRING_NEO4J_URI and so on in the environment) to "
							+ "a Neo4j %s or newer.".formatted(Neo4jVersion.MINIMUM));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(Address.class)
	static class External {

		private static final Set<String> SCHEMES = Set.of("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s",
				"neo4j+ssc");

		@Bean
		MigratedGraph migratedGraph(Driver driver, Neo4jConnectionDetails connection,
				DatabaseSelectionProvider database, GraphProperties properties) {
			if (TrainingRun.isOne()) {
				return MigratedGraph.ofTrainingRun();
			}
			GraphServer server = new GraphServer(driver, connection.getUri(),
					database.getDatabaseSelection().getValue());
			server.requireUsable();
			return MigratedGraph.migrate(server, properties.migrations().timeout(),
					properties.migrations().breakLock());
		}

		/**
		 * Runs before any driver is created, because the driver's own message about other
		 * schemes does not help.
		 */
		@Bean
		static BeanFactoryPostProcessor requireAddressForDriver(Environment environment) {
			return (beans) -> requireAddressForDriver(environment.getRequiredProperty(ADDRESS));
		}

		static void requireAddressForDriver(String address) {
			String scheme;
			try {
				URI uri = URI.create(address.strip());
				scheme = (uri.getScheme() != null && uri.getHost() != null) ? uri.getScheme() : "";
			}
			catch (IllegalArgumentException ex) {
				scheme = "";
			}
			if (!SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
				// The message does not repeat the address, because some people write
				// passwords into it.
				throw new StartRefused("%s is not the address of a Neo4j server.".formatted(ADDRESS),
						"Write it as neo4j://host:7687 or bolt://host:7687, or encrypted as neo4j+s://host:7687.");
			}
		}

	}

	/** Whether no Neo4j server is configured, so that Rapport needs one of its own. */
	static boolean isEmbedded(Environment environment) {
		return !StringUtils.hasText(environment.getProperty(ADDRESS));
	}

	/** Matches if a Neo4j server is configured. */
	static class Address implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !isEmbedded(context.getEnvironment());
		}

	}

	/** Matches if no Neo4j server is configured. */
	public static class NoAddress extends Address {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !super.matches(context, metadata);
		}

	}

}
