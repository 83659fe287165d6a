package org.rapport.endpoint;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;

/**
 * Configures the port of health and metrics. It refuses requests with a body, because no
 * client there needs one, and a slow body would occupy a thread.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class HealthPortConfiguration {

	/** Does nothing in the application itself, which also finds this class. */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> noBodies(ApplicationContext application) {
		return (tomcat) -> {
			if (application.getParent() != null) {
				tomcat.addContextCustomizers((context) -> context.getPipeline().addValve(new NoBodies()));
			}
		};
	}

	private static final class NoBodies extends ValveBase {

		NoBodies() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			if (request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
				getNext().invoke(request, response);
				return;
			}
			response.setHeader(HttpHeaders.CONNECTION, "close");
			response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
			request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		}

	}

}
