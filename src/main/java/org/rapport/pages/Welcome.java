package org.rapport.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import org.rapport.kernel.WebPage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;

/** Serves the root page, which links to all other pages. */
@Configuration(proxyBeanMethods = false)
class Welcome {

	private static final String PATH = "/";

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	@Bean
	@Order(0)
	WebPage welcomePage() {
		return new WebPage("Rapport", PATH, "Links to all pages.",
				"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
	}

	@Bean
	RouterFunction<ServerResponse> welcomeFiles(ObjectProvider<WebPage> pages) throws IOException {
		String list = pages.orderedStream()
			.filter((page) -> !page.path().equals(PATH))
			.map(Welcome::item)
			.collect(Collectors.joining());
		String text = new ClassPathResource("pages/welcome.html").getContentAsString(StandardCharsets.UTF_8);
		PageFile page = PageFile.of(HTML, text.replace("{{pages}}", list));
		PageFile style = PageFile.of(new MediaType("text", "css", StandardCharsets.UTF_8),
				new ClassPathResource("pages/welcome.css"));
		return RouterFunctions.route().GET(PATH, page::answer).GET("/welcome.css", style::answer).build();
	}

	private static String item(WebPage page) {
		return "<li><a href=\"%s\"><strong>%s</strong><span>%s</span></a></li>".formatted(
				HtmlUtils.htmlEscape(page.path().substring(1)), HtmlUtils.htmlEscape(page.name(), "UTF-8"),
				HtmlUtils.htmlEscape(page.about(), "UTF-8"));
	}

}
