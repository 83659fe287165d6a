package org.rapport.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.rapport.bench.InventedNames.Script;

/**
 * Generates a graph of the domain from a seed, as interchange files. States have
 * governments, ministries, teams and posts; organisations have chapters, networks and
 * unnamed groups; meetings have sessions, delegates and statuses. A few actors, networks
 * and documents have very many facts, and most have few. The same seed and size give the
 * same files.
 */
final class DomainGraph {

	/** The number of lines in a file. A load keeps one file in memory. */
	private static final int LINES_IN_A_FILE = 12_000;

	private static final String[] PORTFOLIOS = { "Foreign Affairs", "Development", "Justice", "Education", "Health",
			"Environment" };

	private static final String[] ORGANISATION_KINDS = { "CIVIL_SOCIETY", "CIVIL_SOCIETY", "CIVIL_SOCIETY", "FAITH",
			"MEDIA", "COMPANY", "RESEARCH", "TRADE_UNION", "UNIVERSITY", "PARTY", "CONSULTANCY" };

	private static final String[] MEETING_KINDS = { "MEETING", "MEETING", "BRIEFING", "SUMMIT", "VISIT", "CALL",
			"INTERVIEW" };

	private static final String[] ROLES = { "PARTICIPANT", "PARTICIPANT", "SPEAKER", "PRESENTER", "HOST", "CHAIR",
			"GUEST", "OBSERVER" };

	private static final String[] DOCUMENT_KINDS = { "OPEN_LETTER", "LETTER", "COMMUNIQUE", "BRIEF", "ARTICLE",
			"WEB_PAGE", "POST", "STATEMENT", "REPORT" };

	private static final String[] TITLES = { "Director", "Coordinator", "Adviser", "Chair", "Spokesperson", "Analyst",
			"Programme Officer", "Ambassador" };

	private static final String[] INVOLVEMENTS = { "HOSTED", "ISSUED", "ADDRESSED", "PRESENTED", "INVITED",
			"PUBLISHED" };

	private static final String[] ENDORSEMENTS = { "SIGNATURE", "SIGNATURE", "SIGNATURE", "STATEMENT", "PLEDGE",
			"ADOPTION" };

	private static final String[] DERIVATIONS = { "ADOPTS", "ANSWERS", "REAFFIRMS", "RESULTS_FROM", "DRAWS_ON",
			"REFERS_TO" };

	private static final String[] CIRCLES = { "steering-group", "mediators", "legal-team" };

	private final Random random;

	private final InventedNames names;

	private final InventedDates dates;

	private final int size;

	private final double scale;

	private final InterchangeFiles files;

	private final List<Actor> organisations = new ArrayList<>();

	private final List<Actor> named = new ArrayList<>();

	private final List<Actor> networks = new ArrayList<>();

	private final List<Actor> groups = new ArrayList<>();

	private final List<Actor> acting = new ArrayList<>();

	private final List<Actor> posts = new ArrayList<>();

	private final List<Actor> people = new ArrayList<>();

	private final Map<String, List<Actor>> staff = new HashMap<>();

	private final Map<String, String> wholes = new HashMap<>();

	private final Map<String, Set<String>> members = new LinkedHashMap<>();

	private final List<String> documents = new ArrayList<>();

	private final List<String> asks = new ArrayList<>();

	private final Map<String, String> askedIn = new HashMap<>();

	private final List<String> initiatives = new ArrayList<>();

	private final List<String> meetings = new ArrayList<>();

	private final List<String> places = new ArrayList<>();

	private final List<String> topics = new ArrayList<>();

	private final List<String> endorsements = new ArrayList<>();

	private final Map<String, Integer> participations = new HashMap<>();

	private final Map<String, Integer> encounters = new TreeMap<>();

	private final Map<String, Integer> derived = new HashMap<>();

	private int sources;

	/**
	 * Creates a graph.
	 * @param size the number of records and facts, without citations
	 */
	DomainGraph(long seed, int size, Path folder) {
		this.random = new Random(seed);
		this.names = new InventedNames(this.random);
		this.dates = new InventedDates(this.random);
		this.size = size;
		this.scale = size / 30_000.0;
		this.files = new InterchangeFiles(folder, LINES_IN_A_FILE);
	}

	/**
	 * A person, organisation, government or post.
	 *
	 * @param key its key
	 * @param name its name
	 * @param open whether everybody may see it
	 */
	record Actor(String key, String name, boolean open) {
	}

	/**
	 * A generated graph.
	 *
	 * @param files its files, in the order in which they must be loaded
	 * @param elements the number of records and facts, without citations
	 * @param citations the number of citations
	 * @param known what the questions can be asked about
	 */
	record Generated(List<Path> files, int elements, int citations, Known known) {
	}

	/**
	 * What the questions can be asked about. Each list begins with the elements that have
	 * the most facts.
	 *
	 * @param organisations organisations
	 * @param networks networks, with the keys of their members
	 * @param participants actors, by the number of their participations
	 * @param pairs an organisation and a government that met, by how often
	 * @param documents documents with derivations
	 */
	record Known(List<Actor> organisations, Map<String, Set<String>> networks, List<String> participants,
			List<List<String>> pairs, List<String> documents) {
	}

	/** Writes the files. */
	Generated write() {
		try (this.files) {
			places();
			documents();
			governments();
			organisations();
			people();
			initiatives();
			memberships();
			while (this.files.lines() < 0.62 * this.size) {
				this.files.mayBreak();
				encounter();
			}
			facts();
			while (this.files.lines() < this.size) {
				this.files.mayBreak();
				endorsement();
			}
		}
		return new Generated(this.files.files(), this.files.lines(), this.files.citations(), known());
	}

	private Known known() {
		Map<String, Set<String>> byMembers = new LinkedHashMap<>();
		this.members.entrySet()
			.stream()
			.sorted((one, other) -> Integer.compare(other.getValue().size(), one.getValue().size()))
			.forEach((network) -> byMembers.put(network.getKey(), network.getValue()));
		return new Known(this.named, byMembers, most(this.participations),
				most(this.encounters).stream().map((pair) -> List.of(pair.split(" "))).toList(), most(this.derived));
	}

	private static List<String> most(Map<String, Integer> counts) {
		return new TreeMap<>(counts).entrySet()
			.stream()
			.sorted((one, other) -> Integer.compare(other.getValue(), one.getValue()))
			.map(Map.Entry::getKey)
			.toList();
	}

	private int scaled(double count) {
		return (int) Math.max(1, Math.round(count * this.scale));
	}

	/** One of a list. The first ones are drawn far more often than the last. */
	private <T> T hub(List<T> list, double exponent) {
		return list.get((int) (list.size() * Math.pow(this.random.nextDouble(), exponent)));
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private boolean chance(double share) {
		return this.random.nextDouble() < share;
	}

	private Map<String, Object> line(String type, String key) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("type", type);
		line.put("key", key);
		return line;
	}

	private Map<String, Object> line(String type, String key, Object... fields) {
		Map<String, Object> line = line(type, key);
		for (int i = 0; i < fields.length; i += 2) {
			if (fields[i + 1] != null) {
				line.put((String) fields[i], fields[i + 1]);
			}
		}
		return line;
	}

	/**
	 * Writes a record that only some may see, now and then. Returns whether everybody may
	 * see it.
	 */
	private boolean addRecord(Map<String, Object> line) {
		line.put("slug", ((String) line.get("key")).replaceAll("[^a-z0-9]+", "-"));
		boolean open = hide(line, 0.03, 0.015, 0.01, 0.01);
		if (this.sources > 0 && chance(0.15)) {
			line.put("citations", citations());
		}
		this.files.add(line);
		return open;
	}

	private void addFact(Map<String, Object> line) {
		hide(line, 0.05, 0.025, 0.01, 0.02);
		line.put("citations", citations());
		this.files.add(line);
	}

	private boolean hide(Map<String, Object> line, double network, double restricted, double confidential,
			double circled) {
		double drawn = this.random.nextDouble();
		boolean open = true;
		if (drawn < network + restricted + confidential) {
			line.put("visibility",
					(drawn < network) ? "NETWORK" : (drawn < network + restricted) ? "RESTRICTED" : "CONFIDENTIAL");
			open = false;
		}
		if (chance(circled)) {
			line.put("circle", this.names.one(CIRCLES));
			open = false;
		}
		return open;
	}

	/** One or two citations. A few documents are cited very often. */
	private List<Map<String, Object>> citations() {
		List<Map<String, Object>> citations = new ArrayList<>();
		int count = chance(0.07) ? 2 : 1;
		for (int i = 0; i < count; i++) {
			Map<String, Object> citation = new LinkedHashMap<>();
			citation.put("document",
					this.documents.get((int) (this.sources * Math.pow(this.random.nextDouble(), 2.5))));
			citation.put("locator", "paragraph " + (1 + i * 100 + this.random.nextInt(99)));
			if (chance(0.1)) {
				citation.put("basis", "INFERRED");
				citation.put("note", "The source tells it in other words.");
			}
			citations.add(citation);
		}
		return citations;
	}

	private void places() {
		for (int i = 0; i < 40; i++) {
			this.places.add("plc/" + i);
			addRecord(line("Place", "plc/" + i, "name", this.names.place() + " " + (char) ('A' + i % 26)));
			this.topics.add("top/" + i);
			addRecord(line("Topic", "top/" + i, "name", this.names.theme() + " " + (char) ('A' + i % 26)));
		}
	}

	/** The first documents are sources that everybody may see. */
	private void documents() {
		int count = scaled(500);
		int open = Math.max(2, count / 2);
		for (int i = 0; i < count; i++) {
			String key = "doc/" + i;
			LocalDate day = this.dates.day();
			Map<String, Object> document = line("Document", key, "title",
					"%s on %s in %s".formatted(chance(0.5) ? "Letter" : "Report", this.names.theme(),
							this.names.place()),
					"kind", this.names.one(DOCUMENT_KINDS), "date", this.dates.event(day), "language",
					chance(0.8) ? "en" : "ar");
			if (chance(0.5)) {
				document.put("about", List.of(any(this.topics)));
			}
			document.put("slug", "doc-" + i);
			if (i >= open) {
				hide(document, 0.03, 0.015, 0.01, 0.01);
			}
			this.documents.add(key);
			this.files.add(document);
			if (chance(0.12)) {
				for (int j = 1; j <= 3; j++) {
					String ask = "ask/" + i + "-" + j;
					addRecord(line("Ask", ask, "document", key, "position", j, "summary", "Support %s in %s"
						.formatted(this.names.theme().toLowerCase(Locale.ROOT), this.names.place())));
					this.asks.add(ask);
					this.askedIn.put(ask, key);
				}
			}
		}
		this.sources = open;
	}

	private void governments() {
		int count = Math.min(InventedNames.COUNTRIES.length / 2, (int) (40 * Math.sqrt(this.scale)) + 1);
		for (int i = 0; i < count; i++) {
			String code = InventedNames.COUNTRIES[2 * i];
			String country = InventedNames.COUNTRIES[2 * i + 1];
			String state = "gov/" + i;
			government(state, country, "STATE", code, null);
			government(state + "-executive", "Government of " + country, "EXECUTIVE", code, state);
			government(state + "-legislature", "Parliament of " + country, "LEGISLATURE", code, state);
			for (int j = 0; j < 2 + this.random.nextInt(4); j++) {
				String ministry = state + "-ministry-" + j;
				government(ministry, "Ministry of %s of %s".formatted(PORTFOLIOS[j], country), "MINISTRY", code,
						state + "-executive");
				String post = "pst/" + i + "-" + j;
				Map<String, Object> minister = line("Post", post, "name", "Minister of " + PORTFOLIOS[j]);
				this.posts.add(new Actor(post, PORTFOLIOS[j], addRecord(minister)));
				membership(post, ministry, "BODY");
				if (chance(0.5)) {
					government(ministry + "-team", "%s Team of %s".formatted(this.names.theme(), country), "TEAM", code,
							ministry);
				}
			}
		}
	}

	private void government(String key, String name, String kind, String code, @Nullable String whole) {
		boolean open = addRecord(line("Government", key, "name", name, "kind", kind, "countryCode", code));
		this.acting.add(new Actor(key, name, open));
		if (whole != null) {
			membership(key, whole, "BODY");
		}
	}

	private void membership(String actor, String whole, String kind) {
		if (!kind.equals("MEMBER")) {
			this.wholes.put(actor, whole);
		}
		LocalDate start = this.dates.day();
		// Parts mostly stay parts, so that most of what they do counts for their wholes.
		boolean over = chance(kind.equals("MEMBER") ? 0.25 : 0.08);
		addFact(line("Membership", "mem/" + actor + "/" + whole + "/" + kind.toLowerCase(), "actor", actor, "belongsTo",
				whole, "kind", kind, "startDate",
				chance(kind.equals("MEMBER") ? 0.7 : 0.2) ? this.dates.start(start) : null, "endDate",
				over ? this.dates.end(start.plusDays(200 + this.random.nextInt(2000))) : null));
	}

	private void organisations() {
		int count = scaled(900);
		for (int i = 0; i < count; i++) {
			this.files.mayBreak();
			Script script = this.names.script();
			boolean network = i % 45 == 0;
			boolean group = !network && i % 45 == 7;
			String name = group ? "Several organisations of " + this.names.place() : this.names.organisation(script);
			String key = "org/" + i;
			String code = InventedNames.COUNTRIES[2
					* (int) (InventedNames.COUNTRIES.length / 2 * Math.pow(this.random.nextDouble(), 2))];
			boolean open = addRecord(line("Organisation", key, "name", name, "kind",
					network ? "NETWORK" : group ? "UNNAMED_GROUP" : this.names.one(ORGANISATION_KINDS), "countryCode",
					code, "offices", chance(0.3) ? List.of(any(this.places)) : null));
			Actor organisation = new Actor(key, name, open);
			this.organisations.add(organisation);
			(group ? this.groups : this.named).add(organisation);
			if (network) {
				this.networks.add(organisation);
			}
			if (!group && chance(0.35)) {
				otherNames(key, script);
			}
			if (!group && chance(0.3)) {
				identification(key, i);
			}
		}
		// Chapters of the larger organisations.
		for (int i = 0; i < scaled(60); i++) {
			Actor whole = this.named.get(i % Math.max(1, this.named.size() / 3));
			String key = "org/chapter-" + i;
			String name = whole.name() + " " + this.names.place();
			boolean open = addRecord(line("Organisation", key, "name", name, "kind", "CIVIL_SOCIETY"));
			this.organisations.add(new Actor(key, name, open));
			membership(key, whole.key(), "CHAPTER");
		}
	}

	private void otherNames(String key, Script script) {
		Script other = Script.values()[(script.ordinal() + 1 + this.random.nextInt(2)) % 3];
		boolean person = key.startsWith("per/");
		addFact(line("Name", "nam/" + key, "actor", key, "name",
				person ? this.names.person(other) : this.names.organisation(other), "language", other.language(),
				"kind", "TRANSLITERATION"));
		if (chance(0.2)) {
			addFact(line("Name", "nam/" + key + "/former", "actor", key, "name",
					person ? this.names.person(script) : this.names.organisation(script), "language", script.language(),
					"kind", "FORMER"));
		}
	}

	private void identification(String key, int number) {
		addFact(line("Identification", "idn/" + key, "record", key, "scheme", "wikidata", "identifier",
				"Q" + (1_000_000 + 17 * number) + (key.startsWith("per/") ? "1" : "2")));
	}

	private void people() {
		int count = scaled(1500);
		for (int i = 0; i < count; i++) {
			this.files.mayBreak();
			Script script = this.names.script();
			String key = "per/" + i;
			String name = this.names.person(script);
			Actor person = new Actor(key, name, addRecord(line("Person", key, "name", name)));
			this.people.add(person);
			int roles = 1 + (int) (3.2 * Math.pow(this.random.nextDouble(), 2));
			LocalDate start = this.dates.day().minusYears(2);
			Set<String> seats = new HashSet<>();
			for (int j = 0; j < roles; j++) {
				double drawn = this.random.nextDouble();
				Actor seat = (drawn < 0.65) ? hub(this.named, 2) : (drawn < 0.92) ? any(this.acting) : any(this.posts);
				if (!seats.add(seat.key())) {
					continue;
				}
				boolean over = j + 1 < roles || chance(0.2);
				LocalDate end = start.plusDays(300 + this.random.nextInt(2500));
				boolean post = seat.key().startsWith("pst/");
				addFact(line("Role", "rol/" + i + "-" + j, "person", key, "heldIn", seat.key(), "title",
						chance(0.85) ? this.names.one(TITLES) : null, "startDate",
						post ? start.toString() : this.dates.start(start), "endDate",
						post ? end.toString() : over ? this.dates.end(end) : null));
				this.staff.computeIfAbsent(seat.key(), (none) -> new ArrayList<>()).add(person);
				start = end;
			}
			if (chance(0.35)) {
				otherNames(key, script);
			}
			if (chance(0.15)) {
				identification(key, i);
			}
		}
	}

	private void initiatives() {
		for (int i = 0; i < scaled(70); i++) {
			String key = "ini/" + i;
			addRecord(line("Initiative", key, "title", this.names.theme() + " Fund for " + this.names.place(), "kind",
					chance(0.5) ? "FUND" : "CAMPAIGN", "about", List.of(any(this.topics))));
			this.initiatives.add(key);
			for (int j = 1; j <= this.random.nextInt(4); j++) {
				addRecord(line("Milestone", "mil/" + i + "-" + j, "initiative", key, "kind", "STEP", "position", j,
						"title", "Step " + j, "date", this.dates.event(this.dates.day())));
			}
			status(key, chance(0.5) ? "PROPOSED" : "ESTABLISHED");
		}
	}

	private void status(String element, String status) {
		addFact(line("StatusChange", "sta/" + element + "/" + status.toLowerCase(), "element", element, "status",
				status, "date", chance(0.8) ? this.dates.event(this.dates.day()) : null));
	}

	private void memberships() {
		int count = scaled(1900);
		for (int i = 0; i < count; i++) {
			this.files.mayBreak();
			Actor network = hub(this.networks, 2.5);
			Actor member = chance(0.96) ? hub(this.organisations, 1.3) : any(this.acting);
			Set<String> all = this.members.computeIfAbsent(network.key(), (none) -> new LinkedHashSet<>());
			if (!member.key().equals(network.key()) && all.add(member.key())) {
				membership(member.key(), network.key(), "MEMBER");
			}
		}
		for (Actor group : this.groups) {
			Actor network = hub(this.networks, 2.5);
			if (this.members.computeIfAbsent(network.key(), (none) -> new LinkedHashSet<>()).add(group.key())) {
				membership(group.key(), network.key(), "MEMBER");
			}
		}
	}

	/** A meeting with its participations, and now and then sessions. */
	private void encounter() {
		String key = "mtg/" + this.meetings.size();
		LocalDate day = this.dates.day();
		boolean conference = chance(0.08);
		meeting(key, conference ? "CONFERENCE" : this.names.one(MEETING_KINDS), day, null);
		Set<String> there = new LinkedHashSet<>(participations(key, conference ? 3 : 1));
		if (conference) {
			int sessions = 1 + this.random.nextInt(5);
			for (int i = 0; i < sessions; i++) {
				String session = key + "/session-" + i;
				meeting(session, "SESSION", day, key);
				there.addAll(participations(session, 1));
			}
		}
		count(there);
	}

	private void meeting(String key, String kind, LocalDate day, @Nullable String whole) {
		this.meetings.add(key);
		Map<String, Object> meeting = line("Meeting", key, "title",
				"%s on %s in %s".formatted(chance(0.5) ? "Talk" : "Briefing", this.names.theme(), this.names.place()),
				"kind", kind, "date", this.dates.event(day), "attendanceMode", chance(0.4) ? "IN_PERSON" : null);
		if (whole != null) {
			meeting.put("partOf", whole);
		}
		if (chance(0.5)) {
			meeting.put("about", List.of(any(this.topics)));
		}
		if (chance(0.4)) {
			meeting.put("places", List.of(any(this.places)));
		}
		addRecord(meeting);
		if (chance(0.25)) {
			status(key, chance(0.3) ? "PLANNED" : "HELD");
		}
		if (chance(0.04)) {
			status(key, "CANCELLED");
		}
	}

	/** Writes the participations in a meeting. Returns who was there. */
	private Set<String> participations(String meeting, int factor) {
		Map<String, Set<String>> seats = new LinkedHashMap<>();
		int governments = 1 + (chance(0.3) ? 1 : 0);
		for (int i = 0; i < governments; i++) {
			government(seats);
		}
		int others = 1 + (int) (factor * 5 * Math.pow(this.random.nextDouble(), 2))
				+ (chance(0.03) ? factor * this.random.nextInt(30) : 0);
		for (int i = 0; i < others; i++) {
			organisation(seats);
		}
		int number = 0;
		for (Map.Entry<String, Set<String>> seat : seats.entrySet()) {
			addFact(line("Participation", "par/" + meeting + "/" + number++, "actor", seat.getKey(), "meeting", meeting,
					"role", this.names.one(ROLES), "capacity", chance(0.1) ? this.names.one(TITLES) : null,
					"representing", seat.getValue().isEmpty() ? null : List.copyOf(seat.getValue())));
			this.participations.merge(seat.getKey(), 1, Integer::sum);
		}
		return seats.keySet();
	}

	private void government(Map<String, Set<String>> seats) {
		Actor government = hub(this.acting, 2.4);
		double drawn = this.random.nextDouble();
		List<Actor> officials = this.staff.getOrDefault(government.key(), List.of());
		if (drawn < 0.25 && !officials.isEmpty()) {
			represent(seats, any(officials).key(), government.key());
		}
		else if (drawn < 0.45 && !officials.isEmpty()) {
			// Somebody with a role who represents nobody.
			seat(seats, any(officials).key());
			seat(seats, government.key());
		}
		else if (drawn < 0.6) {
			Actor post = any(this.posts);
			seat(seats, post.key());
			List<Actor> holders = this.staff.getOrDefault(post.key(), List.of());
			if (!holders.isEmpty() && chance(0.2)) {
				seat(seats, any(holders).key());
			}
		}
		else {
			seat(seats, government.key());
		}
	}

	private void organisation(Map<String, Set<String>> seats) {
		if (chance(0.04)) {
			seat(seats, any(this.groups).key());
			return;
		}
		Actor organisation = hub(this.organisations, 2.6);
		double drawn = this.random.nextDouble();
		List<Actor> colleagues = this.staff.getOrDefault(organisation.key(), List.of());
		Actor person = (colleagues.isEmpty() || chance(0.15)) ? hub(this.people, 1.5) : hub(colleagues, 1.5);
		if (drawn < 0.5) {
			represent(seats, person.key(), organisation.key());
		}
		else if (drawn < 0.54) {
			// A delegate of two.
			represent(seats, person.key(), organisation.key());
			represent(seats, person.key(), hub(this.named, 2.6).key());
		}
		else if (drawn < 0.56) {
			// A delegate of an organisation and of a government.
			represent(seats, person.key(), organisation.key());
			represent(seats, person.key(), hub(this.acting, 2.4).key());
		}
		else if (drawn < 0.59) {
			// An organisation that speaks for another, or for a government.
			represent(seats, organisation.key(), (chance(0.5) ? hub(this.named, 2.6) : hub(this.acting, 2.4)).key());
		}
		else if (drawn < 0.72) {
			seat(seats, person.key());
		}
		else {
			seat(seats, organisation.key());
		}
	}

	private static Set<String> seat(Map<String, Set<String>> seats, String actor) {
		return seats.computeIfAbsent(actor, (none) -> new LinkedHashSet<>());
	}

	/** Whoever is represented takes part too. */
	private static void represent(Map<String, Set<String>> seats, String actor, String represented) {
		if (!actor.equals(represented)) {
			seat(seats, actor).add(represented);
			seat(seats, represented);
		}
	}

	/** Counts which organisations met which governments, wholes included. */
	private void count(Set<String> there) {
		Set<String> organisations = new LinkedHashSet<>();
		Set<String> governments = new LinkedHashSet<>();
		for (String actor : there) {
			for (String at = actor; at != null; at = this.wholes.get(at)) {
				if (at.startsWith("org/")) {
					organisations.add(at);
				}
				if (at.startsWith("gov/")) {
					governments.add(at);
				}
			}
		}
		organisations.forEach((organisation) -> governments
			.forEach((government) -> this.encounters.merge(organisation + " " + government, 1, Integer::sum)));
	}

	private void facts() {
		List<String> subjects = new ArrayList<>(this.documents);
		subjects.addAll(this.initiatives);
		subjects.addAll(this.meetings);
		Collections.shuffle(subjects, this.random);
		for (int i = 0; i < scaled(1800); i++) {
			this.files.mayBreak();
			addFact(line("Involvement", "inv/" + i, "actor",
					chance(0.7) ? hub(this.named, 1.6).key() : any(this.acting).key(), "subject", hub(subjects, 1.3),
					"kind", this.names.one(INVOLVEMENTS)));
		}
		for (int i = 0; i < scaled(450); i++) {
			this.files.mayBreak();
			addFact(line("Claim", "clm/" + i, "about",
					chance(0.6) ? hub(this.organisations, 1.5).key() : any(this.documents), "measure", "members",
					"value", 1 + this.random.nextInt(500), "bound", "AT_LEAST", "date",
					this.dates.event(this.dates.day())));
		}
		for (int i = 0; i < scaled(1200); i++) {
			this.files.mayBreak();
			endorsement();
		}
		for (int i = 0; i < scaled(1100); i++) {
			this.files.mayBreak();
			derivation(i);
		}
	}

	private void endorsement() {
		String key = "end/" + this.endorsements.size();
		this.endorsements.add(key);
		double drawn = this.random.nextDouble();
		Actor endorser = (drawn < 0.6) ? hub(this.organisations, 1.4)
				: (drawn < 0.9) ? hub(this.people, 1.2) : any(this.acting);
		LocalDate day = this.dates.day();
		boolean person = endorser.key().startsWith("per/");
		addFact(line("Endorsement", key, "endorser", endorser.key(), "endorsed",
				chance(0.9) ? hub(this.documents, 2) : hub(this.initiatives, 1.5), "kind", this.names.one(ENDORSEMENTS),
				"date", this.dates.event(day), "capacity", (person && chance(0.4)) ? this.names.one(TITLES) : null,
				"onBehalfOf", (person && chance(0.25)) ? List.of(hub(this.named, 1.5).key()) : null));
	}

	/** Something later derives from something earlier. Earlier has the higher number. */
	private void derivation(int number) {
		int later = (int) (this.documents.size() * 0.85 * Math.pow(this.random.nextDouble(), 1.2));
		int earlier = later + 1 + (int) ((this.documents.size() - later - 1) * Math.pow(this.random.nextDouble(), 2.5));
		String from = this.documents.get(Math.min(earlier, this.documents.size() - 1));
		double drawn = this.random.nextDouble();
		if (drawn < 0.12) {
			from = any(this.asks);
		}
		else if (drawn < 0.17) {
			from = any(this.initiatives);
		}
		String by = this.documents.get(later);
		drawn = this.random.nextDouble();
		if (drawn < 0.06) {
			by = any(this.initiatives);
		}
		else if (drawn < 0.12) {
			by = any(this.endorsements);
		}
		if (by.equals(from) || by.equals(this.askedIn.get(from))) {
			return;
		}
		addFact(line("Derivation", "der/" + number, "later", by, "earlier", from, "kind", this.names.one(DERIVATIONS)));
		if (by.startsWith("doc/")) {
			this.derived.merge(by, 1, Integer::sum);
		}
	}

}
