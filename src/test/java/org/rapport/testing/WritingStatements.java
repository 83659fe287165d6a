package org.rapport.testing;

import java.util.ArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.apache.coyote.AbstractProtocol;
import org.slf4j.LoggerFactory;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Counts the statements that the writers of an application send for requests, from the
 * log. Other applications may run beside it: theirs are not counted.
 */
public final class WritingStatements implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("org.springframework.data.neo4j.cypher");

	private final Level level = this.logger.getLevel();

	private final ListAppender<ILoggingEvent> sent = new ListAppender<>() {

		@Override
		protected void append(ILoggingEvent event) {
			// An event has the name of the thread that asks for it first.
			event.prepareForDeferredProcessing();
			super.append(event);
		}

	};

	/** How the names of the threads begin that answer requests to the application. */
	private final String threads;

	/** Counts from now on. */
	public WritingStatements(ApplicationContext application) {
		TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) application).getWebServer();
		AbstractProtocol<?> protocol = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
		// The threads had their names before the server had its port.
		this.threads = protocol.getName().replace("\"", "").replaceFirst("(auto-\\d+)-\\d+$", "$1") + "-exec-";
		this.sent.start();
		this.logger.setLevel(Level.DEBUG);
		this.logger.setAdditive(false);
		this.logger.addAppender(this.sent);
	}

	/** How many were sent so far. */
	public long count() {
		return new ArrayList<>(this.sent.list).stream()
			.filter((event) -> event.getMessage().startsWith("Executing")
					&& event.getThreadName().startsWith(this.threads))
			.count();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.sent);
		this.logger.setAdditive(true);
		this.logger.setLevel(this.level);
	}

}
