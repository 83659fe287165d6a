package org.rapport.transfer;

import java.time.Clock;

import org.rapport.graph.ElementStore;
import org.rapport.graph.MigratedGraph;
import org.rapport.graph.Sealing;
import org.rapport.graph.ShownGraph;
import org.rapport.graph.Writing;
import org.rapport.kernel.DataFolder;
import org.rapport.recording.HistoryGraph;
import org.rapport.transfer.SampleProperties.Into;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * Creates the beans for imports, copies and backups, and loads the sample record if
 * configured.
 */
@Configuration(proxyBeanMethods = false)
class TransferConfiguration {

	// Depends on the migrated graph, because a load relies on its constraints.
	@Bean
	Imports imports(Neo4jClient client, ElementStore store, HistoryGraph history, Writing writing, Sealing sealing,
			MigratedGraph graph) {
		return new Imports(client, store, history, writing, sealing, Clock.systemUTC());
	}

	@Bean
	Sample sample(Imports imports, SampleProperties properties, ObjectProvider<DataFolder> embedded) {
		// Only an embedded graph has a data folder.
		boolean wanted = properties.sample() == Into.ALWAYS
				|| (properties.sample() == Into.EMBEDDED && embedded.getIfAvailable() != null);
		return new Sample(imports, new ClassPathResource("sample/allmep.jsonl"), wanted);
	}

	@Bean
	ResearchCopies researchCopies(ShownGraph shown, ElementStore store, Writing writing, MigratedGraph graph) {
		return new ResearchCopies(shown, store, writing, Clock.systemUTC());
	}

	@Bean
	Backups backups(Neo4jClient client, ElementStore store, Sealing sealing, Writing writing, MigratedGraph graph) {
		return new Backups(client, store, sealing, writing, Clock.systemUTC());
	}

	@Bean
	Errand errand(ErrandProperties properties, ResearchCopies copies, Backups backups) {
		return new Errand(properties, copies, backups);
	}

}
