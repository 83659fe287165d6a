package org.rapport.access;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings for the tokens that the operator defines.
 *
 * @param curatorToken opens the whole record; if it is missing, Rapport generates one
 * into the data folder, provided there is one
 * @param metricsToken opens only the metrics; if it is missing, only viewers with the
 * permission ADMINISTER who see everything can read them
 */
@ConfigurationProperties("rapport")
record AccessProperties(@Nullable String curatorToken, @Nullable String metricsToken) {

	/** Hides the secrets, because texts like this one end up in logs. */
	@Override
	public String toString() {
		return "AccessProperties";
	}

}
