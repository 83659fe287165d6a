package org.rapport.server;

import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Config;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that messages of the driver that nobody reads cost nothing. */
class DriverLoggingTests {

	private final AtomicInteger written = new AtomicInteger();

	/** The parameters of a statement, as the driver would write them into its log. */
	private final Object message = new Object() {

		@Override
		public String toString() {
			return "written " + DriverLoggingTests.this.written.incrementAndGet();
		}

	};

	@Test
	void writesNoMessageThatNobodyReads() {
		Config.ConfigBuilder config = Config.builder();
		new GraphConfiguration().driverLogging().customize(config);
		log(config.build());
		assertThat(this.written).hasValue(0);
	}

	@Test
	void isNeededBecauseTheDriverWritesThemByDefault() {
		log(Config.defaultConfig());
		assertThat(this.written).hasValue(1);
	}

	@SuppressWarnings("deprecation")
	private void log(Config config) {
		((Logger) LoggerFactory.getLogger("org.neo4j.driver.test")).setLevel(Level.ERROR);
		config.logging().getLog("org.neo4j.driver.test").debug("C: %s", this.message);
	}

}
