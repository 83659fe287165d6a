package org.rapport.graph;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for reading the graph.
 *
 * @param readTimeout how long one reading may take before the server stops it
 * @param warmUp whether all statements are planned in the background after the start
 * @param whole when lists are read together with those below their rows
 */
@ConfigurationProperties("rapport.graph")
record ReadingProperties(@DefaultValue("10s") Duration readTimeout, @DefaultValue("true") boolean warmUp,
		@DefaultValue("planned") Whole whole) {

	/** When one statement reads a list together with those below its rows. */
	enum Whole {

		/** As soon as the database has planned the statement. */
		PLANNED,
		/** Always, so that the first to ask waits until it is planned. */
		ALWAYS,
		/** Never. */
		NEVER

	}

}
