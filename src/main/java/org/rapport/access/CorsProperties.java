package org.rapport.access;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose pages may call the API from a browser.
 *
 * @param allowedOrigins their origins, such as {@code https://example.org}, or {@code *}
 * for everybody's; nobody's if empty
 */
@ConfigurationProperties("rapport.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {
}
