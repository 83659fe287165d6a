package org.rapport.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.rapport.transfer.Imports;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Replaces the content of the shared graph with the sample record. */
public final class SampleRecord {

	private SampleRecord() {
	}

	public static void alone(Neo4jClient client, Imports imports) {
		EmptyGraph.make(client);
		load(imports);
	}

	/** Loads the sample record into the shared graph, whatever that holds. */
	public static void load(Imports imports) {
		try (InputStream sample = new ClassPathResource("sample/allmep.jsonl").getInputStream()) {
			imports.load(sample);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
