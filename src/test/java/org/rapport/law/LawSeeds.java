package org.rapport.law;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.slf4j.LoggerFactory;

/**
 * The seeds of the trials. The first is the seed of the build: {@code rapport.law.seed},
 * which Maven sets to another number for each build. Each further seed follows from the
 * one before it. So a trial that failed can be repeated as the first trial of a build.
 */
final class LawSeeds {

	private static final String PROPERTY = "rapport.law.seed";

	/** The seed of the build. */
	static final long FIRST = first();

	private LawSeeds() {
	}

	private static long first() {
		String given = System.getProperty(PROPERTY);
		long first = (given != null) ? Long.parseLong(given) : after(new Random().nextLong());
		LoggerFactory.getLogger(LawSeeds.class).info("The tests of the law use -D{}={}", PROPERTY, first);
		return first;
	}

	/** The seeds of this number of trials. */
	static LongStream first(int number) {
		return from(FIRST, number);
	}

	/** This seed and the next ones, for a trial that has to draw again. */
	static LongStream from(long seed, int number) {
		return LongStream.iterate(seed, LawSeeds::after).limit(number);
	}

	/** The seed after this one: positive, with 48 bits, because a Random uses no more. */
	static long after(long seed) {
		return new SplittableRandom(seed).nextLong() >>> 16;
	}

	/** The same failure with a message that says how to repeat the trial. */
	static AssertionError failure(long seed, Throwable failure) {
		return new AssertionError("Repeat this trial with -D%s=%d%s%n%s".formatted(PROPERTY, seed, LawTries.given(),
				(failure.getMessage() != null) ? failure.getMessage() : failure), failure);
	}

}
