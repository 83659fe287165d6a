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
 * Writes the Content-Security-Policy of each answer. A page may load what it needs from
 * this server; every other answer may load nothing. So no page opened here contacts other
 * servers, except those that its own policy names.
 */
final class ContentPolicies implements HeaderWriter {

	/** The policy of answers that are not pages. */
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

	/** Writes the policy of an answer that is not a page, whatever its path. */
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
