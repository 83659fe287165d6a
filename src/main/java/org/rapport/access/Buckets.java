package org.rapport.access;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/**
 * A rate limit for many callers. Each caller has a bucket that fills steadily and from
 * which each request takes one token. Buckets that are unused until they are full again
 * are removed.
 */
final class Buckets {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Cache<String, Bucket> buckets;

	private final int perMinute;

	private final int burst;

	private final TimeMeter clock;

	Buckets(int perMinute, int burst, int callers, TimeMeter clock) {
		this.perMinute = perMinute;
		this.burst = burst;
		this.clock = clock;
		Duration toFill = MINUTE.multipliedBy(burst).dividedBy(perMinute).plus(MINUTE);
		this.buckets = Caffeine.newBuilder().maximumSize(callers).expireAfterAccess(toFill).build();
	}

	/**
	 * Takes one token from the bucket of a caller.
	 * @return 0 if there was one, otherwise the nanoseconds to wait until there is one
	 */
	long take(String caller) {
		return bucket(caller).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
	}

	/**
	 * Checks the bucket of a caller without taking a token.
	 * @return 0 if there is one, otherwise the nanoseconds to wait until there is one
	 */
	long look(String caller) {
		Bucket bucket = this.buckets.getIfPresent(caller);
		return (bucket != null) ? bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill() : 0;
	}

	/** The approximate number of callers with a bucket. */
	long size() {
		this.buckets.cleanUp();
		return this.buckets.estimatedSize();
	}

	private Bucket bucket(String caller) {
		return this.buckets.get(caller,
				(name) -> Bucket.builder()
					.addLimit((limit) -> limit.capacity(this.burst).refillGreedy(this.perMinute, MINUTE))
					.withCustomTimePrecision(this.clock)
					.build());
	}

}
