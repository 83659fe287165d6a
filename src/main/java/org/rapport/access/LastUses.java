package org.rapport.access;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Records when tokens were last used, to the minute, in the background. A use that cannot
 * be written is dropped.
 */
@Component
final class LastUses implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(LastUses.class);

	private static final int WAITING = 1_000;

	private static final int SECONDS_AT_END = 2;

	private final TokenGraph graph;

	/** Grows no larger than the number of valid tokens. */
	private final Map<String, OffsetDateTime> noted = new ConcurrentHashMap<>();

	private final ThreadPoolExecutor writing = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(WAITING), (task) -> {
				Thread thread = new Thread(task, "last-uses");
				thread.setDaemon(true);
				return thread;
			}, new ThreadPoolExecutor.DiscardPolicy());

	LastUses(TokenGraph graph) {
		this.graph = graph;
	}

	void note(String token) {
		OffsetDateTime minute = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
		OffsetDateTime before = this.noted.put(token, minute);
		if (!minute.equals(before)) {
			this.writing.execute(() -> write(token, minute));
		}
	}

	private void write(String token, OffsetDateTime minute) {
		try {
			this.graph.used(token, minute);
		}
		catch (RuntimeException ex) {
			log.warn("Could not record the last use of {}: {}", token, ex.getClass().getSimpleName());
		}
	}

	/** Waits until all recorded uses are written, for tests. */
	void settle() throws InterruptedException, ExecutionException {
		this.writing.submit(() -> {
		}).get();
	}

	@Override
	public void destroy() throws InterruptedException {
		this.writing.shutdown();
		if (!this.writing.awaitTermination(SECONDS_AT_END, TimeUnit.SECONDS)) {
			this.writing.shutdownNow();
		}
	}

}
