package org.rapport.transfer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.rapport.kernel.Kind;
import org.rapport.recording.Form;
import org.rapport.recording.Form.Mention;
import org.rapport.store.ErasedMarks;

/**
 * Finds the clues by which records of a file may be known as ones that were erased: their
 * identifiers, and the names of actors.
 */
final class ErasedClues {

	private static final String UNNAMED = "UNNAMED_GROUP";

	private ErasedClues() {
	}

	/**
	 * The clues of records, by key. Records without any are left out.
	 * @param lines all lines of the file
	 */
	static Map<String, Set<String>> of(Collection<Line> lines) {
		Map<String, Line> records = new HashMap<>();
		for (Line line : lines) {
			if (line.key() != null && line.kind().isRecord()) {
				records.put(line.key(), line);
			}
		}
		Map<String, Set<String>> clues = new HashMap<>();
		for (Line line : lines) {
			if (line.kind() == Kind.IDENTIFICATION) {
				for (Mention record : line.mentions("record")) {
					String scheme = line.text("scheme");
					String identifier = line.text("identifier");
					if (records.containsKey(record.key()) && scheme != null && identifier != null) {
						add(clues, record.key(), Set.of(ErasedMarks.identifier(scheme, identifier)));
					}
				}
			}
			else if (line.kind() == Kind.NAME) {
				line.mentions("actor").forEach((actor) -> named(clues, records, actor.key(), line));
			}
			else if (line.kind().isActor() && line.key() != null) {
				named(clues, records, line.key(), line);
			}
		}
		return clues;
	}

	private static void named(Map<String, Set<String>> clues, Map<String, Line> records, String key, Line named) {
		Line actor = records.get(key);
		String name = Form.text(named.json(), "name");
		if (actor != null && name != null && !UNNAMED.equals(actor.text("kind"))) {
			add(clues, key, ErasedMarks.name(actor.kind(), name, actor.text("countryCode")));
		}
	}

	private static void add(Map<String, Set<String>> clues, String key, Set<String> more) {
		clues.computeIfAbsent(key, (none) -> new HashSet<>()).addAll(more);
	}

}
