package org.rapport.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import org.rapport.kernel.Tie;
import org.rapport.recording.Form;
import org.rapport.recording.FormSchema;
import org.rapport.transfer.mapping.KeptRow;
import org.rapport.transfer.mapping.MadeLine;

/**
 * Takes out what rows say about erased elements. Nothing brings an erased element back,
 * and no message repeats what a row says about it.
 */
final class ErasedRows {

	private static final FormSchema SCHEMA = FormSchema.read();

	private final DatasetIds dataset;

	private final Set<String> erased;

	private final Set<String> keys = new HashSet<>();

	private final List<MadeLine> lines;

	private final List<MadeLine> refused = new ArrayList<>();

	private final List<KeptRow> kept;

	private ErasedRows(List<MadeLine> lines, List<KeptRow> kept, DatasetIds dataset, Set<String> erased) {
		this.lines = new ArrayList<>(lines);
		this.kept = new ArrayList<>(kept);
		this.dataset = dataset;
		this.erased = erased;
	}

	/**
	 * Divides the lines that rows make.
	 * @param kept the rows as they are in their files
	 * @param dataset the ids of the data set
	 * @param erased tells which of these ids were erased
	 */
	static ErasedRows in(List<MadeLine> lines, List<KeptRow> kept, DatasetIds dataset,
			Function<Collection<String>, Set<String>> erased) {
		Set<String> ids = new HashSet<>();
		kept.forEach((row) -> ids.add(LoadedRow.id(row, dataset)));
		lines.forEach((line) -> {
			ids.add(id(line, dataset));
			if (!line.matches().isEmpty()) {
				ids.add(Matching.decisionId(line, dataset));
			}
			line.json().path("citations").forEach((citation) -> ids.add(id(line, citation, dataset)));
		});
		ErasedRows rows = new ErasedRows(lines, kept, dataset, erased.apply(ids));
		if (!rows.erased.isEmpty()) {
			rows.divide();
		}
		return rows;
	}

	/** The lines that are about nothing erased. */
	List<MadeLine> lines() {
		return this.lines;
	}

	/** The lines about erased elements, and those that refer to them. */
	List<MadeLine> refused() {
		return this.refused;
	}

	/** The rows that tell of nothing erased. */
	List<KeptRow> kept() {
		return this.kept;
	}

	private void divide() {
		this.kept.removeIf((row) -> this.erased.contains(LoadedRow.id(row, this.dataset)) || isCitedAsErased(row));
		boolean found = true;
		while (found) {
			found = false;
			for (Iterator<MadeLine> all = this.lines.iterator(); all.hasNext();) {
				MadeLine line = all.next();
				if (isAboutErased(line)) {
					this.refused.add(line);
					this.keys.add(line.key());
					all.remove();
					found = true;
				}
			}
		}
	}

	private boolean isAboutErased(MadeLine line) {
		if (this.erased.contains(id(line, this.dataset))
				|| this.erased.contains(Matching.decisionId(line, this.dataset))
				|| Tie.of(line.kind())
					.stream()
					.flatMap((tie) -> Form.mentions(line.json(), tie.field()).stream())
					.anyMatch((mention) -> this.keys.contains(mention.key()))) {
			return true;
		}
		if (!(line.json().get("citations") instanceof ArrayNode citations)) {
			return false;
		}
		for (int i = citations.size() - 1; i >= 0; i--) {
			JsonNode citation = citations.get(i);
			if (this.erased.contains(id(line, citation, this.dataset))
					|| this.keys.contains(Form.text(citation, "document"))) {
				citations.remove(i);
			}
		}
		return citations.isEmpty() && SCHEMA.needsCitation(line.kind());
	}

	private boolean isCitedAsErased(KeptRow row) {
		return row.tells()
			.keySet()
			.stream()
			.anyMatch((key) -> row.citedPlaces()
				.stream()
				.anyMatch((place) -> this.erased
					.contains(this.dataset.citation(key, place.document(), place.locator()))));
	}

	private static String id(MadeLine line, DatasetIds dataset) {
		return dataset.of(line.kind(), line.key());
	}

	private static String id(MadeLine line, JsonNode citation, DatasetIds dataset) {
		return dataset.citation(line.key(), Objects.toString(Form.text(citation, "document")),
				Objects.toString(Form.text(citation, "locator")));
	}

}
