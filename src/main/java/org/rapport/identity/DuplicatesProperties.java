package org.rapport.identity;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Rapport looks for possible duplicates.
 *
 * @param every how long it waits before it looks again; zero for never
 */
@ConfigurationProperties("rapport.duplicates")
record DuplicatesProperties(@DefaultValue("5s") Duration every) {

	DuplicatesProperties {
		if (every.isNegative()) {
			throw new IllegalArgumentException("rapport.duplicates.every is %s; give 0s or more".formatted(every));
		}
	}

}
