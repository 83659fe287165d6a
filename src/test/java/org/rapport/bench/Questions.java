package org.rapport.bench;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import org.rapport.bench.DomainGraph.Actor;
import org.rapport.bench.DomainGraph.Known;
import org.rapport.bench.Question.Asked;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Words;
import org.rapport.store.SearchIndex;

/**
 * Chooses what the questions are asked about: half of the arguments are those with the
 * most facts, the other half is drawn.
 */
final class Questions {

	/** The number of sets of arguments for each question. */
	private static final int ARGUMENTS = Integer.getInteger("bench.arguments", 16);

	private final Random random;

	private final Known known;

	Questions(long seed, Known known) {
		this.random = new Random(seed);
		this.known = known;
	}

	/** All questions. */
	List<Question> all() throws IOException {
		List<String> networks = List.copyOf(this.known.networks().keySet());
		List<String> organisations = this.known.organisations().stream().map(Actor::key).toList();
		return List.of(
				Question.read("Q1", "an organisation by id", asked(organisations, (key) -> Map.of("id", id(key)))),
				Question.read("Q2", "25 of a country, total", asked(countries(), (code) -> Map.of("country", code))),
				Question.read("Q3", "50 members, people, roles", asked(networks, (key) -> Map.of("id", id(key)))),
				Question.read("Q4", "a person's 20 meetings, participants",
						asked(people(), (key) -> Map.of("id", id(key)))),
				Question.read("Q5", "engagements of two sides",
						asked(upTo(this.known.pairs(), 25 * ARGUMENTS),
								(pair) -> Map.of("org", id(pair.get(0)), "gov", id(pair.get(1))))),
				Question.read("Q6", "a chain, depth 4, endorsers",
						asked(this.known.documents(), (key) -> Map.of("id", id(key)))),
				Question.read("Q7", "linked members of one",
						asked(members(networks), (pair) -> Map.of("id", id(pair.get(1)), "network", id(pair.get(0))))),
				Question.read("Q8", "search", phrases().stream().map(Questions::searched).toList()),
				Question.read("Q9", "links of a network", asked(networks, (key) -> Map.of("network", id(key)))),
				Question.read("Q10", "a deep page", windows().stream().map(Questions::during).toList()));
	}

	/** The id of the record with a key. */
	private static String id(String key) {
		Kind kind = switch (key.substring(0, 3)) {
			case "org" -> Kind.ORGANISATION;
			case "gov" -> Kind.GOVERNMENT;
			case "per" -> Kind.PERSON;
			case "doc" -> Kind.DOCUMENT;
			default -> throw new IllegalArgumentException(key);
		};
		return Ids.derive(kind, InterchangeFiles.DATASET, key);
	}

	/** Sets of arguments that have the same names on both sides. */
	private <T> List<Asked> asked(List<T> from, Function<T, Map<String, Object>> variables) {
		return drawn(from).stream().map(variables).map((each) -> new Asked(each, visible(each))).toList();
	}

	/** The parameters with those of the public lens. */
	private static Map<String, Object> visible(Map<String, Object> parameters) {
		Map<String, Object> all = new HashMap<>(parameters);
		all.put("c", 0);
		return all;
	}

	private <T> List<T> drawn(List<T> from) {
		Set<T> drawn = new LinkedHashSet<>(from.subList(0, Math.min(ARGUMENTS / 2, from.size())));
		while (drawn.size() < Math.min(ARGUMENTS, from.size())) {
			drawn.add(from.get(this.random.nextInt(from.size())));
		}
		return List.copyOf(drawn);
	}

	private static List<String> countries() {
		List<String> codes = new ArrayList<>();
		for (int i = 0; i < InventedNames.COUNTRIES.length; i += 2) {
			codes.add(InventedNames.COUNTRIES[i]);
		}
		return codes;
	}

	private List<String> people() {
		List<String> people = this.known.participants().stream().filter((key) -> key.startsWith("per/")).toList();
		return upTo(people, Math.max(ARGUMENTS, people.size() / 2));
	}

	private static <T> List<T> upTo(List<T> list, int most) {
		return list.subList(0, Math.min(most, list.size()));
	}

	/**
	 * Networks, each with one of its members. The larger networks and the members with
	 * the most participations come first.
	 */
	private List<List<String>> members(List<String> networks) {
		List<List<String>> pairs = new ArrayList<>();
		this.known.participants().stream().filter((key) -> key.startsWith("org/")).forEach((key) -> {
			for (String network : networks) {
				if (this.known.networks().get(network).contains(key)) {
					pairs.add(List.of(network, key));
					break;
				}
			}
		});
		return upTo(pairs, 10 * ARGUMENTS);
	}

	/**
	 * Texts that people type: whole names, their beginnings, words in another order, one
	 * word, and words with typing errors, in three scripts.
	 */
	private List<String> phrases() {
		Set<String> phrases = new LinkedHashSet<>(List.of("water", "peace forum", "forum peace hai", "galilee inst",
				"reconciliaton", "agriclture trust", "السلام", "منتدى المياه", "שלום", "מרכז חינוך"));
		while (phrases.size() < ARGUMENTS) {
			List<String> words = new ArrayList<>(List.of(this.known.organisations()
				.get(this.random.nextInt(this.known.organisations().size()))
				.name()
				.split(" ")));
			switch (phrases.size() % 3) {
				case 0 -> phrases.add(String.join(" ", words));
				case 1 -> phrases.add(words.get(words.size() - 1) + " " + words.get(0));
				default -> {
					String last = words.get(words.size() - 1);
					words.set(words.size() - 1, last.substring(0, (last.length() + 1) / 2));
					phrases.add(String.join(" ", words));
				}
			}
		}
		return List.copyOf(phrases);
	}

	/**
	 * The parameters of the Cypher are the words, as a client of the index sends them.
	 */
	private static Asked searched(String phrase) {
		Words words = Words.of(phrase);
		return new Asked(Map.of("phrase", phrase), visible(Map.of("q", SearchIndex.question(words), "text",
				words.text(), "words", words.words(), "letters", words.joined(0, words.words().size()))));
	}

	private List<List<LocalDate>> windows() {
		List<List<LocalDate>> windows = new ArrayList<>();
		for (int i = 0; i < ARGUMENTS; i++) {
			LocalDate from = LocalDate.of(InventedDates.FIRST_YEAR + 3 + i % 17, 1 + this.random.nextInt(12), 1);
			windows.add(List.of(from, from.plusMonths(6 + this.random.nextInt(18)).minusDays(1)));
		}
		return windows;
	}

	private static Asked during(List<LocalDate> window) {
		return new Asked(Map.of("during", window.get(0) + "/" + window.get(1)),
				visible(Map.of("from", window.get(0).toString(), "to", window.get(1).toString())));
	}

}
