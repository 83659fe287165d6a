package org.rapport.access;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one caller may ask.
 *
 * @param enabled whether callers are limited
 * @param addressPerMinute the requests a minute from an address without a token
 * @param addressBurst how many of them may come at once after a pause
 * @param tokenPerMinute the requests a minute of one holder of tokens
 * @param tokenBurst how many of them may come at once after a pause
 * @param failuresPerMinute the tokens that do not count a minute from an address
 * @param failuresBurst how many of them may come at once after a pause
 * @param callers the most callers of each kind that are remembered
 */
@Validated
@ConfigurationProperties("rapport.rate-limit")
record RateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("6000") @Min(1) int addressPerMinute,
		@DefaultValue("3000") @Min(1) int addressBurst, @DefaultValue("6000") @Min(1) int tokenPerMinute,
		@DefaultValue("3000") @Min(1) int tokenBurst, @DefaultValue("60") @Min(1) int failuresPerMinute,
		@DefaultValue("120") @Min(1) int failuresBurst, @DefaultValue("100000") @Min(1) int callers) {
}
