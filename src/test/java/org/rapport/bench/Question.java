package org.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One of the questions of the bench: an operation for Rapport and the same question in
 * hand-written Cypher.
 *
 * @param name its name, Q1 to Q10
 * @param title what it asks
 * @param operation the GraphQL operation
 * @param cypher the Cypher statement. It returns one map
 * @param arguments what both are asked about
 */
record Question(String name, String title, String operation, String cypher, List<Asked> arguments) {

	/** The folder of the GraphQL operations, which Rapport gets as trusted documents. */
	static final Path OPERATIONS = Path.of("src/bench/operations");

	private static final Path CYPHER = Path.of("src/bench/raw");

	/**
	 * One set of arguments.
	 *
	 * @param variables the variables of the operation
	 * @param parameters the parameters of the Cypher statement
	 */
	record Asked(Map<String, Object> variables, Map<String, Object> parameters) {
	}

	/** Reads a question. */
	static Question read(String name, String title, List<Asked> arguments) throws IOException {
		return new Question(name, title, Files.readString(OPERATIONS.resolve(name + ".graphql")),
				Files.readString(CYPHER.resolve(name + ".cypher")), arguments);
	}

	/** The bodies of its requests to Rapport, one for each set of arguments. */
	List<String> trusted() {
		return this.arguments.stream().map((asked) -> LoadDriver.trusted(this.operation, asked.variables())).toList();
	}

	/** The bodies of its requests to the hand-written side. */
	List<String> raw() {
		return this.arguments.stream().map((asked) -> LoadDriver.text(this.cypher, asked.parameters())).toList();
	}

}
