package org.rapport.graph;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * How long a thread waits for the server. The driver drops the connection of a thread
 * that is interrupted, and the server then stops what it was doing for it; the server's
 * own time limits are looked at every few seconds only.
 */
final class Patience implements AutoCloseable {

	private final Thread waiting = Thread.currentThread();

	private final Disposable alarm;

	private boolean over;

	private boolean interrupted;

	private Patience(Duration time) {
		this.alarm = Schedulers.parallel().schedule(this::interrupt, time.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Lets this thread wait so long, until it is closed. */
	static Patience of(Duration time) {
		return new Patience(time);
	}

	/** The time is over. */
	synchronized void interrupt() {
		if (!this.over) {
			this.interrupted = true;
			this.waiting.interrupt();
		}
	}

	synchronized boolean isExhausted() {
		return this.interrupted;
	}

	/** The thread goes on to other things, which no interruption may reach any more. */
	@Override
	public synchronized void close() {
		this.over = true;
		this.alarm.dispose();
		if (this.interrupted) {
			Thread.interrupted();
		}
	}

}
