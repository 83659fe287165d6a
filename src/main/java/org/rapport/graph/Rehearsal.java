package org.rapport.graph;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.neo4j.driver.Values;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Rehearsed;
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
class Rehearsal {

	private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

	private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)");

	private static final Pattern POSITION = Pattern.compile("(after|before)\\d");

	private final Graph graph;

	private final ObjectProvider<Rehearsed> others;

	private final boolean wanted;

	private volatile boolean stopped;

	Rehearsal(Graph graph, ObjectProvider<Rehearsed> others, ReadingProperties properties) {
		this.graph = graph;
		this.others = others;
		this.wanted = properties.rehearsal();
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		if (this.wanted) {
			Thread thread = new Thread(this::rehearse, "rehearsal");
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
	private void rehearse() {
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
				this.graph.rehearse(statement, parameters(statement));
			}
			catch (Neo4jException | RapportException ex) {
				// A failure here does no harm; a real query reports the same problem.
				log.debug("Could not rehearse {}", statement, ex);
			}
		}
		this.others.forEach(this::rehearse);
		log.debug("Rehearsed {} statements in {} ms", statements.size(), (System.nanoTime() - start) / 1_000_000);
	}

	private void rehearse(Rehearsed other) {
		try {
			if (!this.stopped) {
				other.rehearse();
			}
		}
		catch (RuntimeException ex) {
			log.debug("Could not rehearse {}", other, ex);
		}
	}

	/**
	 * Sample parameters for a statement, of the types that its real parameters have,
	 * without those of the lens.
	 */
	static Map<String, Object> parameters(Statement statement) {
		Map<String, Object> parameters = new HashMap<>();
		Matcher used = PARAMETER.matcher(statement.template());
		while (used.find()) {
			parameters.put(used.group(1), ofItsType(used.group(1)));
		}
		return parameters;
	}

	/**
	 * Whether parameters have the types of the samples. The parameters of a position are
	 * not checked, because their types depend on the order.
	 */
	static boolean hasRehearsed(Map<String, ?> parameters) {
		return parameters.entrySet()
			.stream()
			.filter((given) -> !POSITION.matcher(given.getKey()).matches())
			.allMatch((given) -> type(given.getValue()).equals(type(ofItsType(given.getKey()))));
	}

	private static String type(Object value) {
		return Values.value(value).type().name();
	}

	private static Object ofItsType(String parameter) {
		return switch (parameter) {
			case "limit", "minimumStrength", "maxSharedSize", "version" -> 1;
			case "anybody", "anyKind", "aboutAnything", "answered" -> true;
			case "keys", "ids", "slugs", "kinds", "labels", "via", "between", "others" -> List.of("");
			case "pairs" -> List.of(List.of("", ""));
			case "indexes" -> SearchIndex.of(Clearance.PUBLIC);
			case "question" -> "nothing";
			case "by", "to" -> List.of(Map.of("id", "", "spans", List.of(List.of(LocalDate.EPOCH, LocalDate.EPOCH))));
			case "identifiers" -> List.of(Map.of("scheme", "", "identifier", ""));
			case "during" -> List.of(LocalDate.EPOCH, LocalDate.EPOCH);
			default -> "";
		};
	}

}
