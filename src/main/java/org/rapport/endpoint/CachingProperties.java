package org.rapport.endpoint;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for caching public answers.
 *
 * @param publicMaxAge how long a cache may reuse a public answer to a GET before it must
 * check it again; zero means it checks each time
 */
@ConfigurationProperties("rapport.caching")
record CachingProperties(@DefaultValue("0s") Duration publicMaxAge) {
}
