package org.rapport.law;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.rapport.kernel.Lens;
import org.rapport.kernel.SortedText;
import org.rapport.law.Battery.Paged;
import org.rapport.law.RandomGraph.Item;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a client can read a list page by page, in either direction. It sees each
 * element once and in order, even if elements are added or removed meanwhile.
 */
class ListWalkIT extends LawTestBase {

	private static final JsonMapper JSON = new JsonMapper();

	private static final int LISTS = 14;

	private static final int WALKED = 6;

	private static final int LARGEST_PAGE = 3;

	/** The orders by names. Their other texts are words of ASCII. */
	private static final Set<String> BY_NAME = Set.of("NAME", "TITLE", "ROLE", "KIND", "MATCH");

	private static final Pattern DAY = Pattern.compile("\\+?\\d{4,5}-\\d\\d-\\d\\d");

	/** Their cursors hold values that are computed from other rows. */
	private static final Set<String> COMPUTED = Set.of("EngagementConnection", "MemberLinkConnection");

	@LawTrials(1)
	void givesTheWholeListOnceAndInOrderEitherWay(long seed) {
		LawCase law = LawCase.of(seed);
		graph.load(law.graph());
		Random random = law.random();
		List<Paged> lists = worthWalking(new Battery(graph.schema(), law.graph(), random).ordered(LISTS), law.lens());
		Map<String, List<String>> before = new HashMap<>();
		for (Paged list : lists) {
			List<String> whole = whole(list, law.lens());
			assertThat(whole).as(list.field()).doesNotHaveDuplicates();
			assertInOrder(list, whole);
			for (boolean forwards : List.of(true, false)) {
				Walk walk = new Walk(list, law.lens(), forwards, random);
				while (!walk.ended) {
					walk.step();
				}
				assertThat(walk.met()).as(list.field() + (forwards ? " forwards" : " backwards")).isEqualTo(whole);
			}
			String other = list.parent() + list.field().replaceAll("direction: .*", "");
			List<String> ascending = before.put(other, whole);
			if (ascending != null) {
				assertThat(positions(dated(whole, true))).as("the opposite of " + other)
					.isEqualTo(reversed(positions(dated(ascending, true))));
				assertThat(dated(whole, false).size()).as("the undated of " + other)
					.isEqualTo(dated(ascending, false).size());
			}
		}
	}

	@LawTrials(1)
	void givesOnceWhatStaysWhateverElseComesAndGoes(long seed) {
		LawCase law = LawCase.of(seed);
		graph.load(law.graph());
		Random random = law.random();
		List<Paged> lists = worthWalking(new Battery(graph.schema(), law.graph(), random).ordered(LISTS), law.lens())
			.stream()
			.filter((list) -> !COMPUTED.contains(list.connection().getName()))
			// Each load adds more entries to the history of everything than a walk reads.
			.filter((list) -> !list.field().startsWith("changes("))
			.toList();
		Map<Walk, Set<String>> stayed = new LinkedHashMap<>();
		for (Paged list : lists) {
			Walk walk = new Walk(list, law.lens(), random.nextBoolean(), random);
			stayed.put(walk, new HashSet<>(whole(list, law.lens())));
		}
		boolean complete = true;
		while (stayed.keySet().stream().anyMatch((walk) -> !walk.ended)) {
			for (Map.Entry<Walk, Set<String>> walk : stayed.entrySet()) {
				if (!walk.getKey().ended) {
					walk.getKey().step();
				}
			}
			if (complete) {
				graph.remove(some(law.graph(), lists, random));
			}
			else {
				graph.add(law.graph());
			}
			complete = !complete;
			stayed.forEach((walk, there) -> {
				if (!walk.ended) {
					there.retainAll(whole(walk.list, law.lens()));
				}
			});
		}
		stayed.forEach((walk, there) -> {
			assertThat(walk.met()).as(walk.list.field()).doesNotHaveDuplicates().containsAll(there);
			assertInOrder(walk.list, walk.met());
		});
	}

	/** Random elements to remove. None is a parent of these lists. */
	private static List<String> some(RandomGraph all, List<Paged> lists, Random random) {
		Set<String> parents = new HashSet<>();
		lists.forEach((list) -> parents.add(list.parent()));
		return all.items()
			.stream()
			.map(Item::id)
			.filter((id) -> !parents.contains(id) && random.nextInt(4) == 0)
			.toList();
	}

	/** The lists with enough elements to walk through. */
	private static List<Paged> worthWalking(List<Paged> lists, Lens lens) {
		List<Paged> worth = new ArrayList<>();
		for (Paged list : lists) {
			if (worth.size() < WALKED && whole(list, lens).size() > 1) {
				worth.add(list);
			}
		}
		return worth;
	}

	/**
	 * All cursors of a list, a hundred at a time: each load of the graph adds entries to
	 * its history.
	 */
	private static List<String> whole(Paged list, Lens lens) {
		JsonNode page = page(list, "first: 100", lens);
		int total = page.at("/totalCount").asInt(0);
		List<String> cursors = cursors(page);
		while (page.at("/pageInfo/hasNextPage").asBoolean()) {
			page = page(list, "first: 100, after: \"" + cursors.get(cursors.size() - 1) + "\"", lens);
			cursors.addAll(cursors(page));
		}
		assertThat(cursors).as(list.field()).hasSize(total);
		return cursors;
	}

	private static JsonNode page(Paged list, String arguments, Lens lens) {
		Map<String, Object> answer = graph.ask("{ " + list.question(arguments, """
				{ totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }""")
				+ " }", lens);
		assertThat(answer).as(list.question(arguments, "")).doesNotContainKey("errors");
		JsonNode data = JSON.valueToTree(answer.get("data"));
		String field = list.field().substring(0, list.field().indexOf('('));
		return data.at(((list.parent() != null) ? "/node/" : "/") + field);
	}

	private static List<String> cursors(JsonNode page) {
		List<String> cursors = new ArrayList<>();
		page.at("/edges").forEach((edge) -> cursors.add(edge.at("/cursor").asString()));
		return cursors;
	}

	/** The values and ids in cursors, without list and order. */
	private static List<String> positions(List<String> cursors) {
		return new ArrayList<>(cursors.stream().map((cursor) -> {
			List<String> parts = new ArrayList<>();
			decoded(cursor).forEach((part) -> parts.add(part.toString()));
			return String.join(" ", parts.subList(2, parts.size()));
		}).toList());
	}

	private static <T> List<T> reversed(List<T> list) {
		List<T> reversed = new ArrayList<>(list);
		Collections.reverse(reversed);
		return reversed;
	}

	/**
	 * The cursors of the elements that have a day, if the list is by day, or of those
	 * that have none. Elements without a day are last in both directions, at a day that
	 * no date has.
	 */
	private static List<String> dated(List<String> cursors, boolean dated) {
		return cursors.stream()
			.filter((cursor) -> decoded(cursor).valueStream()
				.map(JsonNode::asString)
				.noneMatch((part) -> part.equals("0000-01-01") || part.equals("+10000-01-01")) == dated)
			.toList();
	}

	private static JsonNode decoded(String cursor) {
		return JSON.readTree(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
	}

	/**
	 * Checks the order by all values and the id. For equal strengths, names are sorted in
	 * the other direction.
	 */
	private static void assertInOrder(Paged list, List<String> cursors) {
		for (int i = 1; i < cursors.size(); i++) {
			JsonNode one = decoded(cursors.get(i - 1));
			JsonNode next = decoded(cursors.get(i));
			String order = one.get(1).asString();
			int sign = order.endsWith("-") ? -1 : 1;
			int values = order.startsWith("STRENGTH") ? 3 : one.size();
			int compared = 0;
			for (int j = 2; j < values && compared == 0; j++) {
				compared = one.get(j).isNumber() ? Long.compare(one.get(j).asLong(), next.get(j).asLong())
						: compare(order, one.get(j).asString(), next.get(j).asString());
			}
			assertThat(compared * sign).as(list.field() + ": " + one + " before " + next).isLessThanOrEqualTo(0);
		}
	}

	private static int compare(String order, String one, String next) {
		if (BY_NAME.contains(order.substring(0, order.length() - 1))) {
			return SortedText.of(one).compareTo(SortedText.of(next));
		}
		return DAY.matcher(one).matches() ? LocalDate.parse(one).compareTo(LocalDate.parse(next)) : one.compareTo(next);
	}

	/** Reads a list in pages of random size. */
	private static final class Walk {

		private final Paged list;

		private final Lens lens;

		private final boolean forwards;

		private final Random random;

		private final List<String> met = new ArrayList<>();

		private String cursor;

		private boolean ended;

		private Walk(Paged list, Lens lens, boolean forwards, Random random) {
			this.list = list;
			this.lens = lens;
			this.forwards = forwards;
			this.random = random;
		}

		private void step() {
			int size = 1 + this.random.nextInt(LARGEST_PAGE);
			String from = (this.cursor == null) ? ""
					: (this.forwards ? ", after: \"" : ", before: \"") + this.cursor + "\"";
			JsonNode page = page(this.list, (this.forwards ? "first: " : "last: ") + size + from, this.lens);
			List<String> cursors = cursors(page);
			JsonNode info = page.at("/pageInfo");
			this.ended = !info.at(this.forwards ? "/hasNextPage" : "/hasPreviousPage").asBoolean();
			assertThat(info.at(this.forwards ? "/hasPreviousPage" : "/hasNextPage").asBoolean())
				.isEqualTo(this.cursor != null);
			assertThat(cursors).hasSizeLessThanOrEqualTo(size);
			if (cursors.isEmpty()) {
				assertThat(this.ended).as("an empty page ends the walk").isTrue();
				return;
			}
			assertThat(this.ended || cursors.size() == size).as("only the last page is short").isTrue();
			assertThat(info.at("/startCursor").asString()).isEqualTo(cursors.get(0));
			assertThat(info.at("/endCursor").asString()).isEqualTo(cursors.get(cursors.size() - 1));
			this.met.addAll(this.forwards ? this.met.size() : 0, cursors);
			this.cursor = cursors.get(this.forwards ? cursors.size() - 1 : 0);
		}

		/** The cursors read so far, in the order of the list. */
		private List<String> met() {
			return this.met;
		}

	}

}
