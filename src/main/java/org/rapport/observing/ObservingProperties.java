package org.rapport.observing;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for what operators see of the requests.
 *
 * @param operations the names of client operations that are measured and logged under
 * their own names, besides the example operations
 */
@ConfigurationProperties("rapport.observing")
record ObservingProperties(@DefaultValue List<String> operations) {
}
