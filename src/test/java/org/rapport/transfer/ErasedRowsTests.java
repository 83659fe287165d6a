package org.rapport.transfer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.transfer.mapping.KeptRow.CitedPlace;
import org.rapport.transfer.mapping.KeptRow;
import org.rapport.transfer.mapping.MadeLine;
import org.rapport.transfer.mapping.Mapping.Match;

import static org.assertj.core.api.Assertions.assertThat;

class ErasedRowsTests {

	private static final String CITED = ",'citations':[{'document':'d','locator':'1'}]}";

	private static final DatasetIds IDS = DatasetIds.plain("test");

	private final MadeLine document = line(Kind.DOCUMENT, "d", "{}");

	private final MadeLine person = line(Kind.PERSON, "p", "{}");

	private final MadeLine name = line(Kind.NAME, "n", "{'actor':'p'" + CITED);

	private final MadeLine group = line(Kind.ORGANISATION, "o", "{'name':'O'" + CITED);

	private final KeptRow row = new KeptRow("t/key O", new RowPlace("t", "t.csv", 2), null, List.of("a"), List.of("O"),
			Hiding.NONE, Map.of("o", Kind.ORGANISATION), Set.of(new CitedPlace("d", "1")));

	private final MadeLine member = line(Kind.MEMBERSHIP, "m", "{'actor':'o','belongsTo':'q'" + CITED);

	@Test
	void makeNothingOfAnErasedRecordAndWhatRefersToIt() {
		ErasedRows rows = erased(Ids.derive(Kind.PERSON, "test", "p"));
		assertThat(rows.refused()).containsExactly(this.person, this.name);
		assertThat(rows.lines()).containsExactly(this.document, this.group, this.member);
	}

	@Test
	void makeNoErasedCitationAndNoFactWithoutOne() {
		ErasedRows rows = erased(IDS.citation("o", "d", "1"), IDS.citation("m", "d", "1"));
		assertThat(rows.refused()).containsExactly(this.member);
		assertThat(rows.lines()).extracting(MadeLine::key).containsExactly("d", "p", "n", "o");
		assertThat(rows.lines().get(3).json().get("citations")).isEmpty();
	}

	@Test
	void citeNoErasedDocument() {
		assertThat(erased(Ids.derive(Kind.DOCUMENT, "test", "d")).refused()).containsExactlyInAnyOrder(this.document,
				this.name, this.member);
	}

	@Test
	void areAllThereIfNothingWasErased() {
		assertThat(erased().lines()).hasSize(5);
		assertThat(erased().kept()).containsExactly(this.row);
	}

	@Test
	void makeNoRecordOfTheirOwnInThePlaceOfAnErasedOne() {
		MadeLine recognised = new MadeLine(Kind.PERSON, "x", line(Kind.PERSON, "x", "{}").json(), Set.of(Match.NAME),
				new RowPlace("t", "t.csv", 2));
		ErasedRows rows = ErasedRows.in(List.of(recognised), List.of(), IDS, (asked) -> Set
			.copyOf(Stream.of(Ids.derive(Kind.IDENTIFICATION, "test", "same-as/x")).filter(asked::contains).toList()));
		assertThat(rows.refused()).containsExactly(recognised);
	}

	@Test
	void areNotKeptIfTheyWereErasedOrCitedForSomethingErased() {
		assertThat(erased(LoadedRow.id(this.row, IDS)).kept()).isEmpty();
		assertThat(erased(IDS.citation("o", "d", "1")).kept()).isEmpty();
	}

	private ErasedRows erased(String... ids) {
		return ErasedRows.in(List.of(this.document, this.person, this.name, this.group, this.member), List.of(this.row),
				IDS, (asked) -> Set.copyOf(Stream.of(ids).filter(asked::contains).toList()));
	}

	private static MadeLine line(Kind kind, String key, String json) {
		return new MadeLine(kind, key, (ObjectNode) new JsonMapper().readTree(json.replace('\'', '"')), Set.of(),
				new RowPlace("t", "t.csv", 2));
	}

}
