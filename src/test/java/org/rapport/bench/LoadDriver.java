package org.rapport.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Digest;

/** Sends requests from several clients at once. Each client waits for its answer. */
final class LoadDriver {

	/** The precision of times, in significant digits. */
	private static final int DIGITS = 3;

	private static final JsonMapper JSON = new JsonMapper();

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/**
	 * What the clients saw.
	 *
	 * @param seconds how long they asked
	 * @param times the times of the requests, in microseconds
	 */
	record Seen(double seconds, Histogram times) {

		double perSecond() {
			return this.times.getTotalCount() / this.seconds;
		}

		double millis(double percentile) {
			return this.times.getValueAtPercentile(percentile) / 1000.0;
		}

	}

	/** The body of a request for a trusted document. */
	static String trusted(String operation, Map<String, Object> variables) {
		return JSON.writeValueAsString(Map.of("documentId", "sha256:" + Digest.hex(operation), "variables", variables));
	}

	/** The body of a request with a text, in GraphQL or Cypher. */
	static String text(String query, Map<String, Object> variables) {
		return JSON.writeValueAsString(Map.of("query", query, "variables", variables));
	}

	/**
	 * Sends requests for some time, without pauses.
	 * @param bodies the bodies, which take turns
	 */
	Seen drive(URI uri, List<String> bodies, int clients, Duration time) throws InterruptedException {
		return drive(uri, bodies, clients, Duration.ZERO, time);
	}

	/**
	 * Sends requests for some time.
	 * @param bodies the bodies, which take turns
	 * @param pause how long each client waits after an answer
	 */
	Seen drive(URI uri, List<String> bodies, int clients, Duration pause, Duration time) throws InterruptedException {
		AtomicInteger next = new AtomicInteger();
		long start = System.nanoTime();
		long end = start + time.toNanos();
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		try {
			List<Future<Histogram>> all = new ArrayList<>();
			for (int i = 0; i < clients; i++) {
				all.add(threads.submit(() -> {
					Histogram times = new Histogram(DIGITS);
					long begun = System.nanoTime();
					while (begun < end) {
						send(uri, bodies.get(Math.floorMod(next.getAndIncrement(), bodies.size())));
						long done = System.nanoTime();
						times.recordValue(TimeUnit.NANOSECONDS.toMicros(done - begun));
						begun = done;
						if (!pause.isZero()) {
							Thread.sleep(pause.toMillis());
							begun = System.nanoTime();
						}
					}
					return times;
				}));
			}
			Histogram times = new Histogram(DIGITS);
			for (Future<Histogram> each : all) {
				times.add(each.get());
			}
			return new Seen((System.nanoTime() - start) / 1e9, times);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Sends a request and returns the body of the answer.
	 * @throws IllegalStateException if the answer is an error
	 */
	String send(URI uri, String body) throws IOException, InterruptedException {
		HttpResponse<byte[]> answer = this.http.send(HttpRequest.newBuilder(uri)
			.timeout(PATIENCE)
			.header("Content-Type", "application/json")
			.header("Accept", "application/graphql-response+json, application/json")
			.POST(BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofByteArray());
		String text = new String(answer.body(), StandardCharsets.UTF_8);
		if (answer.statusCode() != 200 || text.startsWith("{\"errors\"")) {
			throw new IllegalStateException("%s answered %d: %s%nto %s".formatted(uri, answer.statusCode(), text,
					body.substring(0, Math.min(500, body.length()))));
		}
		return text;
	}

	/** Reads a page of a server, with a bearer token. */
	String get(URI uri, String token) throws IOException, InterruptedException {
		return this.http
			.send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
					BodyHandlers.ofString())
			.body();
	}

}
