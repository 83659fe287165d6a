package org.rapport.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.api.Connection;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.References;
import org.rapport.identity.Decisions.LoadedDecisions;
import org.rapport.identity.Identities.Conflict;
import org.rapport.identity.Identities.Distinguished;
import org.rapport.identity.Identities.Merge;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Parent;
import org.rapport.kernel.RapportException;
import org.rapport.recording.Outcome;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The queries and mutations for duplicates: proposals, merges, and records declared
 * distinct.
 */
@Controller
class IdentityController {

	private final Duplicates duplicates;

	private final Identities identities;

	private final Decisions decisions;

	private final Pages pages;

	private final References references;

	private final NodeLookup lookup;

	IdentityController(Duplicates duplicates, Identities identities, Decisions decisions, Pages pages,
			References references, NodeLookup lookup) {
		this.duplicates = duplicates;
		this.identities = identities;
		this.decisions = decisions;
		this.pages = pages;
		this.references = references;
		this.lookup = lookup;
	}

	/**
	 * The enum {@code ActorType} of the API: the kinds of record that can be duplicates.
	 */
	enum ActorType {

		PERSON(Kind.PERSON), ORGANISATION(Kind.ORGANISATION), GOVERNMENT(Kind.GOVERNMENT), POST(Kind.POST);

		private final Kind kind;

		ActorType(Kind kind) {
			this.kind = kind;
		}

	}

	@QueryMapping
	CompletableFuture<Connection<PossibleDuplicate>> possibleDuplicates(@Argument @Nullable NodeRefInput actor,
			@Argument @Nullable List<ActorType> types, @Argument double minimumScore, DataFetchingEnvironment field,
			@ContextValue Lens lens, @ContextValue Viewer viewer) {
		require(viewer, minimumScore);
		List<String> labels = ((types != null) ? types : Arrays.asList(ActorType.values())).stream()
			.map((type) -> type.kind.label())
			.toList();
		String id = (actor != null) ? this.references.of(field).idOf(lens, actor.reference(), Kind.ACTORS) : null;
		return this.pages.page(field, this.duplicates.listing("possibleDuplicates", labels, id, minimumScore),
				Parent.ROOT, Map.of());
	}

	@QueryMapping
	CompletableFuture<Connection<PossibleDuplicate>> possibleDuplicateMeetings(@Argument @Nullable NodeRefInput meeting,
			@Argument double minimumScore, DataFetchingEnvironment field, @ContextValue Lens lens,
			@ContextValue Viewer viewer) {
		require(viewer, minimumScore);
		String id = (meeting != null)
				? this.references.of(field).idOf(lens, meeting.reference(), EnumSet.of(Kind.MEETING)) : null;
		return this.pages.page(field,
				this.duplicates.listing("possibleDuplicateMeetings", List.of(Kind.MEETING.label()), id, minimumScore),
				Parent.ROOT, Map.of());
	}

	private static void require(Viewer viewer, double minimumScore) {
		viewer.require(Permission.CURATE);
		if (!(minimumScore >= 0.5 && minimumScore <= 1)) {
			throw new RapportException(ErrorCode.BAD_SEARCH,
					"\"minimumScore\" is " + minimumScore + "; give a number from 0.5 to 1");
		}
	}

	@MutationMapping
	Map<String, @Nullable Object> mergeActors(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return payload(this.identities.mergeActors(viewer, input), "actor");
	}

	@MutationMapping
	Map<String, @Nullable Object> mergeMeetings(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		return payload(this.identities.mergeMeetings(viewer, input), "meeting");
	}

	private static Map<String, @Nullable Object> payload(Merge merge, String field) {
		Map<String, @Nullable Object> payload = new HashMap<>(merge.outcome().as(field));
		payload.put("moved", merge.moved());
		payload.put("conflicts", merge.conflicts());
		return payload;
	}

	@SchemaMapping(typeName = "MergeConflict")
	CompletableFuture<List<Element>> nodes(Conflict conflict, DataFetchingEnvironment field) {
		return this.pages.elements(field, conflict.nodeIds());
	}

	@MutationMapping
	Map<String, @Nullable Object> unmerge(@Argument Map<String, @Nullable Object> input, @ContextValue Viewer viewer) {
		Outcome outcome = this.identities.unmerge(viewer, input);
		Map<String, @Nullable Object> payload = outcome.payload();
		put(payload, "actor", "meeting", outcome.element());
		return payload;
	}

	@MutationMapping
	Map<String, @Nullable Object> declareDistinct(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer, @ContextValue Lens lens) {
		Distinguished distinguished = this.identities.distinguish(viewer, input);
		Outcome outcome = distinguished.outcome();
		String other = outcome.isDone() ? distinguished.otherId() : null;
		Map<String, @Nullable Object> payload = outcome.payload();
		put(payload, "one", "meeting", outcome.element());
		put(payload, "other", "otherMeeting",
				(other != null) ? this.lookup.byId(lens, List.of(other)).get(other) : null);
		return payload;
	}

	@QueryMapping
	String identityDecisions(@ContextValue Viewer viewer, @ContextValue Lens lens) {
		return this.decisions.file(viewer, lens);
	}

	@MutationMapping
	Map<String, @Nullable Object> loadIdentityDecisions(@Argument Map<String, @Nullable Object> input,
			@ContextValue Viewer viewer) {
		boolean dryRun = Boolean.TRUE.equals(input.get("dryRun"));
		LoadedDecisions loaded = this.decisions.load(viewer, String.valueOf(input.get("file")), dryRun);
		Map<String, @Nullable Object> payload = new HashMap<>();
		payload.put("made", loaded.made());
		payload.put("known", loaded.known());
		payload.put("warnings", List.of());
		payload.put("dryRun", dryRun);
		payload.put("planned", List.of());
		payload.put("userErrors", loaded.errors());
		return payload;
	}

	/** Puts an element into the field of its type. */
	private static void put(Map<String, @Nullable Object> payload, String actor, String meeting,
			@Nullable Element element) {
		boolean meets = element != null && Ids.kindOf(element.id()) == Kind.MEETING;
		payload.put(meets ? meeting : actor, element);
	}

}
