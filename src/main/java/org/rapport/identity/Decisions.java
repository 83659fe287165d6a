package org.rapport.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.identity.IdentityGraph.Pair;
import org.rapport.identity.IdentityGraph.StoredDecision;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NearName;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.UserError;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.Outcome;
import org.springframework.stereotype.Component;

/**
 * The decisions of curators which records are the same and which are not, as a file in
 * JSON Lines. Loading it makes the decisions that the graph does not have yet.
 */
@Component
public class Decisions {

	/** The most decisions in a file. */
	static final int MOST = 10_000;

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final JsonMapper JSON = new JsonMapper();

	private static final String DECISION = "decision";

	private static final String ONE = "one";

	private static final String OTHER = "other";

	private static final String REASON = "reason";

	private static final String SAME = "SAME";

	private static final String DIFFERENT = "DIFFERENT";

	private static final List<String> FIELDS = List.of(DECISION, ONE, "oneName", OTHER, "otherName", REASON, "by",
			"at");

	private static final String DECIDED_BY = "decided by ";

	private static final int LONGEST_REASON = 2000;

	private final Identities identities;

	private final IdentityGraph graph;

	private final NodeLookup lookup;

	Decisions(Identities identities, IdentityGraph graph, NodeLookup lookup) {
		this.identities = identities;
		this.graph = graph;
		this.lookup = lookup;
	}

	/**
	 * The decisions about records that a lens shows, one a line. Reasons and names of
	 * curators are only for those who may record, as in the history.
	 * @param lens the lens of the viewer
	 * @throws RapportException with the code SEARCH_TOO_BROAD if there are more than
	 * 10,000
	 */
	public String file(Viewer viewer, Lens lens) {
		viewer.require(Permission.CURATE);
		List<StoredDecision> decisions = this.graph.decisions(lens, MOST + 1);
		if (decisions.size() > MOST) {
			throw new RapportException(ErrorCode.SEARCH_TOO_BROAD,
					"There are more than %,d decisions, too many for one file".formatted(MOST));
		}
		StringBuilder file = new StringBuilder();
		boolean all = viewer.permissions().contains(Permission.RECORD);
		for (StoredDecision decision : decisions) {
			ObjectNode line = JSON.createObjectNode();
			line.put(DECISION, decision.same() ? SAME : DIFFERENT);
			line.put(ONE, decision.one());
			put(line, "oneName", decision.oneName());
			line.put(OTHER, decision.other());
			put(line, "otherName", decision.otherName());
			if (all) {
				put(line, REASON, decision.reason());
				put(line, "by", decision.by());
				put(line, "at", decision.at());
			}
			file.append(line).append('\n');
		}
		return file.toString();
	}

	private static void put(ObjectNode line, String field, String text) {
		if (!text.isEmpty()) {
			line.put(field, text);
		}
	}

	/**
	 * What became of a file of decisions.
	 *
	 * @param made how many decisions were made, or would be in a dry run
	 * @param known how many the graph had already
	 * @param dryRun whether nothing was written
	 * @param errors why decisions were not made; each has the number of its line
	 */
	public record LoadedDecisions(int made, int known, boolean dryRun, List<UserError> errors) {

		public LoadedDecisions {
			errors = List.copyOf(errors);
		}

	}

	/**
	 * A line of a file.
	 *
	 * @param number its number, from 1
	 * @param same whether the two are the same
	 * @param one the id of the record that stays if the two are merged
	 * @param other the id of the other record
	 * @param reason why, and who decided it when
	 */
	private record DecisionLine(int number, boolean same, String one, String other, String reason) {
	}

	/**
	 * Makes the decisions of a file that the graph does not have yet. If a line has an
	 * error, nothing is written. Each decision is an act of its own, so a load that was
	 * stopped can be repeated.
	 */
	public LoadedDecisions load(Viewer viewer, String file, boolean dryRun) {
		viewer.requireForAll(Permission.CURATE);
		List<UserError> errors = new ArrayList<>();
		List<DecisionLine> lines = read(file, errors);
		Map<DecisionLine, Boolean> open = new LinkedHashMap<>();
		Map<String, Element> records = records(lines);
		lines.forEach((line) -> open.put(line, isOpen(line, records, errors)));
		if (errors.isEmpty()) {
			checkTogether(lines, records, errors);
		}
		if (!errors.isEmpty()) {
			return new LoadedDecisions(0, 0, dryRun, errors);
		}
		int made = 0;
		int known = 0;
		for (Map.Entry<DecisionLine, Boolean> entry : open.entrySet()) {
			DecisionLine line = entry.getKey();
			// An earlier line may have merged the two already.
			int before = errors.size();
			if (!entry.getValue() || !isOpen(line, records(List.of(line)), errors)) {
				known += (errors.size() == before) ? 1 : 0;
				continue;
			}
			Outcome outcome = decide(viewer, line, dryRun);
			outcome.userErrors().forEach((error) -> refuse(errors, line.number(), error.code(), error.message()));
			if (outcome.userErrors().isEmpty()) {
				made++;
			}
		}
		return new LoadedDecisions(made, known, dryRun, errors);
	}

	/**
	 * Refuses lines that say that two records are different, where other lines together
	 * say that they are the same.
	 */
	private static void checkTogether(List<DecisionLine> lines, Map<String, Element> records, List<UserError> errors) {
		Map<String, String> sameAs = new HashMap<>();
		lines.stream()
			.filter(DecisionLine::same)
			.forEach((line) -> sameAs.put(first(sameAs, id(records, line.one())),
					first(sameAs, id(records, line.other()))));
		lines.stream()
			.filter((line) -> !line.same())
			.filter((line) -> first(sameAs, id(records, line.one())).equals(first(sameAs, id(records, line.other()))))
			.filter((line) -> !id(records, line.one()).equals(id(records, line.other())))
			.forEach((line) -> refuse(errors, line.number(), UserErrorCode.CONFLICT,
					"other lines together say that the two are the same"));
	}

	/** The id under which a record is known, after what it was merged into. */
	private static String id(Map<String, Element> records, String id) {
		Element record = records.get(id);
		return (record != null) ? record.id() : id;
	}

	/** The record that stands for all that are the same as this one. */
	private static String first(Map<String, String> sameAs, String id) {
		String first = id;
		while (!first.equals(sameAs.getOrDefault(first, first))) {
			first = sameAs.getOrDefault(first, first);
		}
		return first;
	}

	private Map<String, Element> records(Collection<DecisionLine> lines) {
		return this.lookup.byId(Lens.of(Viewer.CURATOR.clearance()),
				lines.stream().flatMap((line) -> List.of(line.one(), line.other()).stream()).distinct().toList());
	}

	private Outcome decide(Viewer viewer, DecisionLine line, boolean dryRun) {
		Map<String, @Nullable Object> input = new HashMap<>();
		input.put("dryRun", dryRun);
		if (!line.reason().isEmpty()) {
			input.put(REASON, line.reason());
		}
		Map<String, String> one = Map.of("id", line.one());
		Map<String, String> other = Map.of("id", line.other());
		if (!line.same()) {
			input.put(ONE, one);
			input.put(OTHER, other);
			return this.identities.distinguish(viewer, input).outcome();
		}
		input.put("survivor", one);
		input.put("duplicate", other);
		// Whoever decided it has seen the conflicts.
		input.put("acceptConflicts", true);
		return (Ids.kindOf(line.one()) == Kind.MEETING) ? this.identities.mergeMeetings(viewer, input).outcome()
				: this.identities.mergeActors(viewer, input).outcome();
	}

	/** Whether the graph does not have the decision yet. */
	private boolean isOpen(DecisionLine line, Map<String, Element> records, List<UserError> errors) {
		Element one = records.get(line.one());
		Element other = records.get(line.other());
		if (one == null || other == null) {
			refuse(errors, line.number(), UserErrorCode.NOT_FOUND,
					"there is no record with the id %s".formatted((one != null) ? line.other() : line.one()));
			return false;
		}
		boolean merged = one.id().equals(other.id());
		boolean distinct = !merged
				&& !this.graph.distinct(Lens.of(Viewer.CURATOR.clearance()), List.of(Pair.of(one.id(), other.id())))
					.isEmpty();
		if (line.same() ? distinct : merged) {
			refuse(errors, line.number(), UserErrorCode.CONFLICT,
					line.same() ? "the two were declared distinct; take that back first"
							: "the two were merged; undo the merge first");
			return false;
		}
		return line.same() ? !merged : !distinct;
	}

	private static List<DecisionLine> read(String file, List<UserError> errors) {
		List<DecisionLine> lines = new ArrayList<>();
		Map<String, DecisionLine> byPair = new TreeMap<>();
		int number = 0;
		String marked = file.startsWith(BYTE_ORDER_MARK) ? file.substring(BYTE_ORDER_MARK.length()) : file;
		for (String text : marked.split("\\R", -1)) {
			number++;
			if (number > MOST) {
				refuse(errors, number, UserErrorCode.INVALID,
						"a file may have at most %,d lines; divide it".formatted(MOST));
				break;
			}
			DecisionLine line = text.isBlank() ? null : read(number, text, errors);
			if (line != null) {
				DecisionLine before = byPair.putIfAbsent(Pair.of(line.one(), line.other()).key(), line);
				if (before != null && before.same() != line.same()) {
					refuse(errors, number, UserErrorCode.CONFLICT,
							"line %d says the opposite of the same two records".formatted(before.number()));
				}
				lines.add(line);
			}
		}
		return lines;
	}

	private static @Nullable DecisionLine read(int number, String text, List<UserError> errors) {
		JsonNode json;
		try {
			json = JSON.readTree(text);
		}
		catch (JacksonException ex) {
			refuse(errors, number, UserErrorCode.INVALID, "it is not JSON");
			return null;
		}
		if (!json.isObject()) {
			refuse(errors, number, UserErrorCode.INVALID, "it is not a JSON object");
			return null;
		}
		int before = errors.size();
		json.propertyNames()
			.stream()
			.filter((name) -> !FIELDS.contains(name))
			.forEach((name) -> refuse(errors, number, UserErrorCode.INVALID,
					NearName.unknown("there is no field", name, FIELDS)));
		String decision = text(json, DECISION);
		if (!decision.equals(SAME) && !decision.equals(DIFFERENT)) {
			refuse(errors, number, UserErrorCode.INVALID, "\"decision\" must be SAME or DIFFERENT");
		}
		String one = text(json, ONE);
		String other = text(json, OTHER);
		Kind kind = kind(one);
		Kind otherKind = kind(other);
		if (kind == null || otherKind == null) {
			refuse(errors, number, UserErrorCode.INVALID,
					"\"%s\" must be the id of an actor or a meeting".formatted((kind != null) ? OTHER : ONE));
		}
		else if (one.equals(other)) {
			refuse(errors, number, UserErrorCode.INVALID, "\"one\" and \"other\" are the same");
		}
		return (errors.size() == before) ? new DecisionLine(number, decision.equals(SAME), one, other, reason(json))
				: null;
	}

	private static String reason(JsonNode json) {
		String reason = text(json, REASON);
		String by = text(json, "by");
		if (!by.isEmpty() && !reason.contains(DECIDED_BY)) {
			String at = text(json, "at");
			String note = DECIDED_BY + by + (at.isEmpty() ? "" : ", " + at);
			reason = reason.isEmpty() ? note : reason + " (" + note + ")";
		}
		return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
	}

	private static String text(JsonNode json, String field) {
		JsonNode value = json.path(field);
		return value.isString() ? value.asString().strip() : "";
	}

	private static @Nullable Kind kind(String id) {
		try {
			Kind kind = Ids.kindOf(id);
			return Kind.MERGEABLE.contains(kind) ? kind : null;
		}
		catch (RapportException ex) {
			return null;
		}
	}

	private static void refuse(List<UserError> errors, int line, UserErrorCode code, String message) {
		errors.add(new UserError(List.of("file", String.valueOf(line)),
				"Line %d: %s".formatted(line, Objects.requireNonNull(message)), code));
	}

}
