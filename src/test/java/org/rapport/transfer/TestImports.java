package org.rapport.transfer;

import java.nio.file.Path;
import java.time.Clock;

import org.rapport.recording.ChangeWriter;
import org.rapport.recording.Rule;
import org.rapport.store.ElementStore;
import org.rapport.store.Writing;
import org.rapport.transfer.staging.StagingFolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Makes imports of an application with another clock, size of batches, or rules. */
final class TestImports {

	/** So few values stay in memory that tests use the file, too. */
	private static final int HELD = 3;

	private TestImports() {
	}

	/** Imports in batches of this size. */
	static Imports of(ApplicationContext application, Clock clock, int most) {
		return of(application, rules(application), clock, most);
	}

	/** Imports in batches of this size that keep other rules. */
	static Imports of(ApplicationContext application, ObjectProvider<Rule> rules, Clock clock, int most) {
		return new Imports(application.getBean(Neo4jClient.class), application.getBean(ElementStore.class),
				application.getBean(ChangeWriter.class), application.getBean(Writing.class), rules, clock, most,
				new StagingFolder(Path.of(System.getProperty("java.io.tmpdir")), HELD));
	}

	static ObjectProvider<Rule> rules(ApplicationContext application) {
		return application.getBeanProvider(Rule.class);
	}

}
