package org.rapport.transfer.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Quote;
import org.rapport.kernel.Tie;
import org.rapport.recording.Form;
import org.rapport.transfer.mapping.Mapping.RowChoice;
import org.rapport.transfer.staging.Encoding;
import org.rapport.transfer.staging.Shelf;
import org.rapport.transfer.staging.Staged;
import org.rapport.transfer.staging.Staging;

/**
 * What all rows make, each element once. Rows that make the same element must agree about
 * it, or the mapping says which row counts.
 */
final class MadeLines {

	private static final String CITATIONS = "citations";

	private static final String DOCUMENT = "document";

	/**
	 * A line with so many citations waits in memory for more: to keep it again with each
	 * of them would fill the disk.
	 */
	private static final int MANY_CITATIONS = 30;

	private final Map<String, MadeLine> lines = new LinkedHashMap<>();

	/** In which parts of the data set each element is cited, if there are parts. */
	private final Map<String, Set<String>> parts = new HashMap<>();

	private final Shelf<ObjectNode> shelf;

	/** The keys of the lines that wait in memory. */
	private final Set<String> waiting = new HashSet<>();

	MadeLines(Staging staging) {
		this.shelf = staging.shelf(Encoding.JSON);
	}

	/** Adds an element that no row makes. */
	void add(MadeLine line) {
		this.lines.put(line.key(), line.on(this.shelf));
	}

	/** Why a row cannot make this element; null if it can. */
	@Nullable String conflict(MadeLine line, RowChoice rows) {
		MadeLine before = this.lines.get(line.key());
		if (before == null) {
			return null;
		}
		if (before.kind() != line.kind()) {
			return "gives the type %s to the key \"%s\", which has the type %s in %s".formatted(line.kind().label(),
					line.key(), before.kind().label(), before.place());
		}
		if (rows == RowChoice.FIRST || rows == RowChoice.LAST) {
			return null;
		}
		Set<String> fields = new HashSet<>(line.json().propertyNames());
		fields.addAll(before.json().propertyNames());
		fields.remove(CITATIONS);
		for (String field : fields) {
			JsonNode one = before.json().get(field);
			JsonNode other = line.json().get(field);
			boolean incomplete = rows == RowChoice.COMPLETE && (one == null || other == null);
			if (!incomplete && !Objects.equals(one, other)) {
				return ("gives the %s of the %s as %s, but %s gives it as %s (key \"%s\"). If both are the same %s, "
						+ "say in the mapping which row counts, for example rows: first; else use more columns in the key")
					.formatted(field, line.kind().label(), shown(other), before.place(), shown(one), line.key(),
							line.kind().label());
			}
		}
		return null;
	}

	/**
	 * What a row says otherwise about an element than the row before, where the mapping
	 * says which counts. Spellings that search takes for one are the same.
	 */
	List<String> differences(MadeLine line, RowChoice rows) {
		MadeLine before = this.lines.get(line.key());
		if (before == null || (rows != RowChoice.FIRST && rows != RowChoice.LAST)) {
			return List.of();
		}
		Set<String> fields = new TreeSet<>(line.json().propertyNames());
		fields.addAll(before.json().propertyNames());
		fields.remove(CITATIONS);
		List<String> differences = new ArrayList<>();
		for (String field : fields) {
			JsonNode one = before.json().get(field);
			JsonNode other = line.json().get(field);
			JsonNode lost = (rows == RowChoice.FIRST) ? other : one;
			if (lost != null && !isAlike(one, other)) {
				boolean isFirst = rows == RowChoice.FIRST;
				differences.add("gives the %s of the %s as %s, and %s gives it as %s (key \"%s\"). The %s row counts"
					.formatted(field, line.kind().label(), shown(other),
							isFirst ? before.place().toString() : "an earlier row", shown(one), line.key(),
							isFirst ? "first" : "last"));
			}
		}
		return differences;
	}

	private static boolean isAlike(@Nullable JsonNode one, @Nullable JsonNode other) {
		return Objects.equals(one, other) || (one != null && other != null && one.isString() && other.isString()
				&& Template.alike(one.stringValue()).equals(Template.alike(other.stringValue())));
	}

	private static String shown(@Nullable JsonNode value) {
		return (value != null) ? "\"" + Quote.of(value.isString() ? value.stringValue() : value.toString()) + "\""
				: "nothing";
	}

	/**
	 * Adds what a row makes. The rows that tell a fact are all cited for it. A record is
	 * cited where each part of the data set names it first. So it stays when one part
	 * does not name it any more.
	 * @param part the part of the data set that the row belongs to; empty if there are
	 * none
	 */
	void add(MadeLine line, RowChoice rows, String part) {
		boolean isFirstOfPart = !part.isEmpty()
				&& this.parts.computeIfAbsent(line.key(), (none) -> new HashSet<>(1)).add(part);
		MadeLine before = this.lines.get(line.key());
		if (before == null) {
			add(line);
			return;
		}
		boolean isCited = isFirstOfPart || (!line.kind().isRecord() && rows != RowChoice.FIRST);
		if (!isCited && (rows == RowChoice.FIRST || rows == RowChoice.AGREE)) {
			return;
		}
		ObjectNode merged = before.json().deepCopy();
		if (rows == RowChoice.LAST) {
			JsonNode citations = merged.get(CITATIONS);
			merged.removeAll();
			merged.setAll(line.json());
			if (citations != null) {
				merged.set(CITATIONS, citations);
			}
		}
		else if (rows == RowChoice.COMPLETE) {
			line.json().properties().forEach((field) -> {
				if (!merged.has(field.getKey())) {
					merged.set(field.getKey(), field.getValue());
				}
			});
		}
		if (isCited) {
			cite(merged, line.json().path(CITATIONS));
		}
		if (!merged.equals(before.json())) {
			keep(before, merged);
		}
	}

	private void keep(MadeLine before, ObjectNode merged) {
		boolean isWaiting = merged.path(CITATIONS).size() >= MANY_CITATIONS;
		if (isWaiting) {
			this.waiting.add(before.key());
		}
		this.lines.put(before.key(), before.with(isWaiting ? Staged.held(merged) : this.shelf.put(merged)));
	}

	private static void cite(ObjectNode line, JsonNode more) {
		ArrayNode citations = line.withArray(CITATIONS);
		for (JsonNode citation : more) {
			boolean known = citations.valueStream()
				.anyMatch((one) -> one.get(DOCUMENT).equals(citation.get(DOCUMENT))
						&& one.get("locator").equals(citation.get("locator")));
			if (!known) {
				citations.add(citation);
			}
		}
	}

	/**
	 * Removes elements that refer to an element that no row makes, and then those that
	 * refer to them.
	 * @param refused takes each, with the reason
	 */
	void removeUnresolved(BiConsumer<MadeLine, String> refused) {
		boolean removed = true;
		while (removed) {
			removed = false;
			for (Iterator<MadeLine> all = this.lines.values().iterator(); all.hasNext();) {
				MadeLine line = all.next();
				String unresolved = unresolved(line);
				if (unresolved != null) {
					refused.accept(line, unresolved);
					all.remove();
					removed = true;
				}
			}
		}
	}

	private @Nullable String unresolved(MadeLine line) {
		for (Tie tie : Tie.of(line.kind())) {
			for (Form.Mention mention : Form.mentions(line.json(), tie.field())) {
				if (!this.lines.containsKey(mention.key())) {
					return "refers to \"%s\" as its %s, but no row makes that".formatted(mention.key(), tie.field());
				}
			}
		}
		for (JsonNode citation : line.json().path(CITATIONS)) {
			String document = Objects.requireNonNull(Form.text(citation, DOCUMENT));
			if (!this.lines.containsKey(document)) {
				return "cites the document \"%s\", but no row makes that".formatted(document);
			}
		}
		return null;
	}

	/** All elements, in the order in which rows made them. */
	List<MadeLine> all() {
		this.waiting.forEach((key) -> this.lines.computeIfPresent(key, (none, line) -> line.on(this.shelf)));
		this.waiting.clear();
		return new ArrayList<>(this.lines.values());
	}

	int count() {
		return this.lines.size();
	}

}
