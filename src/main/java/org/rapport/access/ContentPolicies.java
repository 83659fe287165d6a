package org.rapport.access;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.rapport.kernel.WebPage;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Tells browsers what they may load: a page what it needs of this server, every other
 * answer nothing at all. So nothing that is opened here calls out.
 */
final class ContentPolicies implements HeaderWriter {

	/** For answers that are no page. */
	static final String NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final String HEADER = "Content-Security-Policy";

	private record Rule(RequestMatcher matcher, String policy) {
	}

	private final List<Rule> rules = new ArrayList<>();

	ContentPolicies(List<WebPage> pages) {
		PathPatternRequestMatcher.Builder patterns = PathPatternRequestMatcher.withDefaults();
		for (WebPage page : pages) {
			String path = page.path().replaceFirst("/$", "");
			if (path.isEmpty()) {
				this.rules.add(new Rule(patterns.matcher("/"), page.contentPolicy()));
			}
			else {
				this.rules.add(new Rule(patterns.matcher(path + "/**"), page.contentPolicy()));
			}
		}
	}

	@Override
	public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		write(response, policy(request));
	}

	/** The policy of an answer that is no page, wherever it is given. */
	static void ofNoPage(HttpServletResponse response) {
		write(response, NOTHING);
	}

	private static void write(HttpServletResponse response, String policy) {
		response.setHeader(HEADER, policy);
		response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
	}

	private String policy(HttpServletRequest request) {
		return this.rules.stream()
			.filter((rule) -> rule.matcher().matches(request))
			.map(Rule::policy)
			.findFirst()
			.orElse(NOTHING);
	}

}
