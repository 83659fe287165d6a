package org.rapport.network;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.rapport.directory.Person;
import org.rapport.kernel.ApproximateDate;
import org.rapport.kernel.Days;
import org.rapport.kernel.Deadline;
import org.rapport.kernel.Entry;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Visibility;
import org.rapport.network.MemberTies.Thing;
import org.rapport.network.MemberTies.MemberTie;
import org.rapport.network.SharedThings.LinkedPair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests what links members, beyond what {@code MemberLinksIT} tests with a graph. */
class SharedThingsTests {

	private static final Thing LETTER = new Thing(LinkKind.ENDORSEMENT, "letter");

	private static final Thing GROUP = new Thing(LinkKind.GROUP, "group");

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			2020 | 2021-03 | 2021-03
			2021-03 | 2020 | 2021-03
			# Of an endorsement without a date nobody knows whether it was the second.
			2020 | -       | 2020
			-    | 2020    | 2020
			-    | -       | -
			""")
	void aTextIsSharedFromTheSecondEndorsementOn(@Nullable String one, @Nullable String other,
			@Nullable String expected) {
		LinkedPair pair = new SharedThings(
				List.of(member("a", tie(LETTER, "f1", Days.ALL, one)), member("b", tie(LETTER, "f2", Days.ALL, other))),
				1, 50)
			.pairs()
			.iterator()
			.next();
		assertThat(pair.first()).isEqualTo((expected != null) ? ApproximateDate.parse(expected) : null);
		assertThat(pair.last()).isEqualTo(pair.first());
	}

	@Test
	void tellsOnceAFactThatTiesBoth() {
		Thing meeting = new Thing(LinkKind.MEETING, "meeting");
		Collection<LinkedPair> pairs = new SharedThings(
				List.of(member("b", tie(meeting, "delegate", Days.ALL, null)),
						member("a", tie(meeting, "own", Days.ALL, null), tie(meeting, "delegate", Days.ALL, null))),
				1, 50)
			.pairs("b");
		assertThat(pairs).singleElement().satisfies((pair) -> {
			assertThat(pair.link().member().id()).isEqualTo("b");
			assertThat(pair.link().shared()).singleElement()
				.satisfies((shared) -> assertThat(shared.factIds()).containsExactly("delegate", "own"));
		});
	}

	@Test
	void aGroupLinksOnlyThroughTiesOfOneDay() {
		Days before = new Days(LocalDate.of(2001, 1, 1), LocalDate.of(2001, 12, 31));
		Days after = new Days(LocalDate.of(2002, 1, 1), LocalDate.of(2003, 12, 31));
		Collection<LinkedPair> pairs = new SharedThings(
				List.of(member("a", tie(GROUP, "a1", before, null)), member("b", tie(GROUP, "b1", after, null)),
						member("c", tie(GROUP, "c1", before, null), tie(GROUP, "c2", after, null))),
				1, 50)
			.pairs();
		assertThat(pairs).extracting((pair) -> pair.id() + " " + pair.link().shared().get(0).factIds())
			.containsExactlyInAnyOrder("a c [a1, c1]", "b c [b1, c2]");
	}

	@Test
	void comparesOnlySoManyPairs() {
		List<MemberTies> crowd = IntStream.range(0, 800)
			.mapToObj((i) -> member("p" + i, tie(LETTER, "f" + i, Days.ALL, null)))
			.toList();
		SharedThings things = new SharedThings(crowd, 1, 1000);
		assertThatExceptionOfType(RapportException.class).isThrownBy(things::pairs)
			.withMessageContaining("maxSharedSize")
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.QUERY_TOO_COMPLEX));
		assertThat(things.pairs("p7")).hasSize(799);
		Deadline.set(Deadline.in(Duration.ZERO));
		try {
			assertThatExceptionOfType(RapportException.class).isThrownBy(things::pairs)
				.satisfies((late) -> assertThat(late.code()).isEqualTo(ErrorCode.TIMEOUT));
		}
		finally {
			Deadline.clear();
		}
	}

	private static MemberTies member(String id, MemberTie... ties) {
		return new MemberTies(
				new Person(
						new Entry(id, Visibility.PUBLIC, null,
								OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "somebody", 1),
						id, id, null),
				Arrays.asList(ties));
	}

	private static MemberTie tie(Thing thing, String fact, Days days, @Nullable String date) {
		return new MemberTie(thing, fact, days, (date != null) ? ApproximateDate.parse(date) : null);
	}

}
