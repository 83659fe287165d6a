package org.rapport.transfer;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.kernel.Content;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.store.Stored;
import org.rapport.transfer.ImportGraph.TiedElement;
import org.rapport.transfer.KeptElement.Why;
import org.rapport.transfer.Withdrawal.Leaving;

import static org.assertj.core.api.Assertions.assertThat;

/** Cases by hand: what can go once a data set does not state it any more. */
class WithdrawalTests {

	private final String person = id(Kind.PERSON, "p");

	private final String group = id(Kind.ORGANISATION, "o");

	private final String role = id(Kind.ROLE, "r");

	private final String document = id(Kind.DOCUMENT, "d");

	private final String own = id(Kind.CITATION, "own");

	private final String other = id(Kind.CITATION, "other");

	private final Map<String, Stored> candidates = new HashMap<>();

	private final Map<String, Stored> citations = new HashMap<>();

	private final List<TiedElement> referring = new ArrayList<>();

	private final Set<String> needed = new HashSet<>();

	private final Set<String> moved = new HashSet<>();

	private final Map<String, String> formerNames = new HashMap<>();

	@Test
	void retractsWhatHasNoOtherCitationAndNothingRefersTo() {
		candidates(this.person, this.role, this.document);
		refers(this.role, this.person);
		cites(this.own, this.role, 0);
		Withdrawal withdrawal = withdrawal();
		assertThat(withdrawal.retracted()).containsExactlyInAnyOrder(this.person, this.role, this.document);
		assertThat(withdrawal.kept()).isEmpty();
		assertThat(withdrawal.uncited()).isEmpty();
	}

	@Test
	void leavesAFactThatAllItsViewersSeeCitedFromElsewhere() {
		candidates(this.person, this.role, this.document);
		refers(this.role, this.person);
		cites(this.own, this.role, 0);
		cites(this.other, this.role, 0);
		Withdrawal withdrawal = withdrawal();
		assertThat(withdrawal.uncited()).containsExactly(this.role);
		assertThat(withdrawal.kept()).containsOnly(Map.entry(this.person, Why.NEEDED));
		assertThat(withdrawal.retracted()).containsExactly(this.document);
	}

	@Test
	void leavesAFactWithItsCitationIfOnlySomeSeeTheOtherOne() {
		candidates(this.person, this.role, this.document);
		refers(this.role, this.person);
		cites(this.own, this.role, 0);
		cites(this.other, this.role, 3);
		Withdrawal withdrawal = withdrawal();
		assertThat(withdrawal.kept()).containsOnly(Map.entry(this.role, Why.CITED), Map.entry(this.person, Why.NEEDED),
				Map.entry(this.document, Why.NEEDED));
		assertThat(withdrawal.retracted()).isEmpty();
		assertThat(withdrawal.uncited()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1, team, 1, '', true", "1, '', 1, team, false", "0, '', 1, '', false", "2, '', 1, '', true" })
	void comparesWhoSeesTheFactAndTheCitation(long level, String circle, long citing, String citingCircle,
			boolean covered) {
		this.candidates.put(this.role, stored(this.role, level, circle));
		this.citations.put(this.other, stored(this.other, citing, citingCircle));
		this.referring.add(new TiedElement(this.role, this.other, Set.of(this.role), true));
		assertThat(withdrawal().uncited().isEmpty()).isEqualTo(!covered);
	}

	@Test
	void keepsARecordToWhichSomethingElseRefersAndWhatThatNeeds() {
		candidates(this.person, this.group);
		refers(id(Kind.CLAIM, "elsewhere"), this.person);
		refers(this.person, this.group);
		assertThat(withdrawal().kept()).containsOnly(Map.entry(this.person, Why.NEEDED),
				Map.entry(this.group, Why.NEEDED));
	}

	@Test
	void doesNotCountWhatWillReferToOthers() {
		candidates(this.person);
		refers(this.role, this.person);
		this.moved.add(this.role);
		assertThat(withdrawal().retracted()).containsExactly(this.person);
	}

	@Test
	void keepsWhatTheFileRefersTo() {
		candidates(this.person);
		this.needed.add(this.person);
		assertThat(withdrawal().kept()).containsOnly(Map.entry(this.person, Why.NEEDED));
	}

	@Test
	void keepsARecordThatIsCitedFromElsewhere() {
		candidates(this.person);
		cites(this.other, this.person, 2);
		assertThat(withdrawal().kept()).containsOnly(Map.entry(this.person, Why.CITED));
	}

	@Test
	void aFormerNameGoesWithItsActorAndStaysWithIt() {
		String name = id(Kind.NAME, "n");
		candidates(this.person, this.document);
		refers(name, this.person);
		cites(this.own, name, 0);
		this.formerNames.put(name, this.person);
		assertThat(withdrawal().retracted()).containsExactlyInAnyOrder(this.person, this.document);
		refers(id(Kind.CLAIM, "elsewhere"), this.person);
		assertThat(withdrawal().retracted()).isEmpty();
		assertThat(withdrawal().kept()).containsOnly(Map.entry(this.person, Why.NEEDED),
				Map.entry(this.document, Why.NEEDED));
	}

	private Withdrawal withdrawal() {
		return Withdrawal.of(this.candidates, this.referring, this.citations,
				new Leaving(Set.of(this.own), this.formerNames, Set.of(), this.moved, this.needed));
	}

	private void candidates(String... ids) {
		for (String id : ids) {
			this.candidates.put(id, stored(id, 0, ""));
		}
	}

	private void refers(String from, String to) {
		this.referring.add(new TiedElement(to, from, Set.of(), false));
	}

	/** A citation of the document. */
	private void cites(String citation, String element, long level) {
		this.citations.put(citation, stored(citation, level, ""));
		this.referring.add(new TiedElement(element, citation, Set.of(element), true));
		if (citation.equals(this.own)) {
			this.referring.add(new TiedElement(this.document, citation, Set.of(element), false));
		}
	}

	private static Stored stored(String id, long level, String circle) {
		return new Stored(new Content(id, Ids.kindOf(id), Map.of("visibility", level), Set.of()), 1, OffsetDateTime.MIN,
				"import:test", false, level, circle.isEmpty() ? List.of() : List.of(circle), false);
	}

	private static String id(Kind kind, String key) {
		return Ids.derive(kind, "test", key);
	}

}
