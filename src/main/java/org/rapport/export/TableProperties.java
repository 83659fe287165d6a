package org.rapport.export;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits for tables.
 *
 * @param mostRows the most rows in one table; a longer one is cut, and its end says so
 * @param time how long one table may take, from the request to its last byte
 * @param atOnce the most tables that are read at the same time
 * @param perViewer the most of them for one token holder, or for one address without a
 * token
 */
@Validated
@ConfigurationProperties("rapport.tables")
record TableProperties(@DefaultValue("200000") @Min(1) int mostRows, @DefaultValue("10m") Duration time,
		@DefaultValue("2") @Min(1) int atOnce, @DefaultValue("1") @Min(1) int perViewer) {

	@AssertTrue(message = "rapport.tables.time must be at least 1ms")
	boolean isTimeForRows() {
		return this.time.toMillis() > 0;
	}

}
