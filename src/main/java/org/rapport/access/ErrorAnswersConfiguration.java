package org.rapport.access;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Makes the web servers of this process answer errors in JSON: the server of the API, and
 * that of the management port if it is separate.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ErrorAnswersConfiguration {

	/**
	 * After Spring Boot's own customizer, so that Spring Boot's valve finds the error
	 * already answered.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> errorAnswers() {
		return (factory) -> factory.addContextCustomizers(ErrorAnswers.customizer());
	}

}
