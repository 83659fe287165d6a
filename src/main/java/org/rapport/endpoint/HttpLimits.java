package org.rapport.endpoint;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits for how much of the server one client can occupy by being slow or by sending
 * many requests.
 *
 * @param connectionsPerAddress the most connections of one address; 0 for no limit. It
 * has no effect if forwarded headers are read
 * @param bodyTime how long the body of a request may take to arrive
 * @param bodiesPerAddress the most bodies that arrive slowly from one address at the same
 * time
 * @param bodiesHeld the most bytes of all bodies that have not arrived completely or wait
 * for a place
 * @param answerTime how long a client may take to read an answer
 * @param answersHeld the most bytes of all answers that wait to be read
 * @param apiAtOnce the most API requests that are worked on at the same time; 0 for eight
 * per processor, at least 16
 * @param apiAway the most API requests that wait for other systems or other acts at the
 * same time and do not count as being worked on
 * @param expensiveAtOnce the most expensive operations that are worked on at the same
 * time, in addition to the others; 0 for one per two processors
 * @param pagesAtOnce the most other requests that are worked on at the same time
 * @param waiting the most requests that wait for a place; at most a quarter of them from
 * one address
 * @param waitingTime how long a request waits for a place
 */
@Validated
@ConfigurationProperties("rapport.http")
record HttpLimits(@DefaultValue("2048") @Min(0) int connectionsPerAddress, @DefaultValue("20s") Duration bodyTime,
		@DefaultValue("100") @Min(1) int bodiesPerAddress, @DefaultValue("32MB") DataSize bodiesHeld,
		@DefaultValue("2m") Duration answerTime, @DefaultValue("64MB") DataSize answersHeld,
		@DefaultValue("0") @Min(0) int apiAtOnce, @DefaultValue("100") @Min(0) int apiAway,
		@DefaultValue("0") @Min(0) int expensiveAtOnce, @DefaultValue("30") @Min(1) int pagesAtOnce,
		@DefaultValue("600") @Min(4) int waiting, @DefaultValue("10s") Duration waitingTime) {

	private static final int FEWEST_PLACES = 16;

	private static final int PLACES_PER_PROCESSOR = 8;

	int apiPlaces() {
		return (this.apiAtOnce > 0) ? this.apiAtOnce : Math.max(FEWEST_PLACES, PLACES_PER_PROCESSOR * processors());
	}

	int expensivePlaces() {
		return (this.expensiveAtOnce > 0) ? this.expensiveAtOnce : Math.max(1, processors() / 2);
	}

	private static int processors() {
		return Runtime.getRuntime().availableProcessors();
	}

}
