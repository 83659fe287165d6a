package org.rapport.access;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The tokens that are agreed upon beforehand.
 *
 * @param curatorToken opens the whole record; without it, generated into the data folder
 * if there is one
 * @param metricsToken opens the metrics and nothing else; without it, only the curator
 * reads them
 */
@ConfigurationProperties("rapport")
record AccessProperties(@Nullable String curatorToken, @Nullable String metricsToken) {

	/** Without the secrets, because texts like this one end in logs. */
	@Override
	public String toString() {
		return "AccessProperties";
	}

}
