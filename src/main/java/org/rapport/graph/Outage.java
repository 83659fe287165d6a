package org.rapport.graph;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Remembers for a second that the database could not be reached. An attempt to connect
 * takes seconds if the network drops packets. So other requests fail at once during that
 * second; after it, one request a second tries to connect.
 */
@Component
public class Outage {

	private static final Logger log = LoggerFactory.getLogger(Outage.class);

	private static final Duration MOMENT = Duration.ofSeconds(1);

	private static final long NONE = Long.MIN_VALUE;

	/**
	 * The end of that second, in nanoseconds of the clock; NONE if the database can be
	 * reached.
	 */
	private final AtomicLong until = new AtomicLong(NONE);

	private final LongSupplier clock;

	/** The thread that tries to connect; it may run several statements. */
	private volatile @Nullable Thread trying;

	private volatile boolean stopped;

	private final AtomicLong count = new AtomicLong();

	@Autowired
	public Outage() {
		this(System::nanoTime);
	}

	Outage(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * Fails if the database could not be reached within the last second, unless this
	 * thread is the one that tries again.
	 * @throws RapportException with the code UNAVAILABLE
	 */
	public void requireOver() {
		long end = this.until.get();
		if (end == NONE || Thread.currentThread().equals(this.trying)) {
			return;
		}
		long now = this.clock.getAsLong();
		if (now - end < 0 || !this.until.compareAndSet(end, now + MOMENT.toNanos())) {
			throw unavailable();
		}
		this.trying = Thread.currentThread();
	}

	/** From now on connections break because the application closes them. */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopped = true;
	}

	/** Notes that the database could not be reached. */
	public void began(Throwable failure) {
		this.trying = null;
		if (this.until.getAndSet(this.clock.getAsLong() + MOMENT.toNanos()) == NONE && !this.stopped) {
			log.warn("The graph cannot be reached: {}", failure.getMessage());
		}
	}

	/** Notes that the database answered. */
	public void isOver() {
		this.trying = null;
		if (this.until.get() != NONE && this.until.getAndSet(NONE) != NONE) {
			this.count.incrementAndGet();
			log.info("The graph can be reached again");
		}
	}

	/** How many outages there have been. */
	long count() {
		return this.count.get();
	}

	static RapportException unavailable() {
		return new RapportException(ErrorCode.UNAVAILABLE,
				"The graph cannot be reached at the moment; try again later");
	}

}
