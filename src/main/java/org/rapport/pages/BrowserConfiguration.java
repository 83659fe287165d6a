package org.rapport.pages;

import java.io.IOException;

import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.WebPage;
import org.rapport.server.EmbeddedNeo4j;
import org.rapport.server.GraphConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves Neo4j Browser if the graph is embedded and Browser is on the class path. The
 * shipped jar never contains it.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(GraphConfiguration.NoAddress.class)
@ConditionalOnClass(name = GraphConfiguration.EMBEDDED_SERVER)
@ConditionalOnResource(resources = "classpath:browser/index.html")
class BrowserConfiguration {

	@Bean
	BrowserPage browser(EmbeddedNeo4j server, JsonMapper json) {
		return new BrowserPage(server.uri(), SavedQuery.all(), json);
	}

	@Bean
	@Order(2)
	WebPage browserPage(BrowserPage browser) {
		return browser.page();
	}

	// Before the root page, because Neo4j Browser sends its own request to the root path.
	@Bean
	@Order(-1)
	RouterFunction<ServerResponse> browserFiles(BrowserPage browser) throws IOException {
		return browser.routes();
	}

}
