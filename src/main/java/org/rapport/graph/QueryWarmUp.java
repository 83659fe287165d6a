package org.rapport.graph;

import java.util.Comparator;
import java.util.List;

import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.RapportException;
import org.rapport.kernel.WarmedUp;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads every known statement once through a lens that shows nothing, in the background
 * after the start. The database then has a plan for each before clients ask.
 */
@Component
class QueryWarmUp {

	private static final Logger log = LoggerFactory.getLogger(QueryWarmUp.class);

	private final Graph graph;

	private final ObjectProvider<WarmedUp> others;

	private final boolean wanted;

	private volatile boolean stopped;

	QueryWarmUp(Graph graph, ObjectProvider<WarmedUp> others, ReadingProperties properties) {
		this.graph = graph;
		this.others = others;
		this.wanted = properties.warmUp();
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		if (this.wanted) {
			Thread thread = new Thread(this::warmUp, "warm-up");
			thread.setDaemon(true);
			thread.setPriority(Thread.MIN_PRIORITY);
			thread.start();
		}
	}

	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopped = true;
	}

	/**
	 * Starts with the longest statements, because planning them would delay a client
	 * most.
	 */
	private void warmUp() {
		long start = System.nanoTime();
		List<Statement> statements = Statement.catalogue()
			.stream()
			.sorted(Comparator.comparing((Statement statement) -> statement.text().length()).reversed())
			.toList();
		for (Statement statement : statements) {
			if (this.stopped) {
				return;
			}
			try {
				this.graph.warmUp(statement, statement.samples());
			}
			catch (Neo4jException | RapportException ex) {
				// A failure here does no harm; a real query reports the same problem.
				log.debug("Could not warm up {}", statement, ex);
			}
		}
		this.others.forEach(this::warmUp);
		log.debug("Warmed up {} statements in {} ms", statements.size(), (System.nanoTime() - start) / 1_000_000);
	}

	private void warmUp(WarmedUp other) {
		try {
			if (!this.stopped) {
				other.warmUp();
			}
		}
		catch (RuntimeException ex) {
			log.debug("Could not warm up {}", other, ex);
		}
	}

}
