package org.rapport.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.rapport.transfer.Imports;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Replaces the content of the shared graph with a small record that a test describes. */
public final class DrawnRecord {

	/**
	 * The data set and a document with the key {@code source}. Every record needs them.
	 */
	private static final String BEGIN = """
			{'type':'Dataset','format':'rapport-interchange/2','dataset':'drawn','title':'Drawn'}
			{'type':'Document','key':'source','slug':'source','title':'Source','kind':'REPORT'}
			""";

	private DrawnRecord() {
	}

	/**
	 * Loads the lines of an interchange file.
	 * @param lines the lines, with apostrophes as quotation marks, and {@code CITED} for
	 * a citation of the document {@code source}
	 */
	public static void alone(Neo4jClient client, Imports imports, String lines) {
		EmptyGraph.make(client);
		load(imports, lines);
	}

	/** Loads lines of the same data set into the graph as it is. */
	public static void load(Imports imports, String lines) {
		String file = (BEGIN + lines).replace("CITED", "'citations':[{'document':'source','locator':'l'}]")
			.replace('\'', '"');
		try {
			imports.load(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
