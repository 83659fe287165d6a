package org.rapport.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measurement: what some clients got from a server.
 *
 * @param size the number of records and facts in the graph
 * @param question the name of the question
 * @param title what it asks
 * @param clients the number of clients
 * @param side who answered
 * @param perSecond requests a second
 * @param p50 half of the requests took at most so many milliseconds
 * @param p99 of 100 requests, 99 took at most so many milliseconds
 * @param serverMillis processor time of the server for each request, in milliseconds
 * @param databaseMillis processor time of the database for each request, in milliseconds
 * @param statements statements for each request; null where nobody counts them
 * @param requests the number of requests
 */
record Measurement(int size, String question, String title, int clients, Side side, double perSecond, double p50,
		double p99, double serverMillis, double databaseMillis, @Nullable Double statements, long requests) {

	/** Who answered. */
	enum Side {

		/** The hand-written Cypher behind a bare handler. */
		RAW,
		/** Rapport, asked by the id of a trusted document. */
		RAPPORT,
		/** Rapport, asked for random selections by the ids of trusted documents. */
		TRUSTED_SELECTIONS,
		/** Rapport, asked for the same random selections by their texts. */
		AD_HOC

	}

	double cpuMillis() {
		return this.serverMillis + this.databaseMillis;
	}

}
