package org.rapport.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings for the bookmarks that clients send from one instance to another.
 *
 * @param key the secret with which instances encrypt bookmarks; if it is missing, each
 * process has a random one, and understands only its own bookmarks
 */
@ConfigurationProperties("rapport.bookmarks")
record BookmarkProperties(@Nullable String key) {

	/** Hides the secret, because texts like this one end up in logs. */
	@Override
	public String toString() {
		return "BookmarkProperties";
	}

}
