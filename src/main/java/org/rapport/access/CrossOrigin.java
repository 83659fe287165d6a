package org.rapport.access;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.rapport.start.StartRefused;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Configures which pages of other origins may call the API from a browser. Rapport uses
 * no cookies, so such a page can only read public data, or do what a token that it holds
 * allows.
 */
final class CrossOrigin {

	private static final String ANY = CorsConfiguration.ALL;

	/** The form in which browsers write origins. */
	private static final Pattern ORIGIN = Pattern
		.compile("https?://[a-z0-9.-]+(:\\d+)?|https?://\\[[0-9a-f:]+\\](:\\d+)?");

	private static final String BOOKMARK = "Rapport-Bookmark";

	private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);

	private CrossOrigin() {
	}

	/**
	 * The rules for the configured origins at some paths.
	 * @throws StartRefused if one of them is not an origin
	 */
	static CorsConfigurationSource of(CorsProperties properties, String... paths) {
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		if (!properties.allowedOrigins().isEmpty()) {
			properties.allowedOrigins().forEach(CrossOrigin::requireOrigin);
			CorsConfiguration allowed = new CorsConfiguration();
			allowed.setAllowedOrigins(properties.allowedOrigins());
			allowed.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.POST.name()));
			allowed.setAllowedHeaders(List.of(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE,
					HttpHeaders.IF_NONE_MATCH, "Rapport-As-Of", BOOKMARK));
			allowed.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE,
					"X-Request-Id", BOOKMARK));
			allowed.setMaxAge(PREFLIGHT_KEPT);
			for (String path : paths) {
				source.registerCorsConfiguration(path, allowed);
			}
		}
		return source;
	}

	private static void requireOrigin(String origin) {
		if (!origin.equals(ANY) && !ORIGIN.matcher(origin).matches()) {
			throw new StartRefused(
					"rapport.cors.allowed-origins names \"%s\", which is not an origin.".formatted(origin),
					"Write each origin as browsers do, in lower case and without a path: https://example.org, "
							+ "http://localhost:3000; or * for all");
		}
	}

}
