package org.rapport.transfer;

import java.time.Clock;

import org.rapport.graph.TrainingRun;
import org.rapport.recording.ChangeWriter;
import org.rapport.recording.Rule;
import org.rapport.server.MigratedGraph;
import org.rapport.start.DataFolder;
import org.rapport.store.ElementStore;
import org.rapport.store.Writing;
import org.rapport.transfer.SampleProperties.Into;
import org.rapport.transfer.staging.Staging;
import org.rapport.transfer.staging.StagingFolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Creates the beans for imports, and loads the sample record if configured. */
@Configuration(proxyBeanMethods = false)
class TransferConfiguration {

	// Depends on the migrated graph, because a load relies on its constraints.
	@Bean
	Imports imports(Neo4jClient client, ElementStore store, ChangeWriter changes, Writing writing,
			ObjectProvider<Rule> rules, LoadProperties properties, MigratedGraph graph, StagingFolder staging) {
		return new Imports(client, store, changes, writing, rules, Clock.systemUTC(), properties.batchSize(), staging);
	}

	@Bean
	StagingFolder stagingFolder(ObjectProvider<DataFolder> embedded) {
		DataFolder folder = embedded.getIfAvailable();
		if (folder == null) {
			return StagingFolder.temporary();
		}
		StagingFolder staging = new StagingFolder(folder.closedFolder("staging"), Staging.HELD);
		staging.removeLeftovers();
		return staging;
	}

	@Bean
	FileImport fileImport(Imports imports) {
		return new FileImport(imports);
	}

	@Bean
	@Conditional(TrainingRun.None.class)
	Sample sample(Imports imports, SampleProperties properties, ObjectProvider<DataFolder> embedded) {
		// Only an embedded graph has a data folder.
		boolean wanted = properties.sample() == Into.ALWAYS
				|| (properties.sample() == Into.EMBEDDED && embedded.getIfAvailable() != null);
		return new Sample(imports, new ClassPathResource("sample/allmep.jsonl"), wanted);
	}

}
