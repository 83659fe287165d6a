package org.rapport.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

import org.rapport.api.RequestId;
import org.rapport.endpoint.ClientConnection;
import org.rapport.kernel.Deadline;

/**
 * Sends a table while it is read. The next page is read only when the client has taken
 * the one before, so a slow client occupies no thread. If reading fails or takes too
 * long, the connection is cut, and the client sees that the end is missing.
 */
final class TableStream implements WriteListener, AsyncListener {

	/** How a table ended. */
	enum StreamOutcome {

		/** All is sent. */
		SENT,
		/** Reading it failed. */
		FAILED,
		/** It took too long. */
		LATE,
		/** The client has closed the connection. */
		LEFT

	}

	private static final Logger log = LoggerFactory.getLogger(TableStream.class);

	private static final int CHUNK = 16 * 1024;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final TableReading<?> reading;

	private final ByteArrayOutputStream buffer;

	private final Runnable read;

	private final Consumer<StreamOutcome> ended;

	private final @Nullable String requestId = RequestId.current();

	private final AtomicBoolean isOver = new AtomicBoolean();

	private final AtomicBoolean isRead = new AtomicBoolean();

	private final Deadline deadline;

	private @Nullable AsyncContext async;

	private @Nullable Disposable alarm;

	private byte[] part = {};

	private int sent;

	/**
	 * Prepares a stream.
	 * @param buffer receives what the reading writes
	 * @param read runs once when the table is read, or will not be read any more
	 * @param ended runs once at the end
	 */
	TableStream(HttpServletRequest request, HttpServletResponse response, TableReading<?> reading,
			ByteArrayOutputStream buffer, Duration time, Runnable read, Consumer<StreamOutcome> ended) {
		this.request = request;
		this.response = response;
		this.reading = reading;
		this.buffer = buffer;
		this.deadline = Deadline.in(time);
		this.read = read;
		this.ended = ended;
	}

	/**
	 * Starts sending. The container calls back when the client can take something.
	 * @throws IOException if the client has closed the connection
	 */
	void begin() throws IOException {
		try {
			start();
		}
		catch (IOException | RuntimeException ex) {
			end(StreamOutcome.LEFT);
			throw ex;
		}
	}

	private void start() throws IOException {
		AsyncContext started = this.request.startAsync();
		started.setTimeout(0);
		started.addListener(this);
		this.async = started;
		this.alarm = Schedulers.parallel()
			.schedule(() -> cut(StreamOutcome.LATE, "The table took too long"), this.deadline.remaining().toNanos(),
					TimeUnit.NANOSECONDS);
		this.response.getOutputStream().setWriteListener(this);
	}

	@Override
	public void onWritePossible() throws IOException {
		ServletOutputStream out = this.response.getOutputStream();
		while (!this.isOver.get() && out.isReady()) {
			if (this.sent < this.part.length) {
				int length = Math.min(CHUNK, this.part.length - this.sent);
				out.write(this.part, this.sent, length);
				this.sent += length;
			}
			else if (this.isRead.get()) {
				complete();
			}
			else if (!readNext()) {
				return;
			}
		}
	}

	/**
	 * Reads the next part of the table.
	 * @return false if that failed
	 */
	private boolean readNext() {
		Deadline.set(this.deadline);
		try (MDC.MDCCloseable mdc = MDC.putCloseable(RequestId.KEY, this.requestId)) {
			boolean more = this.reading.writeNext();
			this.part = this.buffer.toByteArray();
			this.sent = 0;
			this.buffer.reset();
			if (!more) {
				doneReading();
			}
			return true;
		}
		catch (IOException | RuntimeException ex) {
			log.warn("A table broke off after {} rows", this.reading.rows(), ex);
			cut(this.deadline.hasPassed() ? StreamOutcome.LATE : StreamOutcome.FAILED,
					"The table cannot be read further");
			return false;
		}
		finally {
			Deadline.clear();
		}
	}

	private void doneReading() {
		if (this.isRead.compareAndSet(false, true)) {
			this.read.run();
		}
	}

	private void complete() {
		if (end(StreamOutcome.SENT)) {
			context().complete();
		}
	}

	/** Closes the connection, so that the client sees that the end is missing. */
	private void cut(StreamOutcome outcome, String reason) {
		if (end(outcome)) {
			ClientConnection.of(this.request).cut(reason);
		}
	}

	private boolean end(StreamOutcome outcome) {
		if (!this.isOver.compareAndSet(false, true)) {
			return false;
		}
		if (this.alarm != null) {
			this.alarm.dispose();
		}
		doneReading();
		try (MDC.MDCCloseable mdc = MDC.putCloseable(RequestId.KEY, this.requestId)) {
			this.ended.accept(outcome);
		}
		return true;
	}

	private AsyncContext context() {
		AsyncContext started = this.async;
		if (started == null) {
			throw new IllegalStateException("The table has not begun");
		}
		return started;
	}

	/** Called when the client has closed the connection. */
	@Override
	public void onError(Throwable failure) {
		end(StreamOutcome.LEFT);
	}

	/** Completes a failed exchange before the container makes an error page. */
	@Override
	public void onError(AsyncEvent event) {
		end(StreamOutcome.LEFT);
		event.getAsyncContext().complete();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		end(StreamOutcome.LEFT);
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// There is no time-out; the stream keeps its own deadline.
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// It is started once.
	}

}
