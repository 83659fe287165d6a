package org.rapport.graph;

import java.util.Collection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.neo4j.driver.Record;

import org.rapport.kernel.Deadline;
import org.rapport.kernel.Lens;
import org.rapport.kernel.RapportException;
import org.springframework.stereotype.Component;

/**
 * Reads the graph: each reading is a known statement, under a lens, in a read transaction
 * of its own.
 */
@Component
public class Graph {

	/** The timer of all readings, tagged with the statement's name. */
	public static final String STATEMENTS = "rapport.statements";

	/** Planning takes its time, and nobody waits. */
	private static final Duration REHEARSAL = Duration.ofMinutes(1);

	private final Database database;

	private final MeterRegistry meters;

	private final Duration readTimeout;

	Graph(Database database, MeterRegistry meters, ReadingProperties properties) {
		this.database = database;
		this.meters = meters;
		this.readTimeout = properties.readTimeout();
	}

	/**
	 * The rows of a statement through a lens, by the deadline of this thread if it has
	 * one.
	 * @param parameters the statement's parameters besides those of the lens; each always
	 * of one type and never null, because the database plans a statement anew for other
	 * types
	 * @param row what becomes of each row
	 * @throws RapportException with the code TIMEOUT if the time is over, UNAVAILABLE if
	 * the graph cannot be reached or has stopped, and BUSY if no connection is free
	 */
	public <T> List<T> read(Statement statement, Lens lens, Map<String, ?> parameters, Function<Record, T> row) {
		assert Rehearsal.hasRehearsed(parameters) : statement + " has parameters of other types than Rehearsal says";
		Duration time = timeLeft();
		long start = System.nanoTime();
		try {
			return this.database.read(statement.text(), bound(parameters, LensCypher.parameters(lens)), time, row);
		}
		finally {
			Timer.builder(STATEMENTS)
				.tag("statement", statement.name())
				.register(this.meters)
				.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

	/** Reads a statement through a lens that shows nothing. */
	void rehearse(Statement statement, Map<String, ?> parameters) {
		this.database.read(statement.text(), bound(parameters, LensCypher.NOTHING), REHEARSAL, (row) -> row);
	}

	/**
	 * All parameters of a reading, with an empty text in lists that would be empty: they
	 * would have another type. No id, kind or circle is the empty text.
	 */
	static Map<String, Object> bound(Map<String, ?> parameters, Map<String, Object> lens) {
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
		// The server takes a limit below a millisecond for none.
		if (left.toMillis() == 0) {
			throw Database.timeout();
		}
		return (left.compareTo(this.readTimeout) < 0) ? left : this.readTimeout;
	}

}
