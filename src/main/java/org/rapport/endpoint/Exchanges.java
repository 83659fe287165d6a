package org.rapport.endpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.kernel.UploadPath;
import org.rapport.limits.Limits;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes sure that slow clients occupy no threads. It receives bodies and sends answers
 * when the network is ready, and a request that finds all places taken waits without a
 * thread. It runs before all other filters, so that they see only complete requests.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Exchanges extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(Exchanges.class);

	/** The counter of answers that were cut because their client did not read them. */
	static final String CUT = "rapport.answers.cut";

	/** The gauge of requests that are arriving, waiting or being sent. */
	static final String WATCHED = "rapport.exchanges.waiting";

	private static final Duration LOOKING = Duration.ofMillis(250);

	/** How long clients may still read their answers while the server stops. */
	private static final Duration LAST_WORDS = Duration.ofSeconds(5);

	private final HttpLimits limits;

	private final int largestBody;

	private final long mostSwallowed;

	private final String graphQl;

	private final Set<String> uploadPaths;

	private final Places api;

	private final Places expensive;

	private final Places pages;

	private final Map<Exchange, Boolean> watched = new ConcurrentHashMap<>();

	/** The number of slowly arriving bodies, by address. */
	private final Map<String, Integer> arriving = new ConcurrentHashMap<>();

	private final AtomicLong bodiesHeld = new AtomicLong();

	private final Counter cut;

	private final Thread looking;

	private volatile boolean stopping;

	Exchanges(HttpLimits limits, Limits bounds, Environment environment, MeterRegistry meters,
			ObjectProvider<UploadPath> uploads) {
		this.limits = limits;
		this.largestBody = (int) bounds.body().toBytes();
		this.mostSwallowed = environment
			.getProperty("server.tomcat.max-swallow-size", DataSize.class, DataSize.ofMegabytes(8))
			.toBytes();
		this.graphQl = environment.getProperty("spring.graphql.http.path", "/graphql");
		this.uploadPaths = uploads.stream().map(UploadPath::path).collect(Collectors.toUnmodifiableSet());
		this.api = places(limits.apiPlaces(), limits.waiting(), limits.apiAway());
		this.expensive = new Places(limits.expensivePlaces(), limits.expensivePlaces(), limits.waiting(), 0);
		this.pages = places(limits.pagesAtOnce(), limits.waiting(), 0);
		this.cut = meters.counter(CUT);
		Gauge.builder(WATCHED, this.watched, Map::size).register(meters);
		this.looking = new Thread(this::look, "exchanges");
		this.looking.setDaemon(true);
		this.looking.start();
	}

	/**
	 * Waits until the checking thread has ended, because the container warns about
	 * threads that are still running.
	 */
	@Override
	public void destroy() {
		this.looking.interrupt();
		try {
			this.looking.join(LOOKING.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** One caller gets at most half of the places, so that others find one free. */
	private static Places places(int all, int waiting, int away) {
		return new Places(all, Math.max(1, all / 2), waiting, away);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request.getDispatcherType() == DispatcherType.REQUEST) {
			new Exchange(this, request, response).begin(chain);
		}
		else if (request.getAttribute(Exchange.class.getName()) instanceof Exchange exchange) {
			exchange.work(chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	/** The filter also runs when a request continues after a wait. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	/** From now on, requests that the application has not started on are refused. */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopping = true;
	}

	boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Whether a request is for the API; answers of the API are held until they are
	 * complete.
	 */
	boolean isToApi(HttpServletRequest request) {
		// The decoded path, as the application sees it.
		return path(request).equals(this.graphQl) || path(request).startsWith(this.graphQl + "/");
	}

	/** Whether the application reads the body of a request itself. */
	boolean isUpload(HttpServletRequest request) {
		return this.uploadPaths.contains(path(request));
	}

	private static String path(HttpServletRequest request) {
		return request.getServletPath() + Objects.toString(request.getPathInfo(), "");
	}

	Places places(boolean toApi) {
		return toApi ? this.api : this.pages;
	}

	/** The places for expensive operations. */
	Places expensivePlaces() {
		return this.expensive;
	}

	/** The largest body in bytes. */
	int largestBody() {
		return this.largestBody;
	}

	/**
	 * How many bytes of a body that is too long are received, so that its sender gets an
	 * answer.
	 */
	long mostSwallowed() {
		return this.mostSwallowed;
	}

	/**
	 * Counts a body that arrives slowly.
	 * @return whether this address may send another one
	 */
	boolean beginArrival(String caller) {
		return this.arriving.merge(caller, 1, Integer::sum) <= this.limits.bodiesPerAddress();
	}

	/**
	 * Counts more bytes of bodies as held.
	 * @return whether the total is within the limit
	 */
	boolean hold(int more) {
		return this.bodiesHeld.addAndGet(more) <= this.limits.bodiesHeld().toBytes();
	}

	/** Counts these bytes as no longer held. */
	void release(int held) {
		this.bodiesHeld.addAndGet(-held);
	}

	/** Counts a slowly arriving body as ended or refused. */
	void endArrival(String caller) {
		this.arriving.computeIfPresent(caller, (name, number) -> (number > 1) ? number - 1 : null);
	}

	long inBodyTime() {
		return in(this.limits.bodyTime());
	}

	long inWaitingTime() {
		return in(this.limits.waitingTime());
	}

	long inAnswerTime() {
		return in(this.limits.answerTime());
	}

	private static long in(Duration time) {
		return System.nanoTime() + time.toNanos();
	}

	void watch(Exchange exchange) {
		this.watched.put(exchange, true);
	}

	void forget(Exchange exchange) {
		this.watched.remove(exchange);
	}

	void countCut() {
		this.cut.increment();
	}

	private void look() {
		while (true) {
			try {
				Thread.sleep(LOOKING.toMillis());
			}
			catch (InterruptedException ex) {
				return;
			}
			this.watched.keySet().forEach(this::look);
			makeRoom();
		}
	}

	private void look(Exchange exchange) {
		try {
			if (this.stopping) {
				exchange.stop(LAST_WORDS);
			}
			if (exchange.deadline() - System.nanoTime() < 0) {
				exchange.expire();
			}
		}
		catch (RuntimeException ex) {
			// The client has closed the connection; the request needs no more checks.
			log.debug("Could not check a request", ex);
			forget(exchange);
		}
	}

	/**
	 * Cuts the answers that have waited longest, until the others are within the limit.
	 */
	private void makeRoom() {
		long held = this.watched.keySet().stream().mapToLong(Exchange::heldAnswer).sum();
		Iterator<Exchange> oldest = this.watched.keySet()
			.stream()
			.filter((exchange) -> exchange.heldAnswer() > 0)
			.sorted(Comparator.comparingLong(Exchange::deadline))
			.iterator();
		while (held > this.limits.answersHeld().toBytes() && oldest.hasNext()) {
			Exchange exchange = oldest.next();
			held -= exchange.heldAnswer();
			exchange.cut("Too many answers wait to be read");
		}
	}

}
