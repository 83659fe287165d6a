package org.rapport.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;

import static org.assertj.core.api.Assertions.assertThat;

class GraphHealthTests {

	@Test
	void isDownWhereNobodyListens() throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}
		assertThat(health(port).getDetails()).containsEntry("reason", "unreachable");
	}

	@Test
	void isDownInTimeWhereNobodyAnswers() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThat(health(silent.getLocalPort()).getDetails().get("reason").toString()).startsWith("no answer");
		}
	}

	private static Health health(int port) {
		try (Driver driver = GraphDatabase.driver("bolt://127.0.0.1:" + port, AuthTokens.basic("neo4j", "secret"))) {
			Health health = new GraphHealth(driver, DatabaseSelectionProvider.getDefaultSelectionProvider()).health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails().toString()).doesNotContain("127.0.0.1", "secret");
			return health;
		}
	}

}
