package org.rapport.endpoint;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much of the server one client can occupy by being slow, or by asking often.
 *
 * @param connectionsPerAddress the most connections of one address, where forwarded
 * headers are not read; 0 for as many as there are
 * @param bodyTime how long the body of a request may take to arrive
 * @param bodiesPerAddress the most bodies that arrive slowly from one address at the same
 * time
 * @param bodiesHeld the most bytes of bodies that have not arrived in full
 * @param answerTime how long a client may take to read an answer
 * @param answersHeld the most bytes of answers that wait to be read
 * @param apiAtOnce the most requests to the API that are worked on at the same time, or 0
 * for eight times the processors, at least 16
 * @param apiAway the most of them that wait for others, such as for other acts, and do
 * not count as being worked on
 * @param expensiveAtOnce the most expensive operations that are worked on at the same
 * time, beside all others, or 0 for one for every two processors
 * @param pagesAtOnce the most other requests that are worked on at the same time
 * @param waiting the most requests that wait until others are done; a quarter of them
 * from one address
 * @param waitingTime how long one of them waits
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
