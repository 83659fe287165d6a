package org.rapport.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.WebPage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves GraphiQL with the example operations. All its files come from the class path.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "rapport.graphiql", matchIfMissing = true)
class GraphiQl {

	static final String PATH = "/graphiql";

	private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

	private static final MediaType STYLE = new MediaType("text", "css", StandardCharsets.UTF_8);

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final String OPERATIONS = "graphql/operations/";

	/**
	 * An example operation.
	 *
	 * @param folder the module that it is about
	 * @param name its name
	 * @param question the question that it answers
	 * @param text the operation
	 * @param variables its variables as JSON; empty if the operation has defaults
	 */
	record Example(String folder, String name, String question, String text, String variables) {

		static Example of(String path, String text, String variables) {
			int slash = path.lastIndexOf('/');
			String question = text.lines()
				.takeWhile((line) -> line.startsWith("#"))
				.map((line) -> line.substring(1).strip())
				.collect(Collectors.joining(" "));
			return new Example(path.substring(0, slash), path.substring(slash + 1).replace(".graphql", ""), question,
					text, variables);
		}

	}

	@Bean
	@Order(1)
	WebPage graphiQlPage() {
		// CodeMirror, the editor in GraphiQL, sets styles on its elements while it draws
		// them.
		return new WebPage("GraphiQL", PATH,
				"Try the API: example operations, the documentation of the schema, any day.",
				"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
						+ "font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
						+ "frame-ancestors 'none'");
	}

	@Bean
	RouterFunction<ServerResponse> graphiQlFiles(Environment environment, JsonMapper json) throws IOException {
		String page = text(new ClassPathResource("pages/graphiql/index.html")).replace("{{graphql}}",
				environment.getProperty("spring.graphql.http.path", "/graphql"));
		RouterFunctions.Builder routes = RouterFunctions.route();
		route(routes, "", PageFile.of(HTML, page));
		route(routes, "/page.js", PageFile.of(SCRIPT, new ClassPathResource("pages/graphiql/page.js")));
		route(routes, "/page.css", PageFile.of(STYLE, new ClassPathResource("pages/graphiql/page.css")));
		route(routes, "/examples.json", PageFile.of(MediaType.APPLICATION_JSON, json.writeValueAsString(examples())));
		route(routes, "/react.js",
				PageFile.of(SCRIPT, library("org.webjars.npm/react", "webjars/react/%s/umd/react.production.min.js")));
		route(routes, "/react-dom.js", PageFile.of(SCRIPT,
				library("org.webjars.npm/react-dom", "webjars/react-dom/%s/umd/react-dom.production.min.js")));
		route(routes, "/graphiql.js",
				PageFile.of(SCRIPT, library("org.mvnpm/graphiql", "_static/graphiql/%s/graphiql.min.js")));
		route(routes, "/graphiql.css",
				PageFile.of(STYLE, library("org.mvnpm/graphiql", "_static/graphiql/%s/graphiql.min.css")));
		return routes
			.GET(PATH + "/",
					(request) -> ServerResponse.status(HttpStatus.FOUND)
						.header("Location", request.requestPath().contextPath() + PATH)
						.build())
			.build();
	}

	private static void route(RouterFunctions.Builder routes, String name, PageFile file) {
		routes.GET(PATH + name, file::answer);
	}

	/** Finds a file of a library, whatever the version of the library. */
	private static Resource library(String artefact, String file) throws IOException {
		Properties about = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("META-INF/maven/" + artefact + "/pom.properties"));
		return new ClassPathResource("META-INF/resources/" + file.formatted(about.getProperty("version")));
	}

	private static List<Example> examples() throws IOException {
		List<Example> examples = new ArrayList<>();
		for (Resource file : new PathMatchingResourcePatternResolver()
			.getResources("classpath:" + OPERATIONS + "**/*.graphql")) {
			String address = Objects.requireNonNull(file.getURL()).toString();
			Resource variables = file
				.createRelative(Objects.requireNonNull(file.getFilename()).replace(".graphql", ".json"));
			examples.add(Example.of(address.substring(address.lastIndexOf(OPERATIONS) + OPERATIONS.length()),
					text(file), variables.exists() ? text(variables) : ""));
		}
		examples.sort(Comparator.comparing(Example::folder).thenComparing(Example::name));
		return examples;
	}

	private static String text(Resource file) throws IOException {
		return file.getContentAsString(StandardCharsets.UTF_8);
	}

}
