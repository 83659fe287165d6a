package org.rapport.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to the API over HTTP. */
public final class Client {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI uri;

	public Client(int port) {
		this.uri = URI.create("http://127.0.0.1:" + port + "/graphql");
	}

	/**
	 * An answer.
	 *
	 * @param status the HTTP status
	 * @param json the body
	 * @param headers the headers
	 */
	public record Answer(int status, JsonNode json, HttpHeaders headers) {

		/** The value of a header, or an empty text. */
		public String header(String name) {
			return this.headers.firstValue(name).orElse("");
		}

		/** The data at a path of names and numbers, separated by slashes. */
		public JsonNode data(String path) {
			return this.json.at("/data/" + path);
		}

		/** The code of the first error, or an empty text. */
		public String code() {
			return this.json.at("/errors/0/extensions/code").asString("");
		}

	}

	public Answer ask(String query, String... headers) {
		return ask(query, Map.of(), headers);
	}

	/** Sends a query with variables and headers. Headers are names and values in turn. */
	public Answer ask(String query, Map<String, ?> variables, String... headers) {
		return send(JSON.writeValueAsString(Map.of("query", query, "variables", variables)), headers);
	}

	/** Sends a body unchanged. */
	public Answer send(String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.uri)
			.header("Content-Type", "application/json")
			.header("Accept", "application/graphql-response+json, application/json")
			.POST(BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), JSON.readTree(response.body()), response.headers());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The status of a GET of any path of the server, with headers. */
	public int status(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.uri.resolve(path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return this.http.send(request.build(), BodyHandlers.discarding()).statusCode();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
