package org.rapport.transfer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Digest;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.recording.Form;
import org.rapport.transfer.mapping.KeptRow.CitedPlace;
import org.rapport.transfer.mapping.KeptRow;
import org.rapport.transfer.mapping.MadeLine;
import org.rapport.transfer.staging.Smile;
import org.rapport.transfer.staging.Staging;

/**
 * A row of a table, to be stored beside the elements that it tells of.
 *
 * @param id its id
 * @param file the name of its file
 * @param sheet the sheet that the mapping names, or null
 * @param line its place in the file, from 1
 * @param columns the columns that are kept and have a text, in the order of the file
 * @param texts the texts of these columns
 * @param hiding from whom the mapping hides it, whatever it tells of
 * @param elements the ids of the elements that it makes, or that were recognised in it
 * @param citations the ids of the citations that are read from it
 */
record LoadedRow(String id, String file, @Nullable String sheet, int line, List<String> columns, List<String> texts,
		Hiding hiding, Set<String> elements, Set<String> citations) {

	private static final String PREFIX = "row";

	/** The id of a row of a data set. */
	static String id(KeptRow row, DatasetIds derived) {
		return derived.of(PREFIX, row.key());
	}

	/**
	 * The rows that are stored. Rows are left out if anything that they make is left out,
	 * because nothing would tell then who may see them; and if no citation is read from
	 * them.
	 * @param staging keeps them
	 */
	static List<LoadedRow> of(List<KeptRow> rows, DatasetIds derived, Matching.Matched matched, Staging staging) {
		if (rows.isEmpty()) {
			return List.of();
		}
		Map<String, Kind> made = new HashMap<>();
		IdIndex citing = new IdIndex();
		BitSet read = new BitSet();
		for (MadeLine line : matched.lines()) {
			made.put(line.key(), line.kind());
			line.json()
				.path("citations")
				.forEach((citation) -> citing
					.add(derived.citation(line.key(), String.valueOf(Form.text(citation, "document")),
							String.valueOf(Form.text(citation, "locator")))));
		}
		List<LoadedRow> loaded = staging.list(new Smile<>(LoadedRow.class, LoadedRow::characters));
		for (KeptRow row : rows) {
			Set<String> keys = new TreeSet<>(row.tells().keySet());
			row.tells().keySet().forEach((key) -> {
				if (matched.matched().containsKey(key)) {
					keys.add(Matching.decisionKey(key));
				}
			});
			Set<String> elements = new TreeSet<>();
			Set<String> citations = new TreeSet<>();
			boolean isWhole = true;
			for (String key : keys) {
				String id = element(key, derived, made, matched);
				if (id != null) {
					elements.add(id);
				}
				isWhole &= id != null;
				for (CitedPlace place : row.citedPlaces()) {
					// Rows that cite the same place for the same element share a
					// citation, which is read from the first.
					String citation = derived.citation(key, place.document(), place.locator());
					int at = citing.place(citation);
					if (at >= 0 && !read.get(at)) {
						read.set(at);
						citations.add(citation);
					}
				}
			}
			if (isWhole && !citations.isEmpty()) {
				loaded.add(new LoadedRow(id(row, derived), row.place().file(), row.sheet(), row.place().row(),
						row.columns(), row.texts(), row.hiding(), elements, citations));
			}
		}
		return loaded;
	}

	private static @Nullable String element(String key, DatasetIds derived, Map<String, Kind> made,
			Matching.Matched matched) {
		String recognised = matched.matched().get(key);
		if (recognised != null) {
			return recognised;
		}
		Kind kind = made.get(key);
		return (kind != null) ? derived.of(kind, key) : matched.known().get(key);
	}

	/**
	 * The same row after records were merged.
	 * @param merged the ids of merged records, each with the one that it became
	 */
	LoadedRow after(Map<String, String> merged) {
		if (merged.isEmpty() || this.elements.stream().noneMatch(merged::containsKey)) {
			return this;
		}
		Set<String> survivors = new TreeSet<>();
		this.elements.forEach((id) -> survivors.add(merged.getOrDefault(id, id)));
		return new LoadedRow(this.id, this.file, this.sheet, this.line, this.columns, this.texts, this.hiding,
				survivors, this.citations);
	}

	/** The same row, hidden at least as its data set is. */
	LoadedRow hidden(Hiding dataset) {
		return dataset.isOpenTo(this.hiding) ? this : new LoadedRow(this.id, this.file, this.sheet, this.line,
				this.columns, this.texts, this.hiding.and(dataset), this.elements, this.citations);
	}

	/** A digest of everything that is stored of the row. */
	String digest() {
		List<String> all = new ArrayList<>(List.of(this.file, String.valueOf(this.sheet), String.valueOf(this.line),
				String.valueOf(this.hiding.level()), new TreeSet<>(this.hiding.circles()).toString(),
				this.elements.toString(), this.citations.toString()));
		all.addAll(this.columns);
		all.addAll(this.texts);
		return Digest.hex(all);
	}

	private long characters() {
		return this.texts.stream().mapToLong(String::length).sum();
	}

	/** The ids of everything that must be written before the row. */
	Collection<String> needed() {
		Set<String> needed = new HashSet<>(this.elements);
		needed.addAll(this.citations);
		return needed;
	}

}
