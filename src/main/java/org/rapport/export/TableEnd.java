package org.rapport.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the end of a table says. A file without it broke off.
 *
 * @param facts the facts by their names, in their order
 */
record TableEnd(Map<String, String> facts) {

	/** The first cell of the last line of a file of lines. */
	static final String MARK = "# end";

	TableEnd {
		facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
	}

	/** The mark, and then each fact as {@code name=value}. */
	List<String> cells() {
		return Stream
			.concat(Stream.of(MARK),
					this.facts.entrySet().stream().map((fact) -> fact.getKey() + "=" + fact.getValue()))
			.toList();
	}

}
