package org.rapport.server;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Starts the embedded graph before the first bean is made, and stops it if the rest of
 * the application cannot start.
 */
final class EmbeddedGraphStarter implements ApplicationListener<SpringApplicationEvent> {

	private static final String DATABASE = "spring.data.neo4j.database";

	private @Nullable EmbeddedGraph started;

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationPreparedEvent prepared) {
			start(prepared.getApplicationContext());
		}
		else if (event instanceof ApplicationFailedEvent && this.started != null) {
			this.started.close();
		}
	}

	private void start(ConfigurableApplicationContext application) {
		ConfigurableEnvironment environment = application.getEnvironment();
		if (GraphConfiguration.isEmbedded(environment)
				&& ClassUtils.isPresent(GraphConfiguration.EMBEDDED_SERVER, application.getClassLoader())) {
			GraphProperties properties = Binder.get(environment)
				.bindOrCreate(GraphProperties.PREFIX, GraphProperties.class);
			this.started = EmbeddedGraph.start(properties, environment.getProperty(DATABASE));
			application.getBeanFactory().registerSingleton("embeddedGraph", this.started);
		}
	}

}
