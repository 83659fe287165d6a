package org.rapport.transfer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the sample record is loaded into an empty graph.
 *
 * @param sample into which graphs
 */
@ConfigurationProperties("rapport")
record SampleProperties(@DefaultValue("embedded") Into sample) {

	/** Into which graphs. */
	enum Into {

		/** Only into the embedded one. */
		EMBEDDED,
		/** Into whichever is used. */
		ALWAYS,
		/** Into none. */
		NEVER

	}

}
