package org.rapport.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.rapport.access.Caller;
import org.rapport.kernel.Workplace;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * One request and its answer. The body arrives (unless the application reads it itself),
 * the request waits for a place, the application works on it, and the answer is sent. It
 * occupies a thread only while the application works.
 */
final class Exchange implements ReadListener, WriteListener {

	private static final int CHUNK = 16 * 1024;

	private static final byte[] NOTHING = {};

	private static final String BODY_LEFT = "The body of the request was not read completely";

	private enum State {

		ARRIVING, WAITING, WORKING, SENDING, DISCARDING, DONE

	}

	private final Exchanges exchanges;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final String caller;

	private final boolean toApi;

	/** Whether the application reads the body itself. */
	private final boolean upload;

	private final AtomicReference<State> state = new AtomicReference<>(State.ARRIVING);

	private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

	private final Runnable placeTaken = this::placeTaken;

	private volatile @Nullable AsyncContext async;

	private volatile @Nullable Refusal refusal;

	/**
	 * The places that it uses: first the ordinary ones, later perhaps those for expensive
	 * work.
	 */
	private volatile Places places;

	private final AtomicBoolean hasPlace = new AtomicBoolean();

	/** The attributes of the request before the application worked on it. */
	private final Set<String> attributes;

	private boolean putOff;

	private boolean begunAgain;

	private volatile boolean bodyLeft;

	/** In nanoseconds of the clock; 0 while there is no deadline. */
	private volatile long deadline;

	/** The bytes of the body that are counted as held. */
	private int held;

	private boolean released;

	/** The bytes of the body that have arrived, kept or thrown away. */
	private long arrived;

	private byte[] answer = NOTHING;

	private volatile long sendingSince;

	private int sent;

	private boolean flushed;

	Exchange(Exchanges exchanges, HttpServletRequest request, HttpServletResponse response) {
		this.exchanges = exchanges;
		this.request = request;
		this.response = response;
		this.caller = Caller.of(request).network();
		this.toApi = exchanges.isToApi(request);
		this.upload = exchanges.isUpload(request);
		this.places = exchanges.places(this.toApi);
		this.attributes = Set.copyOf(Collections.list(request.getAttributeNames()));
	}

	/** The caller that the limits count it for. */
	String caller() {
		return this.caller;
	}

	/** The time at which the current step must be over, in nanoseconds of the clock. */
	long deadline() {
		return this.deadline;
	}

	/** The size in bytes of an answer that is being sent; 0 otherwise. */
	int heldAnswer() {
		return (this.state.get() == State.SENDING) ? this.answer.length : 0;
	}

	/** Starts the exchange, on the thread that received the request. */
	void begin(FilterChain chain) throws IOException, ServletException {
		if (this.exchanges.isStopping()) {
			this.refusal = Refusal.STOPPING;
			leaveBody();
		}
		else if (this.upload) {
			// Nobody knows yet whether the application will read it to its end.
			this.response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		else if (!hasArrived()) {
			if (this.exchanges.beginArrival(this.caller) && holdBody()) {
				arrive();
				return;
			}
			this.exchanges.endArrival(this.caller);
			releaseBody();
			this.refusal = Refusal.TOO_MANY_BODIES;
			leaveBody();
		}
		this.state.set(State.WAITING);
		if (this.refusal == null) {
			if (!this.places.enter(this.caller)) {
				startAsync();
				awaitPlace();
				return;
			}
			this.hasPlace.set(true);
		}
		work(chain);
	}

	/**
	 * Reads the part of the body that has arrived.
	 * @return whether that is the whole body
	 */
	private boolean hasArrived() throws IOException {
		if (this.request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
			// The available bytes may be half the header of a chunk. Reading it would
			// block until the other half arrives.
			return false;
		}
		if (this.request.getContentLengthLong() <= 0) {
			return true;
		}
		try {
			ServletInputStream in = this.request.getInputStream();
			byte[] chunk = new byte[CHUNK];
			int length = 1;
			while (length > 0 && in.available() > 0) {
				length = in.read(chunk);
				keep(chunk, length);
			}
			return in.isFinished();
		}
		catch (IOException ex) {
			broken();
			return true;
		}
	}

	/**
	 * Keeps one byte more than the limit, so that the application sees that the body is
	 * too long. Further bytes are only counted.
	 */
	private void keep(byte[] chunk, int length) {
		this.arrived += Math.max(0, length);
		int room = this.exchanges.largestBody() + 1 - this.body.size();
		this.body.write(chunk, 0, Math.max(0, Math.min(length, room)));
	}

	private void broken() {
		this.refusal = Refusal.BROKEN_BODY;
		ClientConnection.of(this.request).forgetBody();
		leaveBody();
	}

	/**
	 * Stops reading the body. The connection must then close, because no other request
	 * can follow on it.
	 */
	private void leaveBody() {
		this.bodyLeft = true;
		this.response.setHeader(HttpHeaders.CONNECTION, "close");
	}

	private AsyncContext startAsync() {
		AsyncContext started = this.request.startAsync();
		// The exchange keeps its own deadline; one thread checks all of them.
		started.setTimeout(0);
		started.addListener(new AtFailure());
		this.request.setAttribute(Exchange.class.getName(), this);
		this.async = started;
		return started;
	}

	private void arrive() throws IOException {
		startAsync();
		this.deadline = this.exchanges.inBodyTime();
		this.exchanges.watch(this);
		this.request.getInputStream().setReadListener(this);
	}

	@Override
	public void onDataAvailable() {
		if (this.state.get() == State.DISCARDING) {
			discard();
			return;
		}
		try {
			ServletInputStream in = this.request.getInputStream();
			byte[] chunk = new byte[CHUNK];
			// isReady is called again after each read, even after an empty one; otherwise
			// the container does not announce more data.
			while (this.state.get() == State.ARRIVING && in.isReady()) {
				int length = in.read(chunk);
				if (length < 0) {
					return;
				}
				keep(chunk, length);
				if (!holdBody()) {
					arrivedAs(Refusal.TOO_MANY_BODIES, true);
				}
				else if (this.arrived > this.exchanges.mostSwallowed()) {
					// The application answers that the body is too long.
					arrivedAs(null, true);
				}
			}
		}
		catch (IOException ex) {
			if (this.state.get() == State.ARRIVING) {
				broken();
				arrivedAs(this.refusal, true);
			}
		}
	}

	@Override
	public void onAllDataRead() {
		if (this.state.compareAndSet(State.DISCARDING, State.DONE)) {
			this.exchanges.forget(this);
			context().complete();
			return;
		}
		arrivedAs(null, false);
	}

	/** Ends the arrival of the body, complete or not. */
	private void arrivedAs(@Nullable Refusal refusal, boolean leaveBody) {
		if (!this.state.compareAndSet(State.ARRIVING, State.WAITING)) {
			return;
		}
		this.exchanges.forget(this);
		this.exchanges.endArrival(this.caller);
		if (leaveBody) {
			leaveBody();
		}
		if (refusal != null) {
			this.refusal = refusal;
			goOn();
			return;
		}
		awaitPlace();
	}

	/**
	 * Counts the bytes of the body that have arrived since the last call as held.
	 * @return whether they are within the limit
	 */
	private synchronized boolean holdBody() {
		if (this.released) {
			return true;
		}
		int more = this.body.size() - this.held;
		this.held += more;
		return this.exchanges.hold(more);
	}

	private synchronized void releaseBody() {
		this.released = true;
		this.exchanges.release(this.held);
		this.held = 0;
	}

	private void awaitPlace() {
		if (!holdBody()) {
			refused(Refusal.TOO_MANY_WAITING);
			return;
		}
		this.deadline = this.exchanges.inWaitingTime();
		this.exchanges.watch(this);
		if (!this.places.await(this.caller, this.placeTaken)) {
			refused(Refusal.TOO_MANY_WAITING);
		}
	}

	private void placeTaken() {
		this.hasPlace.set(true);
		this.exchanges.forget(this);
		goOn();
	}

	private void goOn() {
		try {
			context().dispatch();
		}
		catch (RuntimeException ex) {
			// The client has closed the connection in the meantime. The thread that gave
			// up the place must not fail.
			end();
		}
	}

	/**
	 * Ends a step that took too long: refuses the request, or cuts the connection if the
	 * answer is being sent.
	 */
	void expire() {
		switch (this.state.get()) {
			case ARRIVING -> arrivedAs(Refusal.SLOW_BODY, true);
			case WAITING -> giveUp(Refusal.TOO_MANY_WAITING);
			case SENDING -> cut("The client does not read the answer");
			case DISCARDING -> leaveRest();
			default -> {
				// The application is working on it, or it is done.
			}
		}
	}

	/**
	 * Refuses the request if the application has not started on it, because the server
	 * stops.
	 * @param time how long the client may still read its answer
	 */
	void stop(Duration time) {
		switch (this.state.get()) {
			case ARRIVING -> arrivedAs(Refusal.STOPPING, true);
			case WAITING -> giveUp(Refusal.STOPPING);
			case SENDING -> this.deadline = Math.min(this.deadline, this.sendingSince + time.toNanos());
			default -> {
				// The application is working on it, or it is done.
			}
		}
	}

	private void giveUp(Refusal reason) {
		// If this fails, the request has just got its place.
		if (this.places.giveUp(this.caller, this.placeTaken)) {
			refused(reason);
		}
	}

	private void refused(Refusal reason) {
		this.exchanges.forget(this);
		this.refusal = reason;
		goOn();
	}

	/** Closes the connection, even if a part of the answer is not sent. */
	synchronized void cut(String reason) {
		if (this.state.compareAndSet(State.SENDING, State.DONE)) {
			this.exchanges.forget(this);
			this.exchanges.countCut();
			ClientConnection.of(this.request).cut(reason);
		}
	}

	/** Lets the application work on the request, on a thread of the container. */
	void work(FilterChain chain) throws IOException, ServletException {
		if (!this.state.compareAndSet(State.WAITING, State.WORKING)) {
			leavePlace();
			return;
		}
		releaseBody();
		ReceivedRequest received = new ReceivedRequest(this.request, this.upload ? null : this.body.toByteArray());
		if (this.refusal != null) {
			this.request.setAttribute(Refusal.class.getName(), this.refusal);
		}
		WatchedAnswer watched = new WatchedAnswer(this.response);
		// An answer of the API is held until it is complete; pages are sent while they
		// are made.
		ContentCachingResponseWrapper held = this.toApi ? new ContentCachingResponseWrapper(watched) : null;
		if (this.hasPlace.get()) {
			Workplace.set(new Place());
		}
		try {
			chain.doFilter(received, (held != null) ? held : watched);
		}
		finally {
			Workplace.clear();
			this.state.set(State.DONE);
			leavePlace();
		}
		if (this.putOff) {
			this.putOff = false;
			beginAgain();
		}
		else if (watched.isLeftToContainer()) {
			if (this.bodyLeft || this.upload) {
				ClientConnection.of(this.request).leaveBody();
			}
		}
		else if (held != null) {
			send(held.getContentAsByteArray());
		}
		else if (this.upload) {
			discardRest();
		}
		else if (this.bodyLeft) {
			this.response.flushBuffer();
			ClientConnection.of(this.request).cut(BODY_LEFT);
		}
	}

	/** Discards the answer so far, and waits for a place for expensive work. */
	private void beginAgain() {
		this.begunAgain = true;
		this.response.reset();
		// These attributes were set by filters during the first attempt.
		Collections.list(this.request.getAttributeNames())
			.stream()
			.filter((name) -> !this.attributes.contains(name) && !name.startsWith("jakarta.servlet.async."))
			.forEach(this.request::removeAttribute);
		this.places = this.exchanges.expensivePlaces();
		startAsync();
		this.state.set(State.WAITING);
		awaitPlace();
	}

	/**
	 * Receives the rest of a body that the application has not read, without a thread. A
	 * client that is still sending would otherwise not see the answer.
	 */
	private void discardRest() throws IOException {
		ServletInputStream in = this.request.getInputStream();
		if (in.isFinished()) {
			return;
		}
		this.response.flushBuffer();
		this.arrived = 0;
		this.deadline = this.exchanges.inBodyTime();
		this.state.set(State.DISCARDING);
		startAsync();
		this.exchanges.watch(this);
		in.setReadListener(this);
	}

	private void discard() {
		try {
			ServletInputStream in = this.request.getInputStream();
			byte[] chunk = new byte[CHUNK];
			while (this.state.get() == State.DISCARDING && in.isReady()) {
				int length = in.read(chunk);
				if (length < 0) {
					return;
				}
				this.arrived += length;
				if (this.arrived > this.exchanges.mostSwallowed()) {
					leaveRest();
				}
			}
		}
		catch (IOException ex) {
			leaveRest();
		}
	}

	private void leaveRest() {
		if (this.state.compareAndSet(State.DISCARDING, State.DONE)) {
			this.exchanges.forget(this);
			ClientConnection.of(this.request).cut(BODY_LEFT);
		}
	}

	private void send(byte[] content) throws IOException {
		this.answer = content;
		this.deadline = 0;
		this.sendingSince = System.nanoTime();
		this.state.set(State.SENDING);
		if (content.length > 0) {
			this.response.setContentLength(content.length);
		}
		startAsync();
		this.response.getOutputStream().setWriteListener(this);
	}

	@Override
	public synchronized void onWritePossible() throws IOException {
		ServletOutputStream out = this.response.getOutputStream();
		while (this.state.get() == State.SENDING && out.isReady()) {
			if (this.sent < this.answer.length) {
				int length = Math.min(CHUNK, this.answer.length - this.sent);
				out.write(this.answer, this.sent, length);
				this.sent += length;
			}
			else if (this.bodyLeft && !this.flushed) {
				this.flushed = true;
				out.flush();
			}
			else {
				complete();
			}
		}
		if (this.state.get() == State.SENDING && this.deadline == 0) {
			this.deadline = this.exchanges.inAnswerTime();
			this.exchanges.watch(this);
		}
	}

	private synchronized void complete() {
		if (this.state.get() != State.SENDING) {
			return;
		}
		end();
		if (this.bodyLeft) {
			ClientConnection.of(this.request).cut(BODY_LEFT);
		}
		context().complete();
	}

	/**
	 * Called when the client has closed the connection while the body arrived or the
	 * answer was sent.
	 */
	@Override
	public synchronized void onError(Throwable failure) {
		end();
	}

	private void end() {
		State before = this.state.getAndSet(State.DONE);
		if (before == State.ARRIVING) {
			this.exchanges.endArrival(this.caller);
		}
		else if (before == State.WAITING) {
			this.places.giveUp(this.caller, this.placeTaken);
		}
		releaseBody();
		this.exchanges.forget(this);
		leavePlace();
	}

	private void leavePlace() {
		if (this.hasPlace.getAndSet(false)) {
			this.places.leave(this.caller);
		}
	}

	private AsyncContext context() {
		AsyncContext started = this.async;
		if (started == null) {
			throw new IllegalStateException("The request continues on the thread that received it");
		}
		return started;
	}

	/**
	 * Completes a failed exchange before the container makes an error page that nobody
	 * reads.
	 */
	private static final class AtFailure implements AsyncListener {

		@Override
		public void onError(AsyncEvent event) {
			event.getAsyncContext().complete();
		}

		@Override
		public void onComplete(AsyncEvent event) {
			// Nothing to do.
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			// There is no time-out; the exchange keeps its own deadline.
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// Each start adds its own listener.
		}

	}

	/** The place of this exchange, as the application sees it. */
	private final class Place extends Workplace {

		@Override
		protected boolean leave() {
			return Exchange.this.places.leaveForAWhile(Exchange.this.caller);
		}

		@Override
		protected void takeAgain() {
			Exchange.this.places.comeBack(Exchange.this.caller);
		}

		@Override
		protected boolean exchangeForExpensive() {
			Places few = Exchange.this.exchanges.expensivePlaces();
			if (Exchange.this.places == few) {
				return true;
			}
			if (!few.enter(Exchange.this.caller)) {
				Exchange.this.putOff = true;
				return false;
			}
			Exchange.this.places.leave(Exchange.this.caller);
			Exchange.this.places = few;
			return true;
		}

		@Override
		protected boolean isBegunAgain() {
			return Exchange.this.begunAgain;
		}

		@Override
		protected boolean isPutOff() {
			return Exchange.this.putOff;
		}

	}

}
