package org.rapport.limits;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits for how much one request may ask for.
 *
 * @param body the most bytes in the body of a request
 * @param characters the most characters in a document
 * @param tokens the most GraphQL tokens in a document
 * @param whitespace the most tokens of white space, commas and comments in a document
 * @param nesting the deepest nesting of grammar rules while a document is parsed
 * @param depth the deepest nesting of fields
 * @param fields the most fields, with every fragment expanded where it is used
 * @param aliases the most fields with an alias, counted in the same way
 * @param directives the most directives, counted in the same way
 * @param rootFields the most top-level fields in one operation, counted in the same way
 * @param cost the highest {@link Cost} of an operation
 * @param expensive the highest cost of an ordinary operation; one that costs more waits
 * for a place for expensive work
 * @param wideField the cost that each field which may read far more than it returns
 * counts for, at least, when the cost is compared with {@code expensive}
 * @param time how long a whole operation may take
 * @param introspection whether clients may read the schema
 */
@Validated
@ConfigurationProperties("rapport.limits")
public record Limits(@DefaultValue("1MB") DataSize body, @DefaultValue("100000") @Min(1) int characters,
		@DefaultValue("5000") @Min(1) int tokens, @DefaultValue("50000") @Min(1) int whitespace,
		@DefaultValue("200") @Min(1) int nesting, @DefaultValue("20") @Min(1) int depth,
		@DefaultValue("1000") @Min(1) int fields, @DefaultValue("50") @Min(0) int aliases,
		@DefaultValue("50") @Min(0) int directives, @DefaultValue("20") @Min(1) int rootFields,
		@DefaultValue("200000") @Min(1) int cost, @DefaultValue("60000") @Min(0) int expensive,
		@DefaultValue("10000") @Min(0) int wideField, @DefaultValue("30s") Duration time,
		@DefaultValue("true") boolean introspection) {

	@AssertTrue(message = "rapport.limits.body must be at least 1B and at most 1GB")
	boolean isBodyReadable() {
		return this.body.toBytes() > 0 && this.body.toGigabytes() <= 1;
	}

	@AssertTrue(message = "rapport.limits.time must be at least 1ms")
	boolean isTimeForAnswers() {
		return this.time.toMillis() > 0;
	}

}
