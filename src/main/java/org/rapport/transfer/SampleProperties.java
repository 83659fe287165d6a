package org.rapport.transfer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether Rapport loads the sample record into an empty graph.
 *
 * @param sample into which graphs
 */
@ConfigurationProperties("rapport")
record SampleProperties(@DefaultValue("embedded") Into sample) {

	/** The graphs to load it into. */
	enum Into {

		/** Only the embedded graph. */
		EMBEDDED,
		/** Any graph. */
		ALWAYS,
		/** No graph. */
		NEVER

	}

}
