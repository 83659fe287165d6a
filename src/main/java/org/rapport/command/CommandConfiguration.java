package org.rapport.command;

import java.time.Clock;

import org.rapport.graph.DatasetGraph;
import org.rapport.server.MigratedGraph;
import org.rapport.store.ElementStore;
import org.rapport.store.Sealing;
import org.rapport.store.Writing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Sets up what commands do: copies and backups. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

	@Bean
	ResearchCopies researchCopies(ShownGraph shown, DatasetGraph datasets, ElementStore store, Writing writing,
			MigratedGraph graph) {
		return new ResearchCopies(shown, datasets, store, writing, Clock.systemUTC());
	}

	@Bean
	Backups backups(Neo4jClient client, ElementStore store, Sealing sealing, Writing writing, MigratedGraph graph) {
		return new Backups(client, store, sealing, writing, Clock.systemUTC());
	}

}
