package org.rapport.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Certainty;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Visibility;
import org.rapport.law.RandomGraph.Cited;
import org.rapport.law.RandomGraph.Item;

/**
 * Makes small random graphs with records and facts of every kind, and random lenses.
 * Days, names and circles are few, so that they often coincide.
 */
final class RandomGraphs {

	private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

	private static final int DAYS = 12;

	private static final String[] CIRCLES = { "alpha", "beta" };

	private final Random random;

	private final List<Item> items = new ArrayList<>();

	private RandomGraphs(Random random) {
		this.random = random;
	}

	static RandomGraph graph(Random random) {
		return new RandomGraphs(random).graph();
	}

	/** A random lens. Three of four have a day. */
	static Lens lens(Random random) {
		RandomGraphs some = new RandomGraphs(random);
		Set<String> circles = new HashSet<>();
		Arrays.stream(CIRCLES).filter((circle) -> some.chance(40)).forEach(circles::add);
		Lens lens = Lens.of(new Clearance(some.any(Visibility.values()), circles, some.chance(10)));
		return some.chance(75) ? lens.asOf(some.day().minusDays(some.chance(10) ? 30 : 0), some.any(Certainty.values()))
				: lens;
	}

	private RandomGraph graph() {
		makeRecords();
		hierarchies();
		successions();
		encounters();
		endorsements();
		rest();
		return new RandomGraph(List.copyOf(this.items));
	}

	private void makeRecords() {
		// Everything can be cited from the first text, because everyone sees it.
		this.items.add(new Item("doc/0", Kind.DOCUMENT, Visibility.PUBLIC, null,
				fields("kind", "REPORT", "title", title(), "date", date(), "slug", "doc-0"), List.of()));
		times(2, 3, () -> record(Kind.DOCUMENT, "kind", any("OPEN_LETTER", "COMMUNIQUE", "LAW"), "title", title(),
				"date", date(), "language", maybe("en")));
		times(1, 2, () -> record(Kind.TOPIC, "name", title()));
		times(1, 2, () -> record(Kind.PLACE, "name", title(), "countryCode", maybe("GB")));
		times(2, 4, () -> record(Kind.PERSON, "name", title(), "description", maybe("D")));
		times(3, 5,
				() -> record(Kind.ORGANISATION, "name", title(), "kind",
						any("NETWORK", "CIVIL_SOCIETY", "CIVIL_SOCIETY", "UNNAMED_GROUP"), "offices", some(Kind.PLACE),
						"countryCode", maybe(any("GB", "IL"))));
		times(2, 3, () -> record(Kind.GOVERNMENT, "name", title(), "kind", any("STATE", "MINISTRY"), "countryCode",
				maybe("GB")));
		times(1, 2, () -> record(Kind.POST, "name", title()));
		times(1, 2, () -> record(Kind.INITIATIVE, "title", title(), "kind", any("FUND", "POLICY"), "about",
				some(Kind.TOPIC, Kind.DOCUMENT, Kind.ORGANISATION)));
		times(3, 5,
				() -> record(Kind.MEETING, "title", title(), "kind", any("MEETING", "CONFERENCE", "SESSION"), "date",
						date(), "partOf", chance(50) ? one(Kind.MEETING) : null, "about",
						some(Kind.TOPIC, Kind.INITIATIVE, Kind.DOCUMENT, Kind.PERSON), "places", some(Kind.PLACE),
						"attendanceMode", maybe(any("IN_PERSON", "ONLINE"))));
		for (Item document : of(Kind.DOCUMENT)) {
			Map<String, Object> fields = new LinkedHashMap<>(document.fields());
			put(fields, "presentedAt", some(Kind.MEETING));
			put(fields, "paragraphs", paragraphs());
			put(fields, "about", some(Kind.TOPIC, Kind.INITIATIVE, Kind.ORGANISATION));
			this.items.set(this.items.indexOf(document), document.with(fields, citations()));
		}
		times(1, 3, () -> record(Kind.ASK, "document", one(Kind.DOCUMENT), "position", 1 + this.random.nextInt(3),
				"heading", maybe(title()), "summary", title(), "wording", maybe("words of " + title())));
		times(1, 3,
				() -> record(Kind.MILESTONE, "initiative", one(Kind.INITIATIVE), "kind", any("STEP", "CONDITION"),
						"position", 1 + this.random.nextInt(3), "title", title(), "date", date(), "realisedBy",
						some(Kind.MEETING, Kind.DOCUMENT)));
	}

	private void hierarchies() {
		Kind[] bodies = { Kind.ORGANISATION, Kind.GOVERNMENT };
		String network = one(Kind.ORGANISATION);
		times(3, 5, () -> fact(Kind.MEMBERSHIP, "actor", actor(), "belongsTo", chance(80) ? network : one(bodies),
				"kind", "MEMBER", "startDate", moment(), "endDate", moment()));
		// Some members of the network share another group.
		String group = one(bodies);
		of(Kind.MEMBERSHIP).stream()
			.limit(3)
			.forEach((membership) -> fact(Kind.MEMBERSHIP, "actor", membership.text("actor"), "belongsTo", group,
					"kind", "MEMBER", "startDate", moment(), "endDate", moment()));
		List<Item> actors = actors();
		times(3, 5, () -> {
			// From a later to an earlier line, so that no actor is a body of itself.
			int part = 1 + this.random.nextInt(actors.size() - 1);
			List<Item> wholes = actors.subList(0, part)
				.stream()
				.filter((actor) -> Arrays.asList(bodies).contains(actor.kind()))
				.toList();
			if (!wholes.isEmpty()) {
				fact(Kind.MEMBERSHIP, "actor", actors.get(part).key(), "belongsTo", any(wholes).key(), "kind",
						any("BODY", "BODY", "CHAPTER"), "startDate", moment(), "endDate", moment());
			}
		});
		times(2, 5,
				() -> fact(Kind.ROLE, "person", one(Kind.PERSON), "heldIn",
						one(Kind.ORGANISATION, Kind.GOVERNMENT, Kind.POST), "title", maybe(title()), "startDate",
						moment(), "endDate", moment()));
	}

	private void successions() {
		times(2, 4, () -> {
			List<Item> bodies = new ArrayList<>(of(Kind.ORGANISATION));
			bodies.addAll(of(Kind.GOVERNMENT));
			Collections.shuffle(bodies, this.random);
			fact(Kind.SUCCESSION, "later", bodies.get(0).key(), "earlier", bodies.get(1).key(), "kind",
					any("RENAMING", "MERGER", "SPLIT", "TRANSFER_OF_FUNCTIONS"), "date", date());
		});
	}

	private void encounters() {
		times(6, 10, () -> fact(Kind.PARTICIPATION, "actor", actor(), "meeting", one(Kind.MEETING), "role",
				any("SPEAKER", "HOST", "PARTICIPANT"), "capacity", maybe("C")));
		List<Item> first = of(Kind.PARTICIPATION);
		times(1, 3, () -> {
			Item present = any(first);
			fact(Kind.PARTICIPATION, "actor", actor(), "meeting", present.text("meeting"), "representing",
					List.of(present.text("actor")));
		});
		times(4, 6,
				() -> fact(Kind.INVOLVEMENT, "actor", actor(), "subject",
						one(Kind.MEETING, Kind.DOCUMENT, Kind.INITIATIVE, Kind.ASK), "kind",
						any("ISSUED", "ADDRESSED", "LEADS", "HOSTED")));
	}

	private void endorsements() {
		times(4, 6, () -> {
			String date = date();
			String withdrawn = chance(40) ? date() : null;
			if (date != null && withdrawn != null
					&& ApproximateDate.parse(withdrawn).latest().isBefore(ApproximateDate.parse(date).earliest())) {
				withdrawn = null;
			}
			fact(Kind.ENDORSEMENT, "endorser", actor(), "endorsed", one(Kind.DOCUMENT, Kind.DOCUMENT, Kind.INITIATIVE),
					"kind", any("SIGNATURE", "PLEDGE", "FUNDING"), "date", date, "withdrawn", withdrawn, "onBehalfOf",
					some(Kind.ORGANISATION, Kind.GOVERNMENT), "voicedIn", some(Kind.DOCUMENT, Kind.MEETING),
					"promptedBy", some(Kind.ASK, Kind.PARTICIPATION, Kind.ROLE, Kind.DOCUMENT, Kind.ENDORSEMENT));
		});
		times(3, 6,
				() -> fact(Kind.DERIVATION, "later", one(Kind.DOCUMENT, Kind.INITIATIVE, Kind.ENDORSEMENT), "earlier",
						one(Kind.DOCUMENT, Kind.INITIATIVE, Kind.ASK, Kind.ASK), "kind",
						any("ADOPTS", "ANSWERS", "DRAWS_ON"), "askedWording", maybe("A")));
	}

	private void rest() {
		times(2, 3, () -> {
			boolean figure = chance(70);
			fact(Kind.CLAIM, "about", any(records()).key(), "measure", any("members", "budget"), "value",
					figure ? this.random.nextInt(3) : null, "bound", figure ? any("EXACT", "AT_LEAST") : null,
					"wording", figure ? maybe("a few") : "tens of thousands", "date", date());
		});
		times(3, 6, () -> {
			Kind of = any(Kind.MEETING, Kind.MEETING, Kind.INITIATIVE, Kind.MILESTONE, Kind.ENDORSEMENT);
			String own = switch (of) {
				case MEETING -> "HELD";
				case ENDORSEMENT -> "KEPT";
				default -> "REACHED";
			};
			fact(Kind.STATUS_CHANGE, "element", one(of), "status", any("PLANNED", "CANCELLED", own, own), "date",
					date());
		});
		times(1, 3, () -> fact(Kind.NAME, "actor", actor(), "name", title(), "kind", any("FORMER", "ALTERNATIVE"),
				"startDate", moment(), "endDate", moment()));
		int[] number = { 0 };
		times(2, 3, () -> fact(Kind.IDENTIFICATION, "record", any(records()).key(), "scheme", any("wikidata", "GB-COH"),
				"identifier", "Q" + number[0]++));
	}

	private void record(Kind kind, Object... fields) {
		String key = kind.prefix() + "/" + of(kind).size();
		Map<String, Object> all = fields(fields);
		all.put("slug", key.replace('/', '-'));
		this.items.add(new Item(key, kind, visibility(), circle(), all, citations()));
	}

	private void fact(Kind kind, Object... fields) {
		String key = kind.prefix() + "/" + of(kind).size();
		Map<String, Object> all = fields(fields);
		if (all.get("startDate") instanceof String from && all.get("endDate") instanceof String to
				&& ApproximateDate.parse(to).latest().isBefore(ApproximateDate.parse(from).earliest())) {
			all.put("startDate", to);
			all.put("endDate", from);
		}
		Visibility visibility = visibility();
		String circle = circle();
		List<Cited> citations = new ArrayList<>(citations());
		Item fact = new Item(key, kind, visibility, circle, all, citations);
		// A fact stays cited for everyone who sees it.
		if (!new RandomGraph(this.items).isCited(fact)) {
			List<Item> open = of(Kind.DOCUMENT).stream().filter((document) -> document.isOpenTo(fact)).toList();
			citations.add(new Cited(any(open).key(), "open", Visibility.PUBLIC, null));
		}
		if (!isBetweenAnElementAndItself(fact)) {
			this.items.add(fact.with(all, List.copyOf(citations)));
		}
	}

	/** Whether a rule refuses a fact, because it names an element twice. */
	private static boolean isBetweenAnElementAndItself(Item fact) {
		List<String> named = new ArrayList<>();
		Stream
			.of("actor", "person", "belongsTo", "heldIn", "meeting", "subject", "endorser", "endorsed", "later",
					"earlier", "representing", "onBehalfOf")
			.forEach((field) -> named.addAll(fact.keys(field)));
		return new HashSet<>(named).size() < named.size();
	}

	private static Map<String, Object> fields(Object... fields) {
		Map<String, Object> all = new LinkedHashMap<>();
		for (int i = 0; i < fields.length; i += 2) {
			put(all, (String) fields[i], fields[i + 1]);
		}
		return all;
	}

	private static void put(Map<String, Object> fields, String name, Object value) {
		if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
			fields.put(name, value);
		}
	}

	private List<Cited> citations() {
		List<Item> documents = of(Kind.DOCUMENT);
		List<Cited> citations = new ArrayList<>();
		int number = documents.isEmpty() ? 0 : Math.max(0, this.random.nextInt(5) - 2);
		for (int i = 0; i < number; i++) {
			citations.add(new Cited(any(documents).key(), "l" + i, visibility(), circle()));
		}
		return citations;
	}

	/** A text whose labels are some of the locators of {@link #citations}, or none. */
	private List<Map<String, String>> paragraphs() {
		List<Map<String, String>> paragraphs = new ArrayList<>();
		for (int i = chance(60) ? 2 : -1; i >= 0; i--) {
			paragraphs.add(Map.of("label", "l" + i, "text", "Text of " + title()));
		}
		return paragraphs;
	}

	private Visibility visibility() {
		return chance(65) ? Visibility.PUBLIC : any(Visibility.values());
	}

	private String circle() {
		return chance(10) ? any(CIRCLES) : null;
	}

	private LocalDate day() {
		return FIRST_DAY.plusDays(this.random.nextInt(DAYS));
	}

	/** A random date, or null. */
	private String date() {
		LocalDate one = day();
		LocalDate other = one.plusDays(this.random.nextInt(4));
		return switch (this.random.nextInt(8)) {
			case 0 -> one + "/" + other;
			case 1 -> any(one + "/..", "../" + one, one + "/2024-01", "2023/" + one);
			default -> moment();
		};
	}

	/** A random date that is one moment, or null. */
	private String moment() {
		LocalDate one = day();
		LocalDate other = one.plusDays(this.random.nextInt(4));
		return switch (this.random.nextInt(10)) {
			case 0 -> null;
			case 1 -> any("2024-01", "2023", "2024", "2023-12-XX", "202X", "2024-01~", "2024-02", "XXXX");
			case 2 -> "[" + one + ".." + other + "]";
			case 3 -> any("[.." + one + "]", "[" + one + "..]", "[" + one + "," + other + "]",
					"[" + other + "," + one.minusDays(3) + ".." + one.minusDays(2) + "]");
			case 4 -> one + any("~", "?", "%");
			default -> one.toString();
		};
	}

	private String title() {
		return any("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "amber", "Amber Circle",
				"Amber–Circle’s Forum", "Ambre", "Ámber Forum", "AMBER", "Ａmber", "\uD801\uDC00mber", "Families Forum",
				"Famlies Forum", "محمد", "مُحَمَّد أحمد", "שלום עכשיו");
	}

	private <T> T maybe(T value) {
		return chance(40) ? value : null;
	}

	private String actor() {
		return any(actors()).key();
	}

	private String one(Kind... kinds) {
		List<Item> there = of(any(kinds));
		if (there.isEmpty()) {
			there = Stream.of(kinds).flatMap((kind) -> of(kind).stream()).toList();
		}
		return there.isEmpty() ? null : any(there).key();
	}

	private List<String> some(Kind... kinds) {
		Set<String> keys = new LinkedHashSet<>();
		int number = Math.max(0, this.random.nextInt(5) - 2);
		for (int i = 0; i < number; i++) {
			String key = one(kinds);
			if (key != null) {
				keys.add(key);
			}
		}
		return List.copyOf(keys);
	}

	private List<Item> of(Kind kind) {
		return this.items.stream().filter((item) -> item.kind() == kind).toList();
	}

	private List<Item> records() {
		return this.items.stream().filter((item) -> item.kind().isRecord()).toList();
	}

	private List<Item> actors() {
		return this.items.stream().filter((item) -> item.kind().isActor()).toList();
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	@SafeVarargs
	private <T> T any(T... all) {
		return all[this.random.nextInt(all.length)];
	}

	private <T> T any(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

	private void times(int least, int most, Runnable action) {
		int number = least + this.random.nextInt(most - least + 1);
		for (int i = 0; i < number; i++) {
			action.run();
		}
	}

}
