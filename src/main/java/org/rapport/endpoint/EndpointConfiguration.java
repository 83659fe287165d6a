package org.rapport.endpoint;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures Tomcat. */
@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionNotes() {
		return (tomcat) -> tomcat.addContextValves(new ClientConnection.Note());
	}

	/**
	 * Limits the connections of each address, except behind a proxy: there all
	 * connections have the same address, and the proxy distributes them.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> sharedConnections(HttpLimits limits,
			ServerProperties server) {
		ForwardHeadersStrategy strategy = server.getForwardHeadersStrategy();
		boolean proxied = strategy != null && strategy != ForwardHeadersStrategy.NONE;
		return (tomcat) -> {
			tomcat.setProtocol(SharedConnections.class.getName());
			tomcat.addProtocolHandlerCustomizers(
					(SharedConnections http) -> http.setMost(proxied ? 0 : limits.connectionsPerAddress()));
		};
	}

}
