package org.rapport.transfer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.transfer.staging.Staging;

/**
 * The content of an interchange file, with the errors of its single lines.
 *
 * @param dataset the data set of the first line, or null if that line is missing or wrong
 * @param matched the ids of records of other data sets, by the keys that stand for them.
 * They have no lines
 * @param lines the records and facts, in the order of the file
 * @param complete whether every line could be read; only then is a key without a line an
 * error
 * @param problems the errors of single lines
 * @param cleaned the texts that were cleaned
 * @param scope what it says about elements that it does not state
 * @param rows the rows of tables that made the lines; none for an interchange file
 * @param admitted the keys of records that are made although they look like some that
 * were erased
 * @param ids derives the ids of what the lines state
 * @param staging keeps what the load needs until it is written
 */
record Interchange(@Nullable Dataset dataset, Map<String, String> matched, List<Line> lines, boolean complete,
		Problems problems, Problems cleaned, ReleaseScope scope, List<LoadedRow> rows, Set<String> admitted,
		DatasetIds ids, Staging staging) {

	/**
	 * The same file after records were merged: the keys of merged records stand for those
	 * that they became.
	 * @param merged the ids of merged records, each with the one that it became
	 */
	Interchange after(Map<String, String> merged) {
		if (merged.isEmpty() || this.dataset == null) {
			return this;
		}
		Set<String> keys = new HashSet<>();
		this.lines.forEach((line) -> keys.addAll(recordKeys(line)));
		Map<String, String> all = new HashMap<>(this.matched);
		for (String key : keys) {
			for (Kind kind : Kind.RECORDS) {
				String survivor = merged.get(this.ids.of(kind, key));
				if (survivor != null) {
					all.put(key, survivor);
				}
			}
		}
		return new Interchange(this.dataset, all, this.lines, this.complete, this.problems, this.cleaned, this.scope,
				this.rows, this.admitted, this.ids, this.staging);
	}

	/** The same file as one of a data set with these ids. */
	Interchange of(Dataset other, DatasetIds others) {
		return new Interchange(other, this.matched, this.lines, this.complete, this.problems, this.cleaned, this.scope,
				this.rows, this.admitted, others, this.staging);
	}

	/** How hidden everything that the lines state is at least. */
	Hiding leastHiding() {
		return this.lines.stream().map(Line::hiding).reduce(Hiding::least).orElse(Hiding.NONE);
	}

	/** The keys that can be those of records. */
	private static Set<String> recordKeys(Line line) {
		Set<String> keys = new HashSet<>();
		if (line.key() != null && line.kind().isRecord()) {
			keys.add(line.key());
		}
		Tie.of(line.kind()).forEach((tie) -> line.mentions(tie.field()).forEach((mention) -> keys.add(mention.key())));
		return keys;
	}

}
