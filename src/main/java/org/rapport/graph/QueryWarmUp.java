package org.rapport.graph;

import java.util.Comparator;
import java.util.List;

import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.RapportException;
import org.rapport.kernel.WarmedUp;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the database plan what clients are likely to ask for, in the background after the
 * start: first acts and trusted documents, then every other known statement. All of it is
 * read through a lens that shows nothing, and nothing is changed.
 */
@Component
class QueryWarmUp implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger(QueryWarmUp.class);

	private final Graph graph;

	private final ObjectProvider<WarmedUp> first;

	private final StatementPlanner planner;

	private final boolean wanted;

	private volatile boolean stopped;

	QueryWarmUp(Graph graph, ObjectProvider<WarmedUp> first, StatementPlanner planner, ReadingProperties properties) {
		this.graph = graph;
		this.first = first;
		this.planner = planner;
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

	/**
	 * A training run ends before the application is ready, but also loads classes that
	 * the first requests need. Without a server, each statement of the warm-up fails at
	 * once.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if (this.wanted && TrainingRun.isOne()) {
			warmUpFirst();
		}
	}

	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopped = true;
	}

	/**
	 * Of the statements that no act and no trusted document needs, the longest come
	 * first, because planning them would delay a client most.
	 */
	private void warmUp() {
		warmUpFirst();
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
		log.debug("Warmed up all {} statements in {} ms", statements.size(), (System.nanoTime() - start) / 1_000_000);
	}

	/** Acts and trusted documents. */
	void warmUpFirst() {
		this.first.orderedStream().forEach(this::warmUp);
	}

	private void warmUp(WarmedUp part) {
		long start = System.nanoTime();
		try {
			if (!this.stopped) {
				this.graph.warmingUp(part::warmUp);
				this.planner.planWaiting(() -> this.stopped);
			}
		}
		catch (RuntimeException ex) {
			log.debug("Could not warm up {}", part, ex);
		}
		log.debug("Warmed up {} in {} ms", part, (System.nanoTime() - start) / 1_000_000);
	}

}
