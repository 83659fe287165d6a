package org.rapport.endpoint;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets up Tomcat. */
@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionNotes() {
		return (tomcat) -> tomcat.addContextValves(new Connection.Note());
	}

}
