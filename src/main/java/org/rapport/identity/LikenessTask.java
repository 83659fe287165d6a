package org.rapport.identity;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Searches for possible duplicates in a thread of its own, shortly after something was
 * written, by this instance or another one.
 */
@Component
class LikenessTask {

	private static final Logger log = LoggerFactory.getLogger(LikenessTask.class);

	private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

	private final Likenesses likenesses;

	private final Duration every;

	private final Thread thread;

	private volatile boolean stopped;

	private boolean failed;

	/**
	 * Creates the task.
	 * @param properties how long to wait between two searches
	 * @param readOnly whether nobody may write to the graph
	 */
	LikenessTask(Likenesses likenesses, DuplicatesProperties properties,
			@Value("${rapport.embedded.read-only:false}") boolean readOnly) {
		this.likenesses = likenesses;
		this.every = readOnly ? Duration.ZERO : properties.every();
		this.thread = new Thread(this::run, "duplicates");
		this.thread.setDaemon(true);
		this.thread.setPriority(Thread.MIN_PRIORITY);
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		if (!this.every.isZero()) {
			this.thread.start();
		}
	}

	@EventListener(ContextClosedEvent.class)
	void stop() throws InterruptedException {
		this.stopped = true;
		this.thread.interrupt();
		this.thread.join(LONGEST_STOP.toMillis());
	}

	private void run() {
		while (!this.stopped) {
			try {
				this.likenesses.search();
				this.failed = false;
			}
			catch (RuntimeException ex) {
				// The graph may be away or read-only. The next search goes on.
				if (!this.failed && !this.stopped) {
					log.warn("The search for possible duplicates failed, and is tried again: {}", ex.toString());
				}
				this.failed = true;
			}
			try {
				Thread.sleep(this.every.toMillis());
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

}
