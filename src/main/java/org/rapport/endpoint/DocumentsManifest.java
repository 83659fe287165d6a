package org.rapport.endpoint;

import java.util.List;

import org.rapport.endpoint.TrustedDocuments.TrustedDocument;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves the ids of the trusted documents to frontends, as a manifest of persisted
 * queries for Apollo's tools.
 */
@Configuration(proxyBeanMethods = false)
class DocumentsManifest {

	/**
	 * The manifest.
	 *
	 * @param format the name of the format
	 * @param version the version of the format
	 * @param operations the documents
	 */
	record Manifest(String format, int version, List<TrustedDocument> operations) {
	}

	@Bean
	RouterFunction<ServerResponse> documentsManifestRoute(TrustedDocuments documents, GraphQlProperties properties) {
		return RouterFunctions.route()
			.GET(properties.getHttp().getPath() + "/documents",
					(request) -> ServerResponse.ok()
						.contentType(MediaType.APPLICATION_JSON)
						.body(new Manifest("apollo-persisted-query-manifest", 1, documents.all())))
			.build();
	}

}
