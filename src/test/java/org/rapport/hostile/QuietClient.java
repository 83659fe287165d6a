package org.rapport.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client that sends small queries with pauses, and measures how fast it gets its
 * answers.
 */
final class QuietClient {

	private static final Duration TOO_LONG = Duration.ofSeconds(60);

	private static final String QUESTION = """
			{ "query": "{ organisation(by: {slug: \\"allmep\\"}) { name description members(first: 5) { nodes { actor { name } } } } }" }""";

	private final HttpClient http;

	private final HttpRequest question;

	QuietClient(int port, String... headers) {
		this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
			.timeout(TOO_LONG)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(QUESTION));
		if (headers.length > 0) {
			request.headers(headers);
		}
		this.question = request.build();
	}

	/** Sends queries for this time, with a pause after each. */
	Served ask(Duration time, Duration pause) throws InterruptedException {
		List<Long> millis = new ArrayList<>();
		List<String> failures = new ArrayList<>();
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() < end) {
			long start = System.nanoTime();
			try {
				HttpResponse<String> answer = this.http.send(this.question, BodyHandlers.ofString());
				if (answer.statusCode() != 200 || answer.body().contains("\"errors\"")) {
					failures.add(answer.statusCode() + " " + answer.body());
				}
			}
			catch (IOException ex) {
				failures.add(ex.toString());
			}
			millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
			Thread.sleep(pause.toMillis());
		}
		return new Served(millis, failures);
	}

	/**
	 * How a client was served.
	 *
	 * @param millis how long each answer took, in milliseconds
	 * @param failures the answers that were not a result
	 */
	record Served(List<Long> millis, List<String> failures) {

		Served {
			millis = new ArrayList<>(millis);
			Collections.sort(millis);
		}

		/** Merges the measurements of several clients. */
		static Served of(List<Served> served) {
			return new Served(served.stream().flatMap((one) -> one.millis.stream()).toList(),
					served.stream().flatMap((one) -> one.failures.stream()).toList());
		}

		/**
		 * The time in milliseconds within which this percentage of queries was answered.
		 */
		long percentile(int percent) {
			return this.millis.get(Math.min(this.millis.size() - 1, this.millis.size() * percent / 100));
		}

		@Override
		public String toString() {
			return "%d answers, %d failures, p50 %d ms, p99 %d ms, longest %d ms".formatted(this.millis.size(),
					this.failures.size(), percentile(50), percentile(99), percentile(100));
		}

	}

}
