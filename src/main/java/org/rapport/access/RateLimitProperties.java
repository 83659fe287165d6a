package org.rapport.access;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for how many requests one caller may send.
 *
 * @param enabled whether callers are limited
 * @param addressPerMinute the requests per minute from one address without a token
 * @param addressBurst how many of them may come at once after a pause
 * @param tokenPerMinute the requests per minute of one token holder
 * @param tokenBurst how many of them may come at once after a pause
 * @param failuresPerMinute the invalid tokens per minute from one address
 * @param failuresBurst how many of them may come at once after a pause
 * @param callers the largest number of callers of each kind that are remembered
 */
@Validated
@ConfigurationProperties("rapport.rate-limit")
record RateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("6000") @Min(1) int addressPerMinute,
		@DefaultValue("3000") @Min(1) int addressBurst, @DefaultValue("6000") @Min(1) int tokenPerMinute,
		@DefaultValue("3000") @Min(1) int tokenBurst, @DefaultValue("60") @Min(1) int failuresPerMinute,
		@DefaultValue("120") @Min(1) int failuresBurst, @DefaultValue("100000") @Min(1) int callers) {
}
