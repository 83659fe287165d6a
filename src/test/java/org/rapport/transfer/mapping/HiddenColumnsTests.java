package org.rapport.transfer.mapping;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Visibility;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that a mapping tells no column to viewers from whom it is hidden. */
class HiddenColumnsTests {

	private static final String MAPPING = """
			format: rapport-mapping/1
			dataset: { name: a, title: A }
			tables:
			  t:
			    files: t.csv
			    rowKey: "{no}"
			    columns: { phone: %s }
			    makes:
			      - { type: Organisation, key: "org/{name}", name: "{name}", kind: NETWORK }
			      - { type: Identification, key: "id/{name}", record: "org/{name}", scheme: phone, identifier: "{phone}",
			          visibility: RESTRICTED, circle: talks }
			""";

	@Test
	void takesColumnsThatWhoeverSeesTheElementSees() {
		assertThat(errors("{ visibility: RESTRICTED, circle: talks }")).isEmpty();
		assertThat(errors("{}")).isEmpty();
		assertThat(errors("{}", "rowKey: \"{no}\"", "rowKey: \"{no} {name}\"")).isEmpty();
	}

	@Test
	void refusesARowKeyWithAColumnThatOnlyHiddenElementsShow() {
		assertThat(errors("{}", "rowKey: \"{no}\"", "rowKey: \"{no} {phone}\"")).singleElement()
			.asString()
			.contains("in its table t", "the place that the Organisation cites (rowKey or locator) uses",
					"the column \"phone\"", "(RESTRICTED in the circle talks)", "than the Organisation (PUBLIC)");
	}

	@Test
	void refusesAKeyWithAColumnThatOnlyHiddenElementsShow() {
		assertThat(errors("{}", "key: \"org/{name}\"", "key: \"org/{phone}\"")).singleElement()
			.asString()
			.contains("the key of the Organisation uses the column \"phone\"");
	}

	@Test
	void refusesElementsThatShowAHiddenColumnToMore() {
		assertThat(errors("{ visibility: CONFIDENTIAL }")).singleElement()
			.asString()
			.contains("the Identification uses the column \"phone\"", "(CONFIDENTIAL)",
					"(RESTRICTED in the circle talks)");
		assertThat(errors("{ circle: other }")).hasSize(1);
		assertThat(errors("{ visibility: NETWORK }", "name: \"{name}\"", "name: \"{phone}\"")).hasSize(1);
	}

	@Test
	void refusesToLeaveOutRowsByAHiddenColumnThatMoreMayNotSee() {
		String[] skip = { "    makes:", "    skip: [{ when: { phone: x }, because: secret }]\n    makes:" };
		assertThat(errors("{ visibility: NETWORK }", skip)).singleElement()
			.asString()
			.contains("skip, which decides about the Organisation, uses the column \"phone\"", "(NETWORK)", "(PUBLIC)");
		assertThat(errors("{}", skip)).isEmpty();
	}

	@Test
	void countsWhatAnElementMaySayInItsRowsAsPublic() {
		assertThat(errors("{ visibility: NETWORK }", "visibility: RESTRICTED", "visibility: \"{no}\"")).hasSize(1);
	}

	@Test
	void hidesTheRowsOfItsTable() {
		Mapping mapping = mapping("{ visibility: RESTRICTED, circle: talks }");
		assertThat(mapping.hidingOfRows(mapping.tables().get(0))).isEqualTo(Hiding.of(Visibility.RESTRICTED, "talks"));
	}

	private static List<String> errors(String phone, String... replaced) {
		return HiddenColumns.errors(mapping(phone, replaced));
	}

	private static Mapping mapping(String phone, String... replaced) {
		String text = MAPPING.formatted(phone);
		for (int i = 0; i < replaced.length; i += 2) {
			text = text.replace(replaced[i], replaced[i + 1]);
		}
		return new MappingReader().read("a.yaml", text.getBytes(StandardCharsets.UTF_8));
	}

}
