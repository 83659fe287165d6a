package org.rapport.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every kind of record and fact: its label in the graph, its type in the API, and the
 * prefix of its ids.
 */
public enum Kind {

	PERSON("Person", "per", Group.ACTOR, Time.NONE), ORGANISATION("Organisation", "org", Group.ACTOR, Time.NONE),
	GOVERNMENT("Government", "gov", Group.ACTOR, Time.NONE), POST("Post", "pst", Group.ACTOR, Time.NONE),
	MEETING("Meeting", "mtg", Group.RECORD, Time.EVENT), INITIATIVE("Initiative", "ini", Group.RECORD, Time.NONE),
	MILESTONE("Milestone", "mil", Group.RECORD, Time.PLAN), DOCUMENT("Document", "doc", Group.RECORD, Time.TEXT),
	ASK("Ask", "ask", Group.RECORD, Time.NONE), TOPIC("Topic", "top", Group.RECORD, Time.NONE),
	PLACE("Place", "plc", Group.RECORD, Time.NONE),

	ROLE("Role", "rol", Group.FACT, Time.STATE), MEMBERSHIP("Membership", "mem", Group.FACT, Time.STATE),
	PARTICIPATION("Participation", "par", Group.FACT, Time.NONE),
	INVOLVEMENT("Involvement", "inv", Group.FACT, Time.NONE), ENDORSEMENT("Endorsement", "end", Group.FACT, Time.EVENT),
	DERIVATION("Derivation", "der", Group.FACT, Time.NONE), SUCCESSION("Succession", "suc", Group.FACT, Time.EVENT),
	CLAIM("Claim", "clm", Group.FACT, Time.EVENT), STATUS_CHANGE("StatusChange", "sta", Group.FACT, Time.EVENT),
	NAME("Name", "nam", Group.FACT, Time.STATE), IDENTIFICATION("Identification", "idn", Group.FACT, Time.NONE),
	CITATION("Citation", "cit", Group.FACT, Time.NONE);

	/** The group that a kind belongs to. */
	public enum Group {

		/** A record that can meet, join, ask or endorse. */
		ACTOR,
		/** Any other record. */
		RECORD,
		/** A fact about records. */
		FACT

	}

	/** How the day of a lens affects a kind. */
	public enum Time {

		/**
		 * It has no date of its own; the day affects it only through the elements it
		 * depends on.
		 */
		NONE,
		/** It has a date, and exists from then on. */
		EVENT,
		/** It holds from a start date to an end date. */
		STATE,
		/**
		 * It is a text. It exists from its date or from the first act upon it, whichever
		 * is earlier. As the source of a citation it is visible on every day.
		 */
		TEXT,
		/** It has a due date, which never hides it. */
		PLAN

	}

	/** Every kind of actor. */
	public static final Set<Kind> ACTORS = those(Kind::isActor);

	/** The kinds of which two records can be merged. */
	public static final Set<Kind> MERGEABLE = those((kind) -> kind.isActor() || kind == Kind.MEETING);

	/** Every kind of record, including actors. */
	public static final Set<Kind> RECORDS = those(Kind::isRecord);

	/** Every kind of fact. */
	public static final Set<Kind> FACTS = those((kind) -> !kind.isRecord());

	/** Every kind that can be cited: all except the citations themselves. */
	public static final Set<Kind> CITED = those((kind) -> kind != Kind.CITATION);

	private static final Map<String, Kind> BY_LABEL = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(Kind::label, Function.identity()));

	private static final Map<String, Kind> BY_PREFIX = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(Kind::prefix, Function.identity()));

	private final String label;

	private final String prefix;

	private final Group group;

	private final Time time;

	Kind(String label, String prefix, Group group, Time time) {
		this.label = label;
		this.prefix = prefix;
		this.group = group;
		this.time = time;
	}

	private static Set<Kind> those(Predicate<Kind> which) {
		return Collections.unmodifiableSet(Arrays.stream(values())
			.filter(which)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class))));
	}

	/** The label of its nodes, which is also the name of its type in the API. */
	public String label() {
		return this.label;
	}

	/** The three letters of its ids before the underscore. */
	public String prefix() {
		return this.prefix;
	}

	/**
	 * The label that all records, or all facts, share. Ids are unique under that label.
	 */
	public String group() {
		return isRecord() ? "Record" : "Fact";
	}

	/** All labels of its nodes, unless they are retracted. */
	public List<String> labels() {
		return isActor() ? List.of(group(), this.label, "Actor") : List.of(group(), this.label);
	}

	public Time time() {
		return this.time;
	}

	public boolean isActor() {
		return this.group == Group.ACTOR;
	}

	public boolean isRecord() {
		return this.group != Group.FACT;
	}

	public static Optional<Kind> ofLabel(String label) {
		return Optional.ofNullable(BY_LABEL.get(label));
	}

	static Optional<Kind> ofPrefix(String prefix) {
		return Optional.ofNullable(BY_PREFIX.get(prefix));
	}

}
