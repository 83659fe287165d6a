package org.rapport.export;

import org.rapport.kernel.WebPage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The addresses of tables. */
@Configuration(proxyBeanMethods = false)
class TableRoutes {

	private static final String PATH = "/tables";

	@Bean
	@Order(4)
	WebPage tablesPage() {
		return new WebPage("Tables", PATH, "Each list as one file: CSV and XLSX, with filters, as of any day.",
				"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
	}

	@Bean
	RouterFunction<ServerResponse> tableFiles(TableEndpoint endpoint) {
		return RouterFunctions.route(RequestPredicates.path(PATH), endpoint::all)
			.andRoute(RequestPredicates.path(PATH + "/{file}"), endpoint::answer);
	}

}
