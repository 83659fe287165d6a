package org.rapport.access;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The origins whose pages may call the API from a browser.
 *
 * @param allowedOrigins the origins, for example {@code https://example.org}, or
 * {@code *} for all; empty for none
 */
@ConfigurationProperties("rapport.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {
}
