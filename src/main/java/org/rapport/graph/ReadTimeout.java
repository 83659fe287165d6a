package org.rapport.graph;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Limits how long a thread waits for the server: it interrupts the thread when the time
 * is over. The driver then drops the connection, and the server stops the query. The
 * server's own time limit alone is not enough, because the server checks it every few
 * seconds only.
 */
final class ReadTimeout implements AutoCloseable {

	private final Thread waiting = Thread.currentThread();

	private final Disposable alarm;

	private boolean over;

	private boolean interrupted;

	private ReadTimeout(Duration time) {
		this.alarm = Schedulers.parallel().schedule(this::interrupt, time.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Starts a limit for this thread, which ends with {@link #close()}. */
	static ReadTimeout of(Duration time) {
		return new ReadTimeout(time);
	}

	/** Interrupts the thread, because the time is over. */
	synchronized void interrupt() {
		if (!this.over) {
			this.interrupted = true;
			this.waiting.interrupt();
		}
	}

	synchronized boolean isExhausted() {
		return this.interrupted;
	}

	/**
	 * Ends the limit, so that no late interruption reaches the following work of the
	 * thread.
	 */
	@Override
	public synchronized void close() {
		this.over = true;
		this.alarm.dispose();
		if (this.interrupted) {
			Thread.interrupted();
		}
	}

}
