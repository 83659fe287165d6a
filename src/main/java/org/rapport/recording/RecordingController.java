package org.rapport.recording;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.api.Connection;
import org.rapport.api.Pages;
import org.rapport.graph.DatasetGraph;
import org.rapport.kernel.Element;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Tie;
import org.rapport.recording.Erasure.Erased;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The queries for history, and the mutations that retract, restore and erase. */
@Controller
class RecordingController {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Set<Kind> FACTS = facts();

	/** Who recorded what was loaded with a data set that is not shown. */
	private static final String LOAD = "import";

	private final HistoryGraph history;

	private final Corrections corrections;

	private final Erasure erasure;

	private final Pages pages;

	private final DatasetGraph datasets;

	RecordingController(HistoryGraph history, Corrections corrections, Erasure erasure, Pages pages,
			DatasetGraph datasets) {
		this.history = history;
		this.corrections = corrections;
		this.erasure = erasure;
		this.pages = pages;
		this.datasets = datasets;
	}

	private static Set<Kind> facts() {
		Set<Kind> facts = EnumSet.copyOf(Kind.FACTS);
		facts.retainAll(Kind.CITED);
		return facts;
	}

	@QueryMapping
	CompletableFuture<Connection<Revision>> changes(@Argument @Nullable String element, DataFetchingEnvironment field,
			@ContextValue Viewer viewer) {
		viewer.require(Permission.RECORD);
		Map<String, @Nullable Object> filter = new HashMap<>();
		filter.put("elementId", element);
		return this.pages.page(field, this.history.all(), Parent.ROOT, filter);
	}

	@SchemaMapping(typeName = "HistoryEntry")
	CompletableFuture<@Nullable Element> element(Revision revision, DataFetchingEnvironment field) {
		return this.pages.element(field, revision.elementId());
	}

	/** The name of a data set is left out if the lens does not show the data set. */
	@BatchMapping(typeName = "HistoryEntry")
	Map<Revision, String> recordedBy(List<Revision> revisions, @ContextValue Viewer viewer, @ContextValue Lens lens) {
		Map<Revision, String> names = new HashMap<>();
		if (viewer.permissions().isEmpty()) {
			return names;
		}
		Set<String> datasets = new TreeSet<>();
		for (Revision revision : revisions) {
			String dataset = revision.entry().dataset();
			if (dataset != null) {
				datasets.add(dataset);
			}
		}
		Set<String> shown = this.datasets.named(datasets, lens.clearance()).keySet();
		for (Revision revision : revisions) {
			String dataset = revision.entry().dataset();
			names.put(revision, (dataset == null || shown.contains(dataset)) ? revision.entry().recordedBy() : LOAD);
		}
		return names;
	}

	@SchemaMapping(typeName = "HistoryEntry")
	@Nullable String reason(Revision revision, @ContextValue Viewer viewer) {
		return viewer.permissions().isEmpty() ? null : revision.reason();
	}

	/**
	 * The fields that differ. A field that names other elements is listed only if the
	 * lens shows one that was added or removed.
	 */
	@SchemaMapping(typeName = "HistoryEntry")
	CompletableFuture<List<FieldChange>> fields(Revision revision, DataFetchingEnvironment field) {
		return fields(revision, field, FieldChange::isOne);
	}

	/**
	 * The fields that would differ. The plan names only elements that the lens shows, so
	 * a field is listed even if it would name only new ones, which cannot be read yet.
	 */
	@SchemaMapping(typeName = "PlannedChange", field = "fields")
	CompletableFuture<List<FieldChange>> plannedFields(PlannedChange planned, DataFetchingEnvironment field) {
		Revision revision = planned.revision();
		return (revision != null) ? fields(revision, field, (change) -> change.isOne() || change.isOfNames())
				: CompletableFuture.completedFuture(List.of());
	}

	private CompletableFuture<List<FieldChange>> fields(Revision revision, DataFetchingEnvironment field,
			Predicate<FieldChange> isListed) {
		JsonNode before = form(revision.before());
		JsonNode after = form(
				(revision.after() != null || revision.before() == null) ? revision.after() : revision.before());
		Set<String> names = new TreeSet<>(before.propertyNames());
		names.addAll(after.propertyNames());
		Set<String> ties = new LinkedHashSet<>();
		Tie.of(Ids.kindOf(revision.elementId())).forEach((tie) -> ties.add(tie.field()));
		Set<String> named = new LinkedHashSet<>();
		names.removeIf((name) -> Objects.equals(before.get(name), after.get(name)));
		for (String name : names) {
			if (ties.contains(name)) {
				named.addAll(Form.keys(before, name));
				named.addAll(Form.keys(after, name));
			}
		}
		return this.pages.elements(field, List.copyOf(named)).thenApply((elements) -> {
			Map<String, Element> shown = new HashMap<>();
			elements.forEach((element) -> shown.put(element.id(), element));
			List<FieldChange> changes = new ArrayList<>();
			for (String name : names) {
				FieldChange change = ties.contains(name)
						? new FieldChange(name, null, null, shown(before, name, shown), shown(after, name, shown))
						: new FieldChange(name, text(before, name), text(after, name), List.of(), List.of());
				if (isListed.test(change)) {
					changes.add(change);
				}
			}
			return changes;
		});
	}

	private static JsonNode form(@Nullable String json) {
		return (json != null) ? JSON.readTree(json) : JsonNodeFactory.instance.objectNode();
	}

	private static List<Element> shown(JsonNode form, String field, Map<String, Element> shown) {
		List<Element> elements = new ArrayList<>();
		for (String key : Form.keys(form, field)) {
			Element element = shown.get(key);
			if (element != null) {
				elements.add(element);
			}
		}
		return elements;
	}

	private static @Nullable String text(JsonNode form, String field) {
		JsonNode value = form.get(field);
		return (value != null) ? value.asString() : null;
	}

	/**
	 * The type {@code FieldChange} of the API: one field before and after a change.
	 *
	 * @param field the name of the field
	 * @param before the text before, or null
	 * @param after the text after, or null
	 * @param namedBefore the elements named before
	 * @param namedAfter the elements named after
	 */
	record FieldChange(String field, @Nullable String before, @Nullable String after, List<Element> namedBefore,
			List<Element> namedAfter) {

		boolean isOne() {
			return !Objects.equals(this.before, this.after) || !ids(this.namedBefore).equals(ids(this.namedAfter));
		}

		/** Whether the field names elements. */
		boolean isOfNames() {
			return this.before == null && this.after == null;
		}

		private static List<String> ids(List<Element> elements) {
			return elements.stream().map(Element::id).toList();
		}

	}

	@SchemaMapping(typeName = "Warning")
	CompletableFuture<List<Element>> candidates(Warning warning, DataFetchingEnvironment field) {
		return this.pages.elements(field, warning.candidateIds());
	}

	@MutationMapping
	Map<String, @Nullable Object> retractRecord(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return retracted(this.corrections.retract(viewer, "retractRecord", Kind.RECORDS, input));
	}

	@MutationMapping
	Map<String, @Nullable Object> retractFact(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return retracted(this.corrections.retract(viewer, "retractFact", FACTS, input));
	}

	@MutationMapping
	Map<String, @Nullable Object> retractCitation(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return retracted(this.corrections.retract(viewer, "retractCitation", EnumSet.of(Kind.CITATION), input));
	}

	private static Map<String, @Nullable Object> retracted(Outcome outcome) {
		Map<String, @Nullable Object> payload = outcome.payload();
		payload.put("retractedId", outcome.isDone() ? outcome.id() : null);
		return payload;
	}

	@MutationMapping
	Map<String, @Nullable Object> erase(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		Erased erased = this.erasure.erase(viewer, input);
		Map<String, @Nullable Object> payload = erased.outcome().payload();
		payload.put("erased", erased.erased());
		payload.put("retracted", erased.retracted());
		return payload;
	}

	@MutationMapping
	Map<String, @Nullable Object> restore(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		return this.corrections.restore(viewer, input).as("node");
	}

}
