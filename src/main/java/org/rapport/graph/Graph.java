package org.rapport.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.neo4j.driver.Record;

import org.rapport.kernel.Deadline;
import org.rapport.kernel.Lens;
import org.rapport.kernel.RapportException;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Reads the graph. Each reading runs a known statement through a lens, in its own read
 * transaction unless it has to see what was not committed yet.
 */
@Component
public class Graph {

	/** The timer of all readings, tagged with the name of the statement. */
	public static final String STATEMENTS = "rapport.statements";

	/** Planning is slow, but no client waits for a warm-up. */
	private static final Duration WARM_UP = Duration.ofMinutes(1);

	private final Database database;

	private final MeterRegistry meters;

	private final Map<String, Timer> timers = new ConcurrentHashMap<>();

	private final Duration readTimeout;

	private final Neo4jClient client;

	/** Whether readings of this thread run in its current transaction. */
	private final ThreadLocal<Boolean> joined = ThreadLocal.withInitial(() -> false);

	/** Whether readings of this thread only serve to have their statements planned. */
	private final ThreadLocal<Boolean> warmingUp = ThreadLocal.withInitial(() -> false);

	Graph(Database database, Neo4jClient client, MeterRegistry meters, ReadingProperties properties) {
		this.database = database;
		this.client = client;
		this.meters = meters;
		this.readTimeout = properties.readTimeout();
	}

	/**
	 * Reads a statement through a lens. The time limit is the deadline of this thread or
	 * the read timeout, whichever is shorter.
	 * @param parameters the parameters of the statement besides those of the lens. Each
	 * must always have the same type and must not be null, because the database plans a
	 * statement again for other types.
	 * @param row maps a row
	 * @throws RapportException with the code TIMEOUT if the time is over, UNAVAILABLE if
	 * the graph cannot be reached or has stopped, and BUSY if no connection is free
	 */
	public <T> List<T> read(Statement statement, Lens lens, Map<String, ?> parameters,
			Function<? super Record, T> row) {
		assert statement.accepts(parameters) : statement + " has parameters of other types than it declares";
		if (this.warmingUp.get()) {
			return this.database.read(statement.text(), bound(parameters, LensCypher.NOTHING), WARM_UP, row);
		}
		Duration time = timeLeft();
		long start = System.nanoTime();
		Map<String, Object> bound = bound(parameters, LensCypher.parameters(lens));
		try {
			return this.joined.get() ? readUncommitted(statement, bound, row)
					: this.database.read(statement.text(), bound, time, row);
		}
		finally {
			timer(statement).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

	/** Looking a timer up among all meters takes longer than measuring with it. */
	private Timer timer(Statement statement) {
		return this.timers.computeIfAbsent(statement.name(),
				(name) -> Timer.builder(STATEMENTS).tag("statement", name).register(this.meters));
	}

	/**
	 * Runs readings in the current transaction of this thread, so that they see what it
	 * has written and not yet committed.
	 */
	public <T> T withUncommitted(Supplier<T> readings) {
		this.joined.set(true);
		try {
			return readings.get();
		}
		finally {
			this.joined.remove();
		}
	}

	/**
	 * Has the database plan the statements of these readings. The lens shows nothing, and
	 * nothing is measured.
	 */
	void warmingUp(Runnable readings) {
		this.warmingUp.set(true);
		try {
			readings.run();
		}
		finally {
			this.warmingUp.remove();
		}
	}

	private <T> List<T> readUncommitted(Statement statement, Map<String, Object> parameters,
			Function<? super Record, T> row) {
		List<T> rows = new ArrayList<>();
		this.client.query(statement.text())
			.bindAll(parameters)
			.fetchAs(Boolean.class)
			.mappedBy((types, record) -> rows.add(row.apply(record)))
			.all();
		return rows;
	}

	/**
	 * Reads a statement through a lens that shows nothing, so that the database plans it.
	 */
	void warmUp(Statement statement, Map<String, ?> parameters) {
		this.database.read(statement.text(), bound(parameters, LensCypher.NOTHING), WARM_UP, (row) -> row);
	}

	/**
	 * All parameters of a reading. An empty list gets the empty text as its only element,
	 * because an empty list would have another type. No id, kind or circle is the empty
	 * text.
	 */
	public static Map<String, Object> bound(Map<String, ?> parameters, Map<String, Object> lens) {
		Map<String, Object> all = new HashMap<>(lens);
		all.putAll(parameters);
		all.replaceAll((name, value) -> {
			if (value instanceof Collection<?> list) {
				return (!list.isEmpty()) ? List.copyOf(list) : List.of("");
			}
			return value;
		});
		return all;
	}

	private Duration timeLeft() {
		Deadline deadline = Deadline.current();
		if (deadline == null) {
			return this.readTimeout;
		}
		Duration left = deadline.remaining();
		// The server treats a limit below one millisecond as no limit.
		if (left.toMillis() == 0) {
			throw Database.timeout();
		}
		return (left.compareTo(this.readTimeout) < 0) ? left : this.readTimeout;
	}

}
