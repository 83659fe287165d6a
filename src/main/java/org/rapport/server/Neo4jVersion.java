package org.rapport.server;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The major and minor version of a Neo4j server. */
record Neo4jVersion(int major, int minor) implements Comparable<Neo4jVersion> {

	/**
	 * The first version that supports CALL (x) {…} and quantified paths, which the
	 * statements use.
	 */
	static final Neo4jVersion MINIMUM = new Neo4jVersion(5, 26);

	private static final Pattern AGENT = Pattern.compile("Neo4j/(\\d{1,4})\\.(\\d{1,4})(?:[^\\d].*)?");

	/**
	 * Parses the version from the agent name of a server; null if the server is not
	 * Neo4j.
	 */
	static @Nullable Neo4jVersion ofAgent(String agent) {
		Matcher matcher = AGENT.matcher(agent);
		return matcher.matches()
				? new Neo4jVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))) : null;
	}

	@Override
	public int compareTo(Neo4jVersion other) {
		return Comparator.comparingInt(Neo4jVersion::major).thenComparingInt(Neo4jVersion::minor).compare(this, other);
	}

	@Override
	public String toString() {
		return this.major + "." + this.minor;
	}

}
