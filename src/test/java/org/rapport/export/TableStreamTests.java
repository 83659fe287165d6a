package org.rapport.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.rapport.directory.Person;
import org.rapport.endpoint.Notes;
import org.rapport.export.TableStream.StreamOutcome;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests how a table is sent, on a web server of its own. */
class TableStreamTests {

	private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

	private static final List<Person> ROWS = IntStream.range(0, 1000)
		.mapToObj((i) -> FixedTable.person("per_" + i, "slug-" + i, "Name of number " + i, "curator"))
		.toList();

	private final BlockingQueue<StreamOutcome> outcomes = new LinkedBlockingQueue<>();

	private final BlockingQueue<String> left = new LinkedBlockingQueue<>();

	private static final Tomcat TOMCAT = new Tomcat();

	/** The test that runs. */
	private static TableStreamTests running;

	private TableWalk<Person> walk = FixedTable.walk(ROWS, ROWS);

	private Duration time = Duration.ofMinutes(1);

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		TOMCAT.setBaseDir(folder.toString());
		TOMCAT.setPort(0);
		TOMCAT.getConnector();
		Context context = TOMCAT.addContext("", null);
		context.getPipeline().addValve(Notes.valve());
		Tomcat.addServlet(context, "table", new HttpServlet() {

			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
				running.answer(request, response);
			}

		}).setAsyncSupported(true);
		context.addServletMappingDecoded("/*", "table");
		TOMCAT.start();
	}

	@AfterAll
	static void stop() throws Exception {
		TOMCAT.stop();
		TOMCAT.destroy();
	}

	@BeforeEach
	void run() {
		running = this;
	}

	private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		ByteArrayOutputStream buffer = new ByteArrayOutputStream();
		TableReading<Person> reading = new TableReading<>(FixedTable.TABLE, FixedTable.LENS, this.walk,
				TableFormat.CSV.writer(FixedTable.TABLE, buffer), Integer.MAX_VALUE, (names) -> List.of(),
				FixedTable.CLOCK);
		new TableStream(request, response, reading, buffer, this.time, () -> this.left.add("left"), this.outcomes::add)
			.begin();
	}

	@Test
	void sendsAllPages() throws Exception {
		String answer = answer();
		assertThat(answer).contains("per_999,Name of number 999").contains("# end,rows=2000").endsWith(LAST_CHUNK);
		assertThat(outcome()).isEqualTo(StreamOutcome.SENT);
		assertThat(this.left).hasSize(1);
	}

	@Test
	void closesTheConnectionIfReadingFails() throws Exception {
		TableWalk<Person> before = FixedTable.walk(ROWS);
		this.walk = () -> {
			List<Person> rows = before.next();
			if (rows == null) {
				throw new RapportException(ErrorCode.UNAVAILABLE, "The database is away");
			}
			return rows;
		};
		String answer = answer();
		assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("# end").doesNotEndWith(LAST_CHUNK);
		assertThat(outcome()).isEqualTo(StreamOutcome.FAILED);
		assertThat(this.left).hasSize(1);
	}

	@Test
	void closesTheConnectionIfItTakesTooLong() throws Exception {
		this.walk = () -> ROWS;
		this.time = Duration.ofMillis(200);
		assertThat(answer()).startsWith("HTTP/1.1 200").doesNotContain("# end").doesNotEndWith(LAST_CHUNK);
		assertThat(outcome()).isEqualTo(StreamOutcome.LATE);
		assertThat(this.left).hasSize(1);
	}

	@Test
	void isCutForAClientThatDoesNotRead() throws Exception {
		this.walk = () -> ROWS;
		this.time = Duration.ofMillis(500);
		try (Socket socket = connect()) {
			assertThat(outcome()).isEqualTo(StreamOutcome.LATE);
			assertThat(this.left).hasSize(1);
		}
	}

	private StreamOutcome outcome() throws InterruptedException {
		return this.outcomes.poll(30, TimeUnit.SECONDS);
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), TOMCAT.getConnector().getLocalPort());
		socket.setSoTimeout(30_000);
		socket.getOutputStream()
			.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		socket.getOutputStream().flush();
		return socket;
	}

	private String answer() throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try (Socket socket = connect()) {
			socket.getInputStream().transferTo(answer);
		}
		catch (SocketException ex) {
			// The server has reset the connection. What came before counts.
		}
		return answer.toString(StandardCharsets.UTF_8);
	}

}
