package org.rapport.server;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for where and how the graph is stored.
 *
 * @param data the folder of an embedded graph and of its secrets. Text, because Spring
 * would look for a path on the class path first.
 * @param embedded the embedded server
 * @param migrations the migrations of constraints and indexes
 */
@ConfigurationProperties(GraphProperties.PREFIX)
record GraphProperties(@DefaultValue("data") String data, @DefaultValue EmbeddedSettings embedded,
		@DefaultValue Migrations migrations) {

	static final String PREFIX = "rapport";

	/**
	 * Settings of the embedded server.
	 *
	 * @param boltPort the port on the loopback interface; 0 takes any free port
	 * @param pageCacheMebibytes the memory for the graph in MiB, outside the heap
	 * @param readOnly whether the graph is opened read-only, for looking at copies
	 */
	record EmbeddedSettings(@DefaultValue("7687") int boltPort, @DefaultValue("128") int pageCacheMebibytes,
			@DefaultValue("false") boolean readOnly) {
	}

	/**
	 * Settings of the migrations of constraints and indexes.
	 *
	 * @param timeout how long to wait for another instance that is migrating
	 * @param breakLock whether to remove the lock that a killed instance left behind
	 */
	record Migrations(@DefaultValue("1m") Duration timeout, @DefaultValue("false") boolean breakLock) {
	}

}
