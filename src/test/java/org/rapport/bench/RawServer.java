package org.rapport.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Value;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.server.EmbeddedNeo4j;

/**
 * The reference that Rapport is compared with: a bare handler that runs the Cypher of a
 * request and writes its only value as JSON. It does nothing else that a server does: no
 * log, no limits, no access control.
 */
public final class RawServer {

	private static final JsonMapper JSON = new JsonMapper();

	private static final SessionConfig READING = SessionConfig.builder()
		.withDatabase("neo4j")
		.withDefaultAccessMode(AccessMode.READ)
		.withFetchSize(-1)
		.build();

	private final Driver driver;

	private RawServer(Driver driver) {
		this.driver = driver;
	}

	/**
	 * Answers {@code POST {"query": …, "variables": …}} on any free port of this machine.
	 * The only argument is the address of the database.
	 */
	public static void main(String[] arguments) throws Exception {
		Driver driver = GraphDatabase.driver(arguments[0],
				AuthTokens.basic(EmbeddedNeo4j.USER, DatabaseProcess.PASSWORD),
				Config.builder().withMaxConnectionPoolSize(100).withoutEncryption().build());
		driver.verifyConnectivity();
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1024);
		server.createContext("/", new RawServer(driver)::handle);
		server.setExecutor(Executors.newCachedThreadPool());
		server.start();
		System.out.println("READY http://127.0.0.1:" + server.getAddress().getPort() + "/");
	}

	private void handle(HttpExchange exchange) throws IOException {
		try {
			JsonNode request = JSON.readTree(exchange.getRequestBody());
			@SuppressWarnings("unchecked")
			Map<String, Object> variables = request.has("variables")
					? JSON.convertValue(request.get("variables"), Map.class) : Map.of();
			Unshared bytes = new Unshared();
			try (JsonGenerator json = JSON.tokenStreamFactory()
				.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8);
					Session session = this.driver.session(READING)) {
				json.writeStartObject();
				json.writeName("data");
				Result result = session.run(request.get("query").stringValue(), variables);
				if (result.hasNext()) {
					write(json, result.next().get(0));
					result.consume();
				}
				else {
					json.writeNull();
				}
				json.writeEndObject();
			}
			send(exchange, 200, bytes.buffer(), bytes.size());
		}
		catch (RuntimeException ex) {
			byte[] error = JSON
				.writeValueAsBytes(Map.of("errors", List.of(Map.of("message", String.valueOf(ex.getMessage())))));
			send(exchange, 500, error, error.length);
		}
	}

	private static void send(HttpExchange exchange, int status, byte[] bytes, int size) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, size);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(bytes, 0, size);
		}
	}

	private static void write(JsonGenerator json, Value value) {
		switch (value.type().name()) {
			case "NULL" -> json.writeNull();
			case "STRING" -> json.writeString(value.asString());
			case "INTEGER" -> json.writeNumber(value.asLong());
			case "FLOAT" -> json.writeNumber(value.asDouble());
			case "BOOLEAN" -> json.writeBoolean(value.asBoolean());
			case "DATE" -> json.writeString(value.asLocalDate().toString());
			case "LIST OF ANY?" -> {
				json.writeStartArray();
				for (Value each : value.values()) {
					write(json, each);
				}
				json.writeEndArray();
			}
			case "MAP" -> {
				json.writeStartObject();
				for (String key : value.keys()) {
					json.writeName(key);
					write(json, value.get(key));
				}
				json.writeEndObject();
			}
			default -> json.writeString(value.toString());
		}
	}

	/** A buffer whose bytes are not copied before they are sent. */
	private static final class Unshared extends ByteArrayOutputStream {

		Unshared() {
			super(16_384);
		}

		byte[] buffer() {
			return this.buf;
		}

	}

}
