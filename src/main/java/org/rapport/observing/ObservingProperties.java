package org.rapport.observing;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What operators see of the requests.
 *
 * @param operations names of clients' operations that are measured and logged under their
 * own names, besides those of the example operations
 */
@ConfigurationProperties("rapport.observing")
record ObservingProperties(@DefaultValue List<String> operations) {
}
