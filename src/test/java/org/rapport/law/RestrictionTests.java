package org.rapport.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.kernel.Certainty;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Visibility;
import org.rapport.law.RandomGraph.Cited;
import org.rapport.law.RandomGraph.Item;

import static org.assertj.core.api.Assertions.assertThat;

class RestrictionTests {

	private static final Lens ALL = Lens.of(Clearance.FULL);

	private static final Lens PUBLIC = Lens.of(Clearance.PUBLIC);

	private static final Lens POSSIBLY = ALL.asOf(LocalDate.of(2024, 1, 5), Certainty.POSSIBLE);

	private final List<Item> items = new ArrayList<>();

	@LawTrials(50)
	void leavesEverythingAtFullClearanceWithoutADay(long seed) {
		RandomGraph graph = RandomGraphs.graph(new Random(seed));
		assertThat(Restriction.of(graph, ALL)).isEqualTo(new Restriction(Set.of(), Set.of(), Set.of()));
	}

	@LawTrials(50)
	void leavesLessToThoseWhoMaySeeLess(long seed) {
		RandomGraph graph = RandomGraphs.graph(new Random(seed));
		Lens some = Lens.of(new Clearance(Visibility.NETWORK, Set.of("alpha"), false));
		assertThat(Restriction.of(graph, PUBLIC).removed()).containsAll(Restriction.of(graph, some).removed());
	}

	@LawTrials(50)
	void hasEveryKindInEveryRandomGraph(long seed) {
		RandomGraph graph = RandomGraphs.graph(new Random(seed));
		assertThat(Kind.values()).allSatisfy((kind) -> assertThat(graph.ids(kind)).isNotEmpty());
	}

	@Test
	void hidesWhatIsInACircleFromOthers() {
		item(Kind.PERSON, "p", Visibility.PUBLIC, "alpha");
		assertThat(removed(PUBLIC)).containsExactly("p");
		assertThat(removed(Lens.of(new Clearance(Visibility.PUBLIC, Set.of("alpha"), false)))).isEmpty();
	}

	@Test
	void removesAFactWithAnyOfThoseItIsOnBehalfOf() {
		item(Kind.PERSON, "p");
		item(Kind.DOCUMENT, "d");
		item(Kind.ORGANISATION, "o", Visibility.CONFIDENTIAL, null);
		item(Kind.ENDORSEMENT, "e", "endorser", "p", "endorsed", "d", "onBehalfOf", List.of("o"));
		item(Kind.DERIVATION, "v", "later", "e", "earlier", "d");
		assertThat(removed(PUBLIC)).containsExactly("o", "e", "v");
	}

	@Test
	void dropsATieAndNotWhatItTied() {
		item(Kind.MEETING, "whole", Visibility.CONFIDENTIAL, null);
		item(Kind.MEETING, "m", "partOf", "whole");
		assertThat(removed(PUBLIC)).containsExactly("whole");
	}

	@Test
	void removesACitationWithItsSource() {
		item(Kind.DOCUMENT, "d", Visibility.CONFIDENTIAL, null);
		this.items.add(new Item("t", Kind.TOPIC, Visibility.PUBLIC, null, Map.of(), List.of(cited("d"))));
		assertThat(Restriction.of(graph(), PUBLIC).removed()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "2024-01-05,,true,false", "2024-01-06,,false,false", ",2024-01-05,true,false",
			"2024-01-01,2024-01-31,true,true", "2024-01,2024-02,true,false", "2024-01-01,2024-01,true,false",
			",,true,false", "2024-01-01,2024-01-04,false,false" })
	void keepsAStateInForce(String from, String to, boolean possibly, boolean certainly) {
		item(Kind.PERSON, "p");
		item(Kind.NAME, "n", "actor", "p", "startDate", from, "endDate", to);
		assertThat(removed(POSSIBLY).isEmpty()).isEqualTo(possibly);
		assertThat(removed(certain()).isEmpty()).isEqualTo(certainly);
	}

	@ParameterizedTest
	@CsvSource({ "2024-01-05,true,true", "2024-01-06,false,false", "2024-01,true,false", ",true,false",
			"2024-01-05/2024-01-09,true,true", "[2024-01-05..2024-01-09],true,false", "2024-01-04/..,true,true" })
	void keepsAnEventThatHasBegun(String date, boolean possibly, boolean certainly) {
		item(Kind.MEETING, "m", "date", date);
		assertThat(removed(POSSIBLY).isEmpty()).isEqualTo(possibly);
		assertThat(removed(certain()).isEmpty()).isEqualTo(certainly);
	}

	@Test
	void removesASuccessionWithEitherBodyAndBeforeItHappened() {
		item(Kind.GOVERNMENT, "g");
		item(Kind.ORGANISATION, "o", Visibility.CONFIDENTIAL, null);
		item(Kind.SUCCESSION, "s", "later", "g", "earlier", "o", "date", "2024-01-06");
		assertThat(removed(PUBLIC)).containsExactly("o", "s");
		assertThat(removed(POSSIBLY)).containsExactly("s");
	}

	@Test
	void keepsAPlanOnEveryDay() {
		item(Kind.INITIATIVE, "i");
		item(Kind.MILESTONE, "s", "initiative", "i", "date", "2030");
		assertThat(removed(POSSIBLY)).isEmpty();
	}

	@Test
	void knowsATextByAnActUponIt() {
		item(Kind.PERSON, "p");
		item(Kind.DOCUMENT, "d", "date", "2024-02");
		item(Kind.ASK, "a", "document", "d");
		item(Kind.ENDORSEMENT, "e", "endorser", "p", "endorsed", "d", "date", "2024-01-04");
		assertThat(removed(POSSIBLY)).isEmpty();
		this.items.set(3,
				this.items.get(3).with(Map.of("endorser", "p", "endorsed", "d", "date", "2024-02"), List.of()));
		assertThat(removed(POSSIBLY)).containsExactly("d", "a", "e");
	}

	@Test
	void keepsASourceOnEveryDayButNotWhatHangsOnItAsAText() {
		item(Kind.DOCUMENT, "d", "date", "2024-02");
		item(Kind.ASK, "a", "document", "d");
		this.items.add(new Item("t", Kind.TOPIC, Visibility.PUBLIC, null, Map.of(), List.of(cited("d"))));
		assertThat(removed(POSSIBLY)).containsExactly("a");
	}

	@Test
	void takesBackAWithdrawalThatHasNotBegun() {
		item(Kind.PERSON, "p");
		item(Kind.INITIATIVE, "i");
		item(Kind.ENDORSEMENT, "e", "endorser", "p", "endorsed", "i", "date", "2024-01-01", "withdrawn", "2024-01");
		assertThat(Restriction.of(graph(), POSSIBLY).notWithdrawn()).isEmpty();
		assertThat(Restriction.of(graph(), certain()).notWithdrawn()).containsExactly(this.items.get(2).id());
	}

	private static Lens certain() {
		return ALL.asOf(LocalDate.of(2024, 1, 5), Certainty.CERTAIN);
	}

	private static Cited cited(String document) {
		return new Cited(document, "l", Visibility.PUBLIC, null);
	}

	private void item(Kind kind, String key, Object... fields) {
		item(kind, key, Visibility.PUBLIC, null, fields);
	}

	private void item(Kind kind, String key, Visibility visibility, String circle, Object... fields) {
		Map<String, Object> all = new LinkedHashMap<>();
		for (int i = 0; i < fields.length; i += 2) {
			if (fields[i + 1] != null) {
				all.put((String) fields[i], fields[i + 1]);
			}
		}
		this.items.add(new Item(key, kind, visibility, circle, all, List.of()));
	}

	private RandomGraph graph() {
		return new RandomGraph(List.copyOf(this.items));
	}

	/** The keys of the removed lines. */
	private List<String> removed(Lens lens) {
		Set<String> removed = Restriction.of(graph(), lens).removed();
		return this.items.stream().filter((item) -> removed.contains(item.id())).map(Item::key).toList();
	}

}
