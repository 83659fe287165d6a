package org.rapport.graph;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for reading the graph.
 *
 * @param readTimeout how long one reading may take before the server stops it
 * @param warmUp whether all statements are planned in the background after the start
 */
@ConfigurationProperties("rapport.graph")
record ReadingProperties(@DefaultValue("10s") Duration readTimeout, @DefaultValue("true") boolean warmUp) {
}
