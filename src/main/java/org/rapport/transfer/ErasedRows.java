package org.rapport.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import org.rapport.kernel.Tie;
import org.rapport.recording.Form;
import org.rapport.recording.FormSchema;
import org.rapport.transfer.mapping.KeptRow;
import org.rapport.transfer.mapping.MadeLine;
import org.rapport.transfer.staging.Staged;

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

	private List<KeptRow> kept;

	private ErasedRows(List<MadeLine> lines, List<KeptRow> kept, DatasetIds dataset, Set<String> erased) {
		this.lines = new ArrayList<>(lines);
		this.kept = kept;
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
		Questions questions = new Questions(erased);
		kept.forEach((row) -> questions.ask(LoadedRow.id(row, dataset)));
		lines.forEach((line) -> {
			questions.ask(id(line, dataset));
			if (!line.matches().isEmpty()) {
				questions.ask(Matching.decisionId(line, dataset));
			}
			line.json().path("citations").forEach((citation) -> questions.ask(id(line, citation, dataset)));
		});
		ErasedRows rows = new ErasedRows(lines, kept, dataset, questions.found());
		if (!rows.erased.isEmpty()) {
			rows.divide();
		}
		return rows;
	}

	/** Nothing of these lines and rows was erased. */
	static ErasedRows none(List<MadeLine> lines, List<KeptRow> kept, DatasetIds dataset) {
		return new ErasedRows(lines, kept, dataset, Set.of());
	}

	/** Asks about very many ids, and remembers only those that were erased. */
	private static final class Questions {

		private static final int MOST = 10_000;

		private final Function<Collection<String>, Set<String>> erased;

		private final Set<String> asked = new HashSet<>();

		private final Set<String> found = new HashSet<>();

		Questions(Function<Collection<String>, Set<String>> erased) {
			this.erased = erased;
		}

		void ask(String id) {
			this.asked.add(id);
			if (this.asked.size() == MOST) {
				found();
			}
		}

		Set<String> found() {
			if (!this.asked.isEmpty()) {
				this.found.addAll(this.erased.apply(this.asked));
				this.asked.clear();
			}
			return this.found;
		}

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
		this.kept = Picked.of(this.kept,
				(row) -> !this.erased.contains(LoadedRow.id(row, this.dataset)) && !isCitedAsErased(row));
		boolean found = true;
		while (found) {
			found = false;
			for (ListIterator<MadeLine> all = this.lines.listIterator(); all.hasNext();) {
				MadeLine line = all.next();
				MadeLine left = left(line);
				if (left == null) {
					this.refused.add(line);
					this.keys.add(line.key());
					all.remove();
					found = true;
				}
				else if (left != line) {
					all.set(left);
				}
			}
		}
	}

	/** The line without erased citations; null if it is about something erased. */
	private @Nullable MadeLine left(MadeLine line) {
		if (this.erased.contains(id(line, this.dataset))
				|| this.erased.contains(Matching.decisionId(line, this.dataset))
				|| Tie.of(line.kind())
					.stream()
					.flatMap((tie) -> Form.mentions(line.json(), tie.field()).stream())
					.anyMatch((mention) -> this.keys.contains(mention.key()))) {
			return null;
		}
		if (!(line.json().get("citations") instanceof ArrayNode before)) {
			return line;
		}
		ArrayNode citations = before.deepCopy();
		for (int i = citations.size() - 1; i >= 0; i--) {
			JsonNode citation = citations.get(i);
			if (this.erased.contains(id(line, citation, this.dataset))
					|| this.keys.contains(Form.text(citation, "document"))) {
				citations.remove(i);
			}
		}
		if (citations.isEmpty() && SCHEMA.needsCitation(line.kind())) {
			return null;
		}
		return (citations.size() == before.size()) ? line
				: line.with(Staged.held(line.json().deepCopy().set("citations", citations).asObject()));
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
