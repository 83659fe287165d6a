package org.rapport.pages;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.WebPage;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;

/**
 * Serves Neo4j Browser on the embedded graph, with Rapport's style, saved queries and
 * guide. Only the administrator at this machine can open it; all other requests find
 * nothing here.
 */
final class BrowserPage {

	static final String PATH = "/browser/";

	/** The original files of Neo4j Browser. */
	private static final String FILES = "browser/";

	/** The files that Rapport adds. */
	private static final String ADDED = "neo4j/browser/";

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

	/**
	 * The headers that proxies add. A request with one of them does not come directly
	 * from this machine.
	 */
	private static final List<String> OF_PROXIES = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
			"X-Real-IP", "Via");

	private final URI bolt;

	private final List<SavedQuery> queries;

	private final JsonMapper json;

	BrowserPage(URI bolt, List<SavedQuery> queries, JsonMapper json) {
		this.bolt = bolt;
		this.queries = queries;
		this.json = json;
	}

	WebPage page() {
		String sockets = "ws://127.0.0.1:%1$d ws://localhost:%1$d".formatted(this.bolt.getPort());
		return new WebPage("Neo4j Browser", PATH,
				"See and query the whole graph, without a lens. For the administrator, on this machine only.",
				"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
						+ "font-src 'self' data:; media-src 'self'; worker-src 'self' blob:; manifest-src 'self'; "
						+ "connect-src 'self' " + sockets
						+ "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
	}

	RouterFunction<ServerResponse> routes() throws IOException {
		String index = index();
		String script = added("presets.js");
		String page = added("page.css");
		String style = added("rapport.grass");
		String guide = guide();
		Map<String, Object> discovery = Map.of("bolt_direct", this.bolt.toString(), "neo4j_edition", "community");
		return RouterFunctions.route()
			.nest(BrowserPage::fromThisMachine, (routes) -> routes
				// Neo4j Browser looks here for the server that it belongs to.
				.GET("/", BrowserPage::wantsJsonOnly,
						(request) -> ServerResponse.ok()
							.contentType(MediaType.APPLICATION_JSON)
							.body(this.json.writeValueAsString(discovery)))
				.GET("/browser",
						(request) -> ServerResponse.status(HttpStatus.FOUND)
							.header("Location", request.requestPath().contextPath() + PATH)
							.build())
				.GET(PATH, (request) -> answer(HTML, index))
				.GET("/browser/index.html", (request) -> answer(HTML, index))
				.GET("/browser/rapport/presets.js", (request) -> answer(text("javascript"), script))
				.GET("/browser/rapport/page.css", (request) -> answer(text("css"), page))
				.GET("/browser/rapport/rapport.grass", (request) -> answer(text("plain"), style))
				.GET("/browser/rapport/guide.html", (request) -> answer(HTML, guide))
				// The same jar also contains another, unfinished program.
				.GET("/browser/preview/**", (request) -> ServerResponse.notFound().build())
				.resources("/browser/**", new ClassPathResource(FILES),
						(file, headers) -> headers
							.setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())))
			.build();
	}

	/**
	 * Whether the request comes from a browser on this machine and names this machine as
	 * its host. The check of the host stops DNS rebinding: a page elsewhere could let its
	 * own name point to this machine.
	 */
	static boolean fromThisMachine(ServerRequest request) {
		boolean near = request.remoteAddress()
			.map(InetSocketAddress::getAddress)
			.filter(InetAddress::isLoopbackAddress)
			.isPresent();
		InetSocketAddress host = request.headers().host();
		return near && host != null && LOCAL_NAMES.contains(host.getHostString())
				&& OF_PROXIES.stream().allMatch((name) -> request.headers().header(name).isEmpty());
	}

	private static boolean wantsJsonOnly(ServerRequest request) {
		return request.headers().accept().equals(List.of(MediaType.APPLICATION_JSON));
	}

	private static ServerResponse answer(MediaType type, String text) {
		return ServerResponse.ok().contentType(type).cacheControl(CacheControl.noCache()).body(text);
	}

	private static MediaType text(String subtype) {
		return new MediaType("text", subtype, StandardCharsets.UTF_8);
	}

	/**
	 * The page of Neo4j Browser, changed to read Rapport's presets before it starts, and
	 * Rapport's style.
	 */
	private String index() throws IOException {
		List<Map<String, String>> saved = this.queries.stream().map(BrowserPage::saved).toList();
		String presets = this.json
			.writeValueAsString(Map.of("bolt", this.bolt.toString(), "first", first(), "queries", saved, "style",
					added("rapport.grass")))
			.replace("<", "\\u003c");
		String page = new ClassPathResource(FILES + "index.html").getContentAsString(StandardCharsets.UTF_8);
		int firstScript = page.indexOf("<script ");
		if (firstScript < 0) {
			throw new IllegalStateException("The page of Neo4j Browser is not as expected: it has no script");
		}
		return page.substring(0, firstScript) + "<script type=\"application/json\" id=\"rapport-presets\">" + presets
				+ "</script><link rel=\"stylesheet\" href=\"rapport/page.css\"><script src=\"rapport/presets.js\"></script>"
				+ page.substring(firstScript);
	}

	private static Map<String, String> saved(SavedQuery query) {
		Map<String, String> saved = new HashMap<>(Map.of("title", query.title(), "text", query.text()));
		query.publicText().ifPresent((text) -> saved.put("publicText", text));
		return saved;
	}

	/**
	 * The query that Browser runs after a log-in: the last of the saved queries, about
	 * what is public, on one line.
	 */
	private String first() {
		return this.queries.get(this.queries.size() - 1)
			.publicText()
			.orElseThrow()
			.lines()
			.map(String::strip)
			.collect(Collectors.joining(" "));
	}

	private String guide() throws IOException {
		String slides = this.queries.stream()
			.map((query) -> """
					<slide><div style="padding: 0 20px">
					<h3>%s</h3>
					<p>%s</p>
					%s<p>Everything, also what is confidential:</p>
					<pre class="code runnable">%s</pre>
					</div></slide>
					""".formatted(escape(query.title()), escape(query.about()), publicPart(query),
					escape(query.text())))
			.collect(Collectors.joining());
		return added("guide.html").replace("{{slides}}", slides);
	}

	private static String publicPart(SavedQuery query) {
		return query.publicText().map((text) -> """
				<p>What is public:</p>
				<pre class="code runnable">%s</pre>
				""".formatted(escape(text))).orElse("");
	}

	private static String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	private static String added(String name) throws IOException {
		return new ClassPathResource(ADDED + name).getContentAsString(StandardCharsets.UTF_8);
	}

}
