package org.rapport.kernel;

import java.time.LocalDate;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApproximateDateTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2018                     | 2018-01-01 | 2018-12-31 | 2018-12-31 | YEAR
			2024-02                  | 2024-02-01 | 2024-02-29 | 2024-02-29 | MONTH
			2024-05-21               | 2024-05-21 | 2024-05-21 | 2024-05-21 | DAY
			2024-21                  | 2024-01-01 | 2024-12-31 | 2024-12-31 | SEASON
			201X                     | 2010-01-01 | 2019-12-31 | 2019-12-31 | DECADE
			19XX                     | 1900-01-01 | 1999-12-31 | 1999-12-31 | CENTURY
			2024-06-13/2024-06-15    | 2024-06-13 | 2024-06-15 | 2024-06-13 | INTERVAL
			2013/..                  | 2013-01-01 | 9999-12-31 | 2013-12-31 | INTERVAL
			/2013-05                 | 0001-01-01 | 2013-05-31 | 2013-05-31 | INTERVAL
			[2024-01-08..2024-01-14] | 2024-01-08 | 2024-01-14 | 2024-01-14 | ONE_OF
			[..2024-01-16]           | 0001-01-01 | 2024-01-16 | 2024-01-16 | ONE_OF
			[2024-01-16..]           | 2024-01-16 | 9999-12-31 | 9999-12-31 | ONE_OF
			[2020,2022-03]           | 2020-01-01 | 2022-03-31 | 2022-03-31 | ONE_OF
			2024~                    | 2024-01-01 | 2024-12-31 | 2024-12-31 | YEAR
			2XXX                     | 2000-01-01 | 2999-12-31 | 2999-12-31 | MILLENNIUM
			XXXX                     | 0001-01-01 | 9999-12-31 | 9999-12-31 | UNKNOWN
			XXXX-XX-XX               | 0001-01-01 | 9999-12-31 | 9999-12-31 | UNKNOWN
			""")
	void hasTheBoundsOfWhatItCanMean(String text, LocalDate earliest, LocalDate latest, LocalDate begunBy,
			DatePrecision precision) {
		ApproximateDate date = ApproximateDate.parse(text);
		assertThat(date.earliest()).isEqualTo(earliest);
		assertThat(date.latest()).isEqualTo(latest);
		assertThat(date.begunBy()).isEqualTo(begunBy);
		assertThat(date.precision()).isEqualTo(precision);
		assertThat(date.text()).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "2024~, true, false", "2024?, false, true", "2024%, true, true", "2024, false, false" })
	void tellsApproximateAndUncertainApart(String text, boolean approximate, boolean uncertain) {
		ApproximateDate date = ApproximateDate.parse(text);
		assertThat(date.approximate()).isEqualTo(approximate);
		assertThat(date.uncertain()).isEqualTo(uncertain);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', textBlock = """
			~2024-01\u200B~,      2024-01\\u200B
			~\u200E2024x~,        \\u200E2024x
			~2024\u3000-01~,      2024\\u3000-01
			""")
	void showsWhatIsInvisibleInATextThatIsNoDate(String text, String shown) {
		assertThatExceptionOfType(BadDate.class).isThrownBy(() -> ApproximateDate.parseSent(text))
			.withMessageContaining("\"" + shown + "\"");
	}

	@Test
	void leavesOutWhatSpreadsheetsLeaveInADate() {
		ApproximateDate date = ApproximateDate.parseSent("\uFEFF2024-01\t");
		assertThat(date.text()).isEqualTo("2024-01");
		assertThat(date.sent()).isEqualTo("\uFEFF2024-01\t");
		assertThat(ApproximateDate.parseSent("2024-01")).isEqualTo(ApproximateDate.parse("2024-01"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "2024-02-30", "2024-13", "24", "2024-1-1", "0000", "2024/2023", "/", "../..",
			"2024/2025/2026", "[", "[]", "[..]", "[2024..,2025]", "{2024,2025}", "2024-01-01T10:00:00", "202X-05",
			"2024-XX-05", "[2025..2024]", "12024" })
	void refusesWhatIsNoDate(String text) {
		assertThatExceptionOfType(BadDate.class).isThrownBy(() -> ApproximateDate.parse(text))
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.BAD_DATE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-0044-03-15", "0000", "0000-05", "12024", "Y170000002", "Y-17", "-0044/0010",
			"2024/10000", "[-0044..2024]" })
	void namesTheYearsThatItKnows(String text) {
		assertThatExceptionOfType(BadDate.class).isThrownBy(() -> ApproximateDate.parse(text))
			.withMessageEndingWith("Rapport records the years 0001 to 9999");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			[1924-06-11,1924-06-13]             | 1924-06-12/1924-06-12
			[1924-06-13,1924-06-11]             | 1924-06-12/1924-06-12
			[1924-06-11,1924-06-12]             | ''
			[1924-06-11..1924-06-15,1924-06-13] | ''
			[..1923,1925,1927-05..]             | 1924-01-01/1924-12-31 1926-01-01/1927-04-30
			[1924-06-11..1924-06-13]            | ''
			1924-06-11/1924-06-13               | ''
			192X                                | ''
			""")
	void keepsTheGapsOfASet(String text, String gaps) {
		ApproximateDate date = ApproximateDate.parse(text);
		assertThat(date.gaps().stream().map((gap) -> gap.from() + "/" + gap.to()).collect(Collectors.joining(" ")))
			.isEqualTo(gaps);
		date.gaps().forEach((gap) -> assertThat(date.mayBeWithin(gap.from(), gap.to())).isFalse());
		date.gaps()
			.forEach((gap) -> assertThat(date.mayBeWithin(gap.from().minusDays(1), gap.to()))
				.isEqualTo(date.mayBeWithin(gap.from(), gap.to().plusDays(1)))
				.isTrue());
	}

	@Test
	void listsThePartsOfASetWithGapsAfterItsBounds() {
		LocalDate day = LocalDate.of(1924, 6, 11);
		assertThat(ApproximateDate.parse("[1924-06-11,1924-06-13]").bounds()).containsExactly(day, day.plusDays(2), day,
				day, day.plusDays(2), day.plusDays(2));
		assertThat(ApproximateDate.parse("[1924-06-11,1924-06-12]").bounds()).containsExactly(day, day.plusDays(1));
	}

	@Test
	void standsAtItsEarliestDayAndLastIfItHasNone() {
		ApproximateDate range = ApproximateDate.parse("2013/2015");
		assertThat(ApproximateDate.place(range, true)).isEqualTo(LocalDate.of(2013, 1, 1));
		assertThat(ApproximateDate.place(range, false)).isEqualTo(LocalDate.of(2013, 1, 1));
		for (ApproximateDate none : new ApproximateDate[] { null, ApproximateDate.parse("XXXX") }) {
			assertThat(ApproximateDate.place(none, false)).isAfter(ApproximateDate.UNBOUNDED_FUTURE);
			assertThat(ApproximateDate.place(none, true)).isBefore(ApproximateDate.UNBOUNDED_PAST);
		}
	}

	@Property(tries = 200)
	void aSpanRunsFromTheFirstDayOfItsStartToTheLastOfItsEnd(@ForAll @IntRange(min = 1, max = 9998) int year,
			@ForAll @IntRange(min = 1, max = 12) int month, @ForAll @IntRange(max = 40) int more) {
		String start = "%04d-%02d".formatted(year, month);
		String end = "%04d".formatted(Math.min(9999, year + more + 1));
		ApproximateDate set = ApproximateDate.parse("[" + start + ".." + end + "]");
		ApproximateDate interval = ApproximateDate.parse(start + "/" + end);
		assertThat(set.earliest()).isEqualTo(ApproximateDate.parse(start).earliest()).isEqualTo(interval.earliest());
		assertThat(set.latest()).isEqualTo(ApproximateDate.parse(end).latest()).isEqualTo(interval.latest());
		assertThat(interval.begunBy()).isEqualTo(ApproximateDate.parse(start).latest());
	}

}
