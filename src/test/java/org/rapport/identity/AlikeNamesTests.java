package org.rapport.identity;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.identity.AlikeNames.Alike;
import org.rapport.identity.IdentityGraph.NamedRecord;

import static org.assertj.core.api.Assertions.assertThat;

class AlikeNamesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Round 1 of talks         | Round 2 of talks
			Participant 17           | Participant 18
			Conference 2023          | Conference 2024
			Conference 2023          | Conference ٢٠٢٤
			C40 Cities               | C41 Cities
			Round II of the talks    | Round III of the talks
			Committee IX of the Left | Committee XI of the Left
			東京2024 Forum           | 東京2025 Forum
			""")
	void takesOtherNumbersForAnotherName(String one, String other) {
		assertThat(likeness(one, other)).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Round 1 of talks        | Round 1 of talk
			Round 01 of talks       | Round 1 of talks
			Round 2 of talks        | Round ٢ of talks
			Round 2 of talks        | Round II of talks
			Peace Conference        | Peace Conference 2024
			Malcolm Xu              | Malcolm Xi
			Ravi V. Solberg         | Ravi Solberg
			""")
	void comparesNamesWithTheSameNumbersOrNone(String one, String other) {
		assertThat(likeness(one, other)).isGreaterThan(0.9);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			L’Aquila                | Aquila
			Amis de l’ONU           | Amis de ONU
			Pax’s office            | Pax office
			علاءالدين حسن           | علا الدين حسن
			A.B.C.D.E. League       | A. B. C. D. E. League
			U N R W A               | UNRWA
			""")
	void takesSpellingsOfANameForTheSame(String one, String other) {
		assertThat(likeness(one, other)).isOne();
	}

	private static double likeness(String one, String other) {
		return AlikeNames
			.among(List.of(new NamedRecord("a", "Person", List.of(one)),
					new NamedRecord("b", "Person", List.of(other))), (pair) -> true, 0.01, 10)
			.values()
			.stream()
			.mapToDouble(Alike::likeness)
			.findFirst()
			.orElse(0);
	}

}
