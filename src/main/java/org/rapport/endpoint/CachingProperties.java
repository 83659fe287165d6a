package org.rapport.endpoint;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long others may keep what anybody may see.
 *
 * @param publicMaxAge how long a cache may repeat the public's answer to a GET before it
 * must ask whether it still holds; at zero it asks each time
 */
@ConfigurationProperties("rapport.caching")
record CachingProperties(@DefaultValue("0s") Duration publicMaxAge) {
}
