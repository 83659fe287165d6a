package org.rapport.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.graph.Graph;
import org.rapport.kernel.Content;
import org.rapport.kernel.Deadline;
import org.rapport.kernel.Digest;
import org.rapport.kernel.Element;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.ActGraph.Done;
import org.rapport.recording.ChangeWriter.Reported;
import org.rapport.recording.Plans.Following;
import org.rapport.store.ElementStore;
import org.rapport.store.Stored;
import org.rapport.store.Writing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs an act: one transaction that checks the rules, writes all changes or none, and
 * writes the history. A request sent again with the same key is done only once.
 */
@Component
public class Recording {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String KEY = "idempotencyKey";

	private static final String DRY_RUN = "dryRun";

	private static final int LONGEST_KEY = 200;

	private static final String WARM_UP = "warm-up";

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private final Writing writing;

	private final ElementStore store;

	private final NodeLookup lookup;

	private final NamedGraph named;

	private final ChangeWriter changes;

	private final ActGraph acts;

	private final Graph graph;

	private final Plans plans;

	private final ObjectProvider<Rule> rules;

	private final ObjectProvider<ActRule> actRules;

	private final ObjectProvider<DraftCaution> draftCautions;

	private final ObjectProvider<Caution> cautions;

	private final FormSchema schema = FormSchema.read();

	private final Clock clock = Clock.systemUTC();

	Recording(Writing writing, ElementStore store, NodeLookup lookup, NamedGraph named, ChangeWriter changes,
			ActGraph acts, Graph graph, Plans plans, ObjectProvider<Rule> rules, ObjectProvider<ActRule> actRules,
			ObjectProvider<DraftCaution> draftCautions, ObjectProvider<Caution> cautions) {
		this.writing = writing;
		this.store = store;
		this.lookup = lookup;
		this.named = named;
		this.changes = changes;
		this.acts = acts;
		this.graph = graph;
		this.plans = plans;
		this.rules = rules;
		this.actRules = actRules;
		this.draftCautions = draftCautions;
		this.cautions = cautions;
	}

	/** Prepares the changes of an act. */
	@FunctionalInterface
	public interface Work {

		/**
		 * Adds the changes to the draft.
		 * @return the id of the element that the act is about, or null if there is none
		 */
		@Nullable String draft(Draft draft, Input input);

	}

	/**
	 * Runs an act. If its input has {@code dryRun}, the act is written like any other,
	 * read as a plan, and rolled back. So a dry run cannot differ from the act.
	 * @param viewer who asks
	 * @param permission the permission that the viewer needs
	 * @param act the name of the mutation
	 * @param values its input
	 * @param work prepares the changes
	 * @throws org.rapport.kernel.RapportException with the code FORBIDDEN if the viewer
	 * does not have the permission
	 */
	public Outcome act(Viewer viewer, Permission permission, String act, Map<String, ? extends @Nullable Object> values,
			Work work) {
		viewer.require(permission);
		Input input = Input.of(values);
		Done asked = new Done(act, digest(act, input), "");
		Deadline deadline = Deadline.current();
		Outcome outcome = this.writing.run("The act " + act, (deadline != null) ? deadline.remaining() : PATIENCE,
				(status) -> act(viewer, input, asked, work, status));
		return (outcome.dryRun() ? outcome : read(viewer, outcome)).with(TextCleaning.warnings(values));
	}

	/**
	 * Runs an act with full permissions beside other writers, and rolls it back, so that
	 * the database plans its statements. It holds the lock of writers for one statement
	 * only: nobody waits for the planning of the others. So it must name nothing that is
	 * recorded; a change of that would block others. What the act adds is then corrected
	 * and retracted in the same way.
	 */
	void warmUp(Input input, Work work) {
		this.writing.rehearse((status) -> this.acts.begin(null));
		this.writing.rehearse((status) -> {
			// The database plans statements of a transaction with changes by themselves.
			// In an act, the lock is a change.
			this.acts.rehearse(Ids.random("act"));
			Draft draft = new Draft(Viewer.CURATOR, input, this.store, this.named, this.schema, this.clock);
			Outcome outcome = write(Viewer.CURATOR, draft, work.draft(draft, input), input,
					new Done(WARM_UP, digest(WARM_UP, input), ""), null, status);
			String id = (outcome.id() != null) ? outcome.id() : Ids.random(Kind.MEETING);
			this.store.stored(List.of(id));
			element(id, draft.lens());
			correct(id, status);
		});
	}

	/** Corrects what a rehearsal has added, and retracts it. */
	private void correct(String id, TransactionStatus status) {
		for (ChangeKind kind : List.of(ChangeKind.CHANGED, ChangeKind.RETRACTED)) {
			Stored before = this.store.stored(List.of(id)).get(id);
			if (before != null) {
				Input input = Input.of(Map.of());
				Draft draft = new Draft(Viewer.CURATOR, input, this.store, this.named, this.schema, this.clock);
				draft.put(new Change(kind, before,
						(kind == ChangeKind.CHANGED) ? hidden(before.content()) : before.content()));
				write(Viewer.CURATOR, draft, id, input, new Done(WARM_UP, "", ""), null, status);
			}
		}
	}

	/** The same content in a circle of its own, so that its seal changes. */
	private static Content hidden(Content content) {
		Map<String, Object> properties = new HashMap<>(content.properties());
		properties.put("circle", WARM_UP);
		return new Content(content.id(), content.kind(), properties, content.bonds());
	}

	/** Adds an element that an input describes. */
	public Outcome add(Viewer viewer, String act, Kind kind, Map<String, ? extends @Nullable Object> values) {
		return act(viewer, Permission.RECORD, act, values, (draft, input) -> draft.add(kind, input, null));
	}

	/** Changes the element that an input names. */
	public Outcome update(Viewer viewer, String act, Kind kind, Map<String, ? extends @Nullable Object> values) {
		return act(viewer, Permission.RECORD, act, values, (draft, input) -> draft.change(kind, input));
	}

	private Outcome act(Viewer viewer, Input input, Done asked, Work work, TransactionStatus status) {
		String key = input.text(KEY);
		boolean isKey = key != null && !key.isBlank() && key.length() <= LONGEST_KEY;
		String request = isKey ? viewer.name() + "\n" + key : null;
		Optional<Done> done = this.acts.begin(request);
		Draft draft = new Draft(viewer, input, this.store, this.named, this.schema, this.clock);
		if (key != null && !isKey) {
			draft.refuse(List.of(KEY), UserErrorCode.INVALID,
					"\"%s\" must have 1 to %d characters".formatted(KEY, LONGEST_KEY));
		}
		if (done.isPresent()) {
			return again(done.get(), asked, input, draft, status);
		}
		return write(viewer, draft, work.draft(draft, input), input, asked, request, status);
	}

	/**
	 * Checks what was drafted, and writes it.
	 * @param id the id of the element that the act is about, or null if there is none
	 * @param request identifies the request, or null if the client gave no key
	 */
	private Outcome write(Viewer viewer, Draft draft, @Nullable String id, Input input, Done asked,
			@Nullable String request, TransactionStatus status) {
		draft.foldTwins(id);
		this.rules.orderedStream().forEach((rule) -> rule.judge(draft));
		this.actRules.orderedStream().forEach((rule) -> rule.judge(draft));
		draft.requireCleared();
		if (!draft.stands() || id == null) {
			return refused(id, input, draft, status);
		}
		List<Warning> warnings = draft
			.inOrder(Stream
				.concat(draft.warnings().stream(),
						this.draftCautions.orderedStream().flatMap((caution) -> caution.about(draft).stream()))
				.toList());
		OffsetDateTime at = OffsetDateTime.now(this.clock)
			.withOffsetSameInstant(ZoneOffset.UTC)
			.truncatedTo(ChronoUnit.MILLIS);
		String actId = Ids.random("act");
		Following following = isDryRun(input) ? this.plans.following(draft) : null;
		this.changes.write(draft.changes(), draft.aside(),
				new Reported(actId, asked.name(), input.text(Draft.REASON), at, viewer.name()),
				List.of(ActGraph.note(actId, asked.name(), id, request, asked.digest(), at, viewer.name())));
		if (following != null) {
			status.setRollbackOnly();
			return this.graph.withUncommitted(
					() -> new Outcome(id, null, warnings(warnings, element(id, draft.lens()), draft.lens()), List.of(),
							true, this.plans.of(draft, actId, following)));
		}
		return new Outcome(id, null, warnings, List.of(), false, List.of());
	}

	private static boolean isDryRun(Input input) {
		return Boolean.TRUE.equals(input.value(DRY_RUN));
	}

	private static Outcome refused(@Nullable String id, Input input, Draft draft, TransactionStatus status) {
		status.setRollbackOnly();
		return new Outcome(id, null, List.of(), draft.errors(), isDryRun(input), List.of());
	}

	/** The answer to a request that was done before. Nothing is done again. */
	private Outcome again(Done done, Done asked, Input input, Draft draft, TransactionStatus status) {
		if (!done.name().equals(asked.name()) || !done.digest().equals(asked.digest())) {
			draft.refuse(List.of(KEY), UserErrorCode.KEY_REUSED,
					"The key was used for a different request; use a new key for each request");
			return refused(null, input, draft, status);
		}
		List<Warning> warnings = isDryRun(input)
				? warnings(List.of(), element(done.result(), draft.lens()), draft.lens()) : List.of();
		return new Outcome(done.result(), null, warnings, List.of(), isDryRun(input), List.of());
	}

	/** Reads the element as it is now, through the viewer's lens. */
	private Outcome read(Viewer viewer, Outcome outcome) {
		Lens lens = Lens.of(viewer.clearance());
		String id = outcome.id();
		Element element = (id != null) ? element(id, lens) : null;
		List<Warning> warnings = outcome.userErrors().isEmpty() ? warnings(outcome.warnings(), element, lens)
				: List.of();
		return new Outcome(id, element, warnings, outcome.userErrors(), false, List.of());
	}

	private @Nullable Element element(String id, Lens lens) {
		return this.lookup.byId(lens, List.of(id)).get(id);
	}

	/** These warnings, and those about the element as it is now. */
	private List<Warning> warnings(List<Warning> early, @Nullable Element element, Lens lens) {
		List<Warning> warnings = new ArrayList<>(early);
		if (element != null) {
			this.cautions.orderedStream().forEach((caution) -> warnings.addAll(caution.about(element, lens)));
		}
		return warnings;
	}

	/** A dry run has the digest of its act, so that it is answered like that act. */
	private static String digest(String act, Input input) {
		Map<String, @Nullable Object> asked = new HashMap<>(input.values());
		asked.remove(KEY);
		asked.remove(DRY_RUN);
		String text = act + "\n" + JSON.writeValueAsString(asked);
		return Digest.hex(text);
	}

}
