package org.rapport.graph;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.RapportException;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the database plan statements that were put together for an operation, one after the
 * other in the background: planning takes longer than many readings, and no client waits
 * for it. Until a statement is planned its lists are read one by one.
 */
@Component
class StatementPlanner {

	private static final Logger log = LoggerFactory.getLogger(StatementPlanner.class);

	private static final int LONGEST_QUEUE = 200;

	/** The planner rests this many times as long as it worked: a fifth of a core. */
	private static final int REST = 4;

	private final Graph graph;

	private final Outage outage;

	private volatile ReadingProperties.Whole whole = ReadingProperties.Whole.NEVER;

	/** By the text of a statement; false if the database cannot plan it. */
	private final Cache<String, Boolean> planned = Caffeine.newBuilder().maximumSize(WholeReadings.MOST_TEXTS).build();

	private final BlockingQueue<Statement> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);

	/** The texts of the queue. */
	private final Set<String> waiting = ConcurrentHashMap.newKeySet();

	private final Thread thread = new Thread(this::work, "planner");

	/** How often the database had been lost when the statements were planned. */
	private volatile long outages;

	StatementPlanner(Graph graph, Outage outage, ReadingProperties properties, MeterRegistry meters) {
		this.graph = graph;
		this.outage = outage;
		Gauge.builder("rapport.planning.waiting", this.queue, BlockingQueue::size)
			.description("Statements for whole operations that wait to be planned")
			.register(meters);
		this.thread.setDaemon(true);
		this.thread.setPriority(Thread.MIN_PRIORITY);
		read(properties.whole());
	}

	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.thread.interrupt();
	}

	/** When whole trees are read from now on. */
	final void read(ReadingProperties.Whole when) {
		this.whole = when;
		if (when == ReadingProperties.Whole.PLANNED && this.thread.getState() == Thread.State.NEW) {
			this.thread.start();
		}
	}

	/**
	 * Whether the database has planned a statement. If not, it will be planned, unless
	 * too many others wait.
	 */
	boolean isPlanned(Statement statement) {
		if (this.whole != ReadingProperties.Whole.PLANNED) {
			return this.whole == ReadingProperties.Whole.ALWAYS;
		}
		if (this.outages != this.outage.count()) {
			// Another server may answer now, which has planned nothing.
			this.outages = this.outage.count();
			this.planned.invalidateAll();
		}
		Boolean known = this.planned.getIfPresent(statement.text());
		if (known != null) {
			return known;
		}
		if (this.waiting.add(statement.text()) && !this.queue.offer(statement)) {
			this.waiting.remove(statement.text());
		}
		return false;
	}

	/**
	 * Plans all statements that wait, in this thread and without a rest.
	 * @param stopped whether to stop early
	 */
	void planWaiting(BooleanSupplier stopped) {
		while (!stopped.getAsBoolean()) {
			Statement next = this.queue.poll();
			if (next == null) {
				return;
			}
			plan(next);
			this.waiting.remove(next.text());
		}
	}

	private void work() {
		try {
			while (true) {
				Statement next = this.queue.take();
				long start = System.nanoTime();
				plan(next);
				this.waiting.remove(next.text());
				Thread.sleep(Duration.ofNanos((System.nanoTime() - start) * REST).toMillis());
			}
		}
		catch (InterruptedException ex) {
			// The application stops.
			Thread.currentThread().interrupt();
		}
	}

	private void plan(Statement statement) {
		try {
			this.graph.warmUp(statement, statement.samples());
			this.planned.put(statement.text(), true);
		}
		catch (RapportException ex) {
			// The database was away or busy. Whoever asks next has it planned again.
			log.debug("Could not plan {}", statement, ex);
		}
		catch (RuntimeException ex) {
			log.warn("The database cannot plan a statement; its lists are read one by one: {}", statement, ex);
			this.planned.put(statement.text(), false);
		}
	}

}
