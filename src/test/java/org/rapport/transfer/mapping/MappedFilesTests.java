package org.rapport.transfer.mapping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.rapport.kernel.Hiding;
import org.rapport.kernel.Kind;
import org.rapport.kernel.RapportException;
import org.rapport.transfer.RowNote;
import org.rapport.transfer.RowNote.About;
import org.rapport.transfer.RowPlace;
import org.rapport.transfer.mapping.KeptRow.CitedPlace;
import org.rapport.transfer.reading.TableRow;
import org.rapport.transfer.reading.UnreadableFile;
import org.rapport.transfer.staging.Staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.tuple;

class MappedFilesTests {

	private static final String HEAD = """
			format: rapport-mapping/1
			dataset: { name: members, title: Our members }
			tables:
			""";

	private static final String MEMBERS = HEAD + """
			  members:
			    files: "*.csv"
			    rowKey: "{name}"
			    makes:
			      - { type: Organisation, key: "org/{name|alike}", rows: first, name: "{name}", kind: CIVIL_SOCIETY }
			""";

	private static final String GRANTS = HEAD + """
			  grants:
			    files: "*.csv"
			    makes:
			      - { type: Organisation, key: "o/{name}", name: "{name}", kind: UNKNOWN }
			      - { type: Endorsement, key: "e/{name}", endorser: "o/{name}", endorsed: "o/{name}", kind: FUNDING,
			          amount: "{sum}", currency: EUR }
			""";

	private static final String HOLDERS = HEAD + """
			  posts: { files: "posts.csv", makes: [] }
			  holders:
			    files: "a.csv"
			    join: { post: { table: posts, column: post, key: id } }
			    makes:
			      - { type: Person, key: "p/{name}", name: "{name}", description: "{post.title}" }
			""";

	@TempDir
	private Path elsewhere;

	@TempDir
	private Path folder;

	private final List<RowNote> notes = new ArrayList<>();

	@Test
	void makeRecordsThatCiteTheirRow() throws IOException {
		MappedRows rows = read(MEMBERS, "name\nA Land for All\n");
		assertThat(rows.lines()).extracting(MadeLine::key)
			.containsExactly("source", "org/a land for all".replace(" ", "-")
					+ rows.lines().get(1).key().substring("org/a-land-for-all".length()));
		JsonNode made = rows.lines().get(1).json();
		assertThat(made.at("/name").asString()).isEqualTo("A Land for All");
		assertThat(made.at("/citations/0/document").asString()).isEqualTo("source");
		assertThat(made.at("/citations/0/locator").asString()).isEqualTo("A Land for All");
	}

	@Test
	void makeOneRecordOfSpellingsThatAreAlike() throws IOException {
		MappedRows rows = read(MEMBERS, "name\nUNIQLO Pty Ltd\nUniqlo Pty. Ltd\n  \u00A0UNIQLO  Pty Ltd \nOther\n");
		assertThat(rows.lines()).extracting((line) -> line.json().path("name").asString())
			.containsExactly("", "UNIQLO Pty Ltd", "Other");
		assertThat(rows.tables().get(0).notes()).containsEntry(About.CLEANED, 1);
	}

	@Test
	void countRowsThatAreToldTwice() throws IOException {
		MappedRows rows = read(MEMBERS, "name,other\nA,1\nA,2\nB,3\n");
		assertThat(rows.tables().get(0).toldTwice()).isEqualTo(1);
		assertThat(rows.tables().get(0).unusedColumns()).containsExactly("other");
	}

	@Test
	void keepTheRowsThatMakeSomethingAsTheyAre() throws IOException {
		String keeping = "    keep: { columns: [phone], visibility: NETWORK, circle: talks }\n"
				+ "    skip: [ { when: { name: None }, because: it is none } ]\n    makes:";
		MappedRows rows = read(MEMBERS.replace("    makes:", keeping),
				"phone,other,name\n1,x,  A\u00AD \n,y,B\nNone,z,None\n1,x,  A\u00AD \n2,x,  A\u00AD \n");
		assertThat(rows.kept()).extracting(KeptRow::columns, KeptRow::texts)
			.containsExactly(tuple(List.of("phone", "name"), List.of("1", "  A\u00AD ")),
					tuple(List.of("name"), List.of("B")), tuple(List.of("phone", "name"), List.of("2", "  A\u00AD ")));
		assertThat(rows.kept()).extracting(KeptRow::key)
			.containsExactly("members/key A", "members/key B", "members/key A#1");
		assertThat(rows.kept().get(0)).satisfies((row) -> {
			assertThat(row.place().row()).isEqualTo(2);
			assertThat(row.hiding()).isEqualTo(new Hiding(1, Set.of("talks")));
			assertThat(row.tells()).containsOnly(Map.entry(rows.lines().get(1).key(), Kind.ORGANISATION));
			assertThat(row.citedPlaces()).containsExactly(new CitedPlace("source", "A"));
		});
		assertThat(messages(About.CLEANED)).allMatch((message) -> message.contains("\"name\""));
	}

	@Test
	void keepRowsByTheirTextWhereTheyHaveNoKey() throws IOException {
		String mapping = MEMBERS.replace("    rowKey: \"{name}\"\n", "");
		List<KeptRow> first = read(mapping, "name\nA\nB\n").kept();
		List<KeptRow> second = read(mapping, "name\nC\nA\n").kept();
		assertThat(second.get(1).key()).isEqualTo(first.get(0).key()).isNotEqualTo(second.get(0).key());
	}

	@Test
	void nameTheNearestColumnOfOneToKeep() {
		assertThatExceptionOfType(UnreadableFile.class)
			.isThrownBy(() -> read(
					MEMBERS.replace("    makes:", "    keep: { columns: phon, visibility: NETWORK }\n    makes:"),
					"name,phone\nA,1\n"))
			.withMessageContaining("phon\"; did you mean \"phone\"?");
	}

	@Test
	void tellWhatRowsWithErrorsAreAbout() throws IOException {
		MappedRows rows = read(MEMBERS.replace("{name|alike}", "{id}").replace("rows: first, ", ""),
				"id,name\n1,A\n1,B\n2,C\n");
		assertThat(rows.refusedLines()).extracting(MadeLine::key).containsExactly("org/1");
		assertThat(rows.hasUnknown()).isFalse();
		assertThat(read(MEMBERS.replace("{name|alike}", "{id}"), "id,name\n1,A\n,B\n").hasUnknown()).isTrue();
	}

	@Test
	void refuseRowsThatDisagreeAndNameBoth() throws IOException {
		MappedRows rows = read(MEMBERS.replace("{name|alike}", "{id}").replace("rows: first, ", ""),
				"id,name\n1,A\n1,B\n2,C\n");
		assertThat(rows.refused()).isEqualTo(1);
		assertThat(messages(About.REFUSED)).singleElement()
			.asString()
			.contains("as \"B\"", "a.csv, row 2 gives it as \"A\"", "rows: first");
		assertThat(rows.lines()).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"first|A|FR|gives the name of the Organisation as \"B\", and a.csv, row 2 gives it as \"A\"",
			"last|B||gives the countryCode of the Organisation as nothing, and an earlier row gives it as \"FR\"",
			"complete|A|FR|" })
	void takeTheRowThatTheMappingNames(String which, String name, String country, String note) throws IOException {
		String mapping = MEMBERS.replace("{name|alike}", "{id}")
			.replace("rows: first", "rows: " + which)
			.replace("kind:", "countryCode: \"{country}\", kind:");
		MappedRows rows = read(mapping,
				which.equals("complete") ? "id,name,country\n1,A,\n1,A,FR\n" : "id,name,country\n1,A,FR\n1,B,\n");
		JsonNode made = rows.lines().get(1).json();
		assertThat(made.path("name").asString()).isEqualTo(name);
		assertThat(made.path("countryCode").asString("")).isEqualTo((country != null) ? country : "");
		assertThat(String.valueOf(messages(About.DIFFERS))).contains((note != null) ? note : "[]");
		assertThat(messages(About.DIFFERS)).allMatch((message) -> message.endsWith("The " + which + " row counts"));
	}

	@Test
	void takeTheNameOfTheFileWithoutItsEnding() throws IOException {
		assertThat(read(MEMBERS.replace("name: \"{name}\"", "name: \"{file|stem}: {name}\""), "name\nA\n").lines()
			.get(1)
			.json()
			.path("name")
			.asString()).isEqualTo("a: A");
		assertThatExceptionOfType(BadMapping.class)
			.isThrownBy(() -> read(MEMBERS.replace("name: \"{name}\"", "name: \"{name|stem}\""), "name\nA\n"));
	}

	@Test
	void tellEverythingThatIsWrongWithARowInOneNote() throws IOException {
		String mapping = MEMBERS
			.replace("    makes:", "    columns: { country: { country: true }, size: { decimal: '.' } }\n    makes:")
			.replace("kind:", "countryCode: \"{country}\", description: \"{size}\", kind:")
				+ """
						      - { type: Membership, key: "in/{name}/a", when: { name: B }, actor: "org/{name|alike}", belongsTo: a, kind: MEMBER }
						      - { type: Membership, key: "in/{name}/b", when: { name: B }, actor: "org/{name|alike}", belongsTo: b, kind: MEMBER }
						""";
		MappedRows rows = read(mapping, "name,country,size\nA,Atlantis,large\nB,FR,\n");
		assertThat(rows.refused()).isEqualTo(2);
		assertThat(messages(About.REFUSED)).satisfiesExactly(
				(message) -> assertThat(message).startsWith("has 2 errors: (1) column \"")
					.contains("\"Atlantis\", which is no country", "; (2) column ", "\"large\", which is no number"),
				(message) -> assertThat(message).startsWith("has 2 errors: (1) makes no Membership: it refers to \"a\"")
					.contains("; (2) makes no Membership: it refers to \"b\""));
	}

	@Test
	void refuseAFactThatRefersToWhatNoRowMakesAndWhatNeedsIt() throws IOException {
		MappedRows rows = read(
				MEMBERS + """
						      - { type: Membership, key: "in/{name}", when: { group: { blank: false } }, actor: "org/{name|alike}",
						          belongsTo: "org/{group|alike}", kind: MEMBER }
						""",
				"name,group\nA,\nB,A\nC,Nobody\n");
		assertThat(rows.refused()).isEqualTo(1);
		assertThat(messages(About.REFUSED)).singleElement()
			.asString()
			.contains("as its belongsTo, but no row makes that");
		assertThat(rows.lines()).extracting(MadeLine::key).filteredOn((key) -> key.startsWith("in/")).hasSize(1);
	}

	@Test
	void keepTheTextOfADateThatCannotBeReadAndFlagUnlikelyOnes() throws IOException {
		MappedRows rows = read(HEAD + """
				  meetings:
				    files: "*.csv"
				    columns:
				      date: { date: d/M/yyyy, earliest: 2014-01-01, latest: 2018-12-31 }
				    makes:
				      - { type: Meeting, key: "m/{row}", title: "{title}", kind: MEETING, date: "{date}" }
				""", "date,title\n31/12/2015,A\n31/2/2015,B\n1/1/2025,C\n");
		assertThat(rows.lines()).extracting((line) -> line.json().path("date").asString(""))
			.containsExactly("", "2015-12-31", "", "2025-01-01");
		assertThat(rows.lines().get(2).json().at("/citations/0/note").asString())
			.isEqualTo("The source gives the date as \"31/2/2015\".");
		assertThat(rows.lines().get(2).json().at("/citations/0/basis").isMissingNode()).isTrue();
		assertThat(messages(About.UNREAD_DATE))
			.containsExactly("column \"date\" has the text \"31/2/2015\", which is no date in the pattern d/M/yyyy");
		assertThat(messages(About.UNLIKELY_DATE))
			.containsExactly("column \"date\" has the date 2025-01-01, outside 2014-01-01 to 2018-12-31");
		assertThat(rows.refused()).isZero();
	}

	@Test
	void tellOfNoOtherDateThanTheOneThatCannotBeRead() throws IOException {
		MappedRows rows = read(
				HEAD + """
						  members:
						    files: "*.csv"
						    columns: { since: { date: yyyy-MM-dd }, until: { date: yyyy-MM-dd, blank: ["9999-12-31"] } }
						    makes:
						      - { type: Person, key: p, rows: first, name: P }
						      - { type: Organisation, key: o, rows: first, name: O, kind: UNKNOWN }
						      - { type: Membership, key: m, actor: p, belongsTo: o, kind: MEMBER, startDate: "{since}", endDate: "{until}" }
						""",
				"since,until\nlong ago,9999-12-31\n");
		assertThat(rows.lines().get(3).json().at("/citations/0/note").asString())
			.isEqualTo("The source gives the since as \"long ago\".");
	}

	@Test
	void splitCellsOnlyWhereTheMappingSaysSoAndMarkWhatFollows() throws IOException {
		MappedRows rows = read(HEAD + """
				  meetings:
				    files: "*.csv"
				    columns: { who: { split: [";"] } }
				    makes:
				      - { type: Organisation, key: "org/{who}", each: who, name: "{who}", kind: UNKNOWN }
				""", "who\nA; B\nC\n");
		assertThat(rows.lines()).extracting((line) -> line.json().path("name").asString(""))
			.containsExactly("", "A", "B", "C");
		assertThat(rows.lines().get(1).json().at("/citations/0/basis").asString()).isEqualTo("INFERRED");
		assertThat(rows.lines().get(1).json().at("/citations/0/note").asString())
			.isEqualTo("The cell names several: \"A; B\".");
		assertThat(rows.lines().get(3).json().at("/citations/0/basis").isMissingNode()).isTrue();
	}

	@Test
	void leaveOutRowsAndReadCellsAsTheMappingSays() throws IOException {
		MappedRows rows = read(
				HEAD + """
						  members:
						    files: "*.csv"
						    columns:
						      country: { country: true, blank: ["Europe", "-"] }
						      kind: { values: { NGO: CIVIL_SOCIETY, firm: COMPANY }, default: UNKNOWN }
						      end: { date: yyyy-MM-dd, blank: ["9999-12-31"] }
						    skip: [ { when: { name: { matches: "nil.*" } }, because: nobody }  ]
						    makes:
						      - { type: Organisation, key: "org/{name}", name: "{name}", kind: "{kind}", countryCode: "{country}" }
						      - { type: Person, key: "p/{name}", name: "Head of {name}" }
						      - { type: Role, key: "r/{name}", person: "p/{name}", heldIn: "org/{name}", endDate: "{end}" }
						""",
				"name,country,kind,end\nA,France,ngo,9999-12-31\nB,Europe,,2020-01-02\nC,Atlantis,,\nNil return,,,\n");
		assertThat(rows.lines()).extracting((line) -> line.json().path("countryCode").asString(""))
			.containsExactly("", "FR", "", "", "", "", "");
		assertThat(rows.lines()).extracting((line) -> line.json().path("endDate").asString(""))
			.containsExactly("", "", "", "", "", "", "2020-01-02");
		assertThat(rows.lines().get(1).json().path("kind").asString()).isEqualTo("CIVIL_SOCIETY");
		assertThat(rows.tables().get(0).leftOut()).containsEntry("nobody", 1);
		assertThat(messages(About.REFUSED)).singleElement().asString().contains("\"Atlantis\", which is no country");
	}

	@Test
	void joinTablesByTheirKeys() throws IOException {
		file("posts.csv", "id,title\n7,Minister\n");
		MappedRows rows = read(HEAD + """
				  posts: { files: "posts.csv", makes: [] }
				  holders:
				    files: "a.csv"
				    join: { post: { table: posts, column: post, key: id } }
				    makes:
				      - { type: Person, key: "p/{name}", name: "{name}", description: "{post.title}" }
				""", "name,post\nA,7\nB,8\n");
		assertThat(rows.lines()).extracting((line) -> line.json().path("description").asString(""))
			.containsExactly("", "Minister", "");
	}

	@Test
	void mayUseColumnsOfOtherTablesWhereverAColumnIsNamed() throws IOException {
		file("posts.csv", "id,title\n7,Minister\n8,Nobody\n");
		MappedRows rows = read(HEAD + """
				  posts: { files: "posts.csv", makes: [] }
				  holders:
				    files: "a.csv"
				    join: { post: { table: posts, column: post, key: id } }
				    skip: [ { when: { post.title: nobody }, because: it is no post } ]
				    makes: [ { type: Person, key: "p/{name}", name: "{name}" } ]
				""", "name,post\nA,7\nB,8\n");
		assertThat(rows.tables().get(1).leftOut()).containsEntry("it is no post", 1);
	}

	@Test
	void giveTheWholeOfALongTitleInTheDescription() throws IOException {
		String title = "word ".repeat(150).strip();
		MappedRows rows = read(HEAD + """
				  meetings:
				    files: "*.csv"
				    makes: [ { type: Meeting, key: "m/{row}", title: "{title}", kind: MEETING } ]
				""", "title\n" + title + "\n");
		assertThat(rows.lines().get(1).json().path("title").asString()).endsWith("…").hasSizeLessThanOrEqualTo(500);
		assertThat(rows.lines().get(1).json().path("description").asString()).isEqualTo(title);
		assertThat(messages(About.SHORTENED)).hasSize(1);
	}

	@Test
	void nameColumnAndTextOfWhatTheSchemaRefuses() throws IOException {
		read(MEMBERS.replace("kind: CIVIL_SOCIETY", "kind: \"{kind}\""), "name,kind\nA,Charity\n");
		assertThat(messages(About.REFUSED)).singleElement()
			.asString()
			.contains("makes no Organisation: its kind",
					"from the column \"kind\" with the text \"Charity\", must be one of CIVIL_SOCIETY");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', quoteCharacter = '`',
			value = { "1,5 #", "1.234,56 #", "1,234 #", "12,34,567 #", "1 23 #", "1234,567,890 #",
					"1,234,567 # 1234567", "1,234.50 # 1234.50", "1 234 # 1234", "12.50 # 12.5", "1.234 # 1.234" })
	void readNumbersOnlyWhereTheyCanMeanOneThing(String cell, String number) throws IOException {
		MappedRows rows = read(GRANTS, "name;sum\nA;\"" + cell + "\"\n");
		assertThat(rows.refused()).isEqualTo((number != null) ? 0 : 1);
		if (number != null) {
			assertThat(rows.lines().get(2).json().path("amount").decimalValue()).isEqualByComparingTo(number);
		}
		else {
			assertThat(messages(About.REFUSED)).singleElement()
				.asString()
				.contains("the column \"sum\"", "\"" + cell + "\"", "decimal");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', quoteCharacter = '`',
			value = { "`,` # 1,5 # 1.5", "`,` # 1.234,56 # 1234.56", "`,` # 1.234 # 1234", "`.` # 1,234 # 1234",
					"`.` # 1'234.5 # 1234.5", "`,` # 1,234.5 #", "`,` # 12.34 #", "`.` # 1,5 #", "`,` # x #" })
	void readNumbersAsTheirColumnSays(String decimal, String cell, String number) throws IOException {
		MappedRows rows = read(
				GRANTS.replace("makes:", "columns: { sum: { decimal: \"" + decimal + "\" } }\n    makes:"),
				"name;sum\nA;\"" + cell + "\"\n");
		assertThat(rows.refused()).isEqualTo((number != null) ? 0 : 1);
		if (number != null) {
			assertThat(rows.lines().get(2).json().path("amount").decimalValue()).isEqualByComparingTo(number);
		}
	}

	@Test
	void showTheReadingsOfADateIfTheMappingSaysNone() throws IOException {
		read(HEAD + """
				  meetings:
				    files: "*.csv"
				    makes:
				      - { type: Meeting, key: "m/{name}", title: "{name}", kind: MEETING, date: "{since}" }
				""", "name,since\nA,03/04/2024\nB,2024-04\nC,soon\nD,31.12.2024\n");
		assertThat(messages(About.REFUSED)).hasSize(3);
		assertThat(messages(About.REFUSED).get(0)).contains("from the column \"since\" with the text \"03/04/2024\"",
				"may be 2024-04-03 (date: d/M/yyyy) or 2024-03-04 (date: M/d/yyyy); say in the mapping");
		assertThat(messages(About.REFUSED).get(1)).contains("\"soon\"", "is not a date");
		assertThat(messages(About.REFUSED).get(2)).contains("may be 2024-12-31 (date: d.M.yyyy); say in the mapping");
	}

	@Test
	void leaveTheNumbersOfJsonAsTheyAre() throws IOException {
		file("b.json", "[{\"name\":\"A\",\"sum\":1.234},{\"name\":\"B\",\"sum\":\"1.234\"}]");
		MappedRows rows = read(GRANTS.replace("\"*.csv\"", "[a.csv, b.json]")
			.replace("makes:", "columns: { sum: { decimal: \",\" } }\n    makes:"), "name;sum\nC;\"1.234\"\n");
		assertThat(rows.lines()).filteredOn((line) -> line.json().has("amount"))
			.extracting((line) -> line.json().path("amount").decimalValue().intValue())
			.containsExactly(1234, 1, 1234);
	}

	@Test
	void countRowsOfTwoFilesAsTwoIfTheMappingTellsThemApart() throws IOException {
		file("b.csv", "id,name\n1,X\n");
		MappedRows rows = read(MEMBERS.replace("{name|alike}", "{file}/{id}"), "id,name\n1,X\n");
		assertThat(rows.lines()).hasSize(3);
		assertThat(rows.tables().get(0).toldTwice()).isZero();
	}

	@Test
	void takeNoCellForTheEndOfAnotherOne() throws IOException {
		MappedRows rows = read(MEMBERS.replace("{name|alike}", "{A}/{B}/x")
			.replace("{name}", "{A} {B}")
			.replace(" {B}\", kind", "\", kind"), "A,B\n\"x, B=y\",\nx,y\n");
		assertThat(rows.tables().get(0).toldTwice()).isZero();
	}

	@Test
	void sayWhichRowsAreToldTwice() throws IOException {
		read(MEMBERS, "name\nA\nA\n");
		assertThat(this.notes).singleElement().satisfies((note) -> {
			assertThat(note.place().row()).isEqualTo(3);
			assertThat(note.message()).contains("a.csv, row 2");
		});
	}

	@Test
	@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void areNotHeldUpByAPatternThatWouldTakeForEver() throws IOException {
		MappedRows rows = read(MEMBERS.replace("    rowKey:",
				"    skip: [ { when: { name: { matches: \"x*x*x*x*x*x*x*x*x*x*y\" } }, because: b } ]\n    rowKey:"),
				"name\n" + "x".repeat(60) + "!\n");
		assertThat(rows.lines()).hasSize(2);
	}

	@Test
	void nameTheNearestColumnOfAJoinedTable() throws IOException {
		file("posts.csv", "id,title\n7,Minister\n");
		assertThatExceptionOfType(RapportException.class)
			.isThrownBy(() -> read(HOLDERS.replace("post.title", "post.titles"), "name,post\nA,7\n"))
			.withMessageContaining("did you mean \"title\"?");
		file("posts.json", "[{\"id\":\"7\",\"title\":\"Minister\"}]");
		assertThatExceptionOfType(RapportException.class)
			.isThrownBy(() -> read(HOLDERS.replace("post.title", "post.titles").replace("posts.csv", "posts.json"),
					"name,post\nA,7\n"))
			.withMessageContaining("did you mean \"title\"?");
	}

	@Test
	void noteAKeyThatTheJoinedTableDoesNotHave() throws IOException {
		file("posts.csv", "id,title\n7,Minister\n");
		MappedRows rows = read(HOLDERS, "name,post\nA,8\nB,\n");
		assertThat(rows.lines()).hasSize(3);
		assertThat(this.notes).singleElement().satisfies((note) -> {
			assertThat(note.place().row()).isEqualTo(2);
			assertThat(note.message()).contains("\"post\"", "\"8\"", "table posts");
		});
	}

	@Test
	void refuseARowIfTheRowsThatItJoinsDiffer() throws IOException {
		file("posts.csv", "id,title,note\n7,Minister,a\n8,Mayor,a\n7,Envoy,a\n8,Mayor,b\n");
		MappedRows rows = read(HOLDERS, "name,post\nA,7\nB,8\n");
		assertThat(rows.refused()).isEqualTo(1);
		assertThat(messages(About.REFUSED)).singleElement().asString().contains("posts.csv, row 2", "posts.csv, row 4");
	}

	@Test
	void flagMeetingsInTheFuture() throws IOException {
		MappedRows rows = read(HEAD + """
				  meetings:
				    files: "*.csv"
				    columns: { date: { date: yyyy-MM-dd } }
				    makes: [ { type: Meeting, key: "m/{row}", title: "{title}", kind: MEETING, date: "{date}" } ]
				""", "date,title\n2020-01-01,A\n2998-01-01,B\n");
		assertThat(rows.lines()).hasSize(3);
		assertThat(messages(About.UNLIKELY_DATE)).singleElement().asString().contains("2998-01-01", "in the future");
	}

	@ParameterizedTest
	@CsvSource({ "'',98,1998", "'',24,2024", "', earliest: 1901-01-01',98,1998", "', earliest: 1901-01-01',24,1924" })
	void readYearsOfTwoDigits(String rule, String year, String read) throws IOException {
		MappedRows rows = read(HEAD + """
				  meetings:
				    files: "*.csv"
				    columns: { date: { date: d/M/yy%s } }
				    makes: [ { type: Meeting, key: "m/{row}", title: "{title}", kind: MEETING, date: "{date}" } ]
				""".formatted(rule), "date,title\n2/1/" + year + ",A\n");
		assertThat(rows.lines().get(1).json().path("date").asString()).isEqualTo(read + "-01-02");
	}

	@Test
	void keepTheTextOfACellThatSaysItIsADateAndIsNone() throws IOException {
		CellReader reader = new CellReader("a.ods",
				(about, message) -> this.notes.add(new RowNote(about, new RowPlace("t", "a.ods", 1), message)));
		MappedRows rows = read(HEAD + """
				  meetings:
				    files: "*.csv"
				    columns: { date: { date: edtf } }
				    makes: [ { type: Meeting, key: "m/{row}", title: "{title}", kind: MEETING, date: "{date}" } ]
				""", "date,title\n2020-01-01,A\n");
		assertThat(rows.lines()).hasSize(2);
		Mapping mapping = new MappingReader().read("m", (HEAD + """
				  t: { files: a.ods, columns: { date: { date: edtf } }, makes: [] }
				""").getBytes(StandardCharsets.UTF_8));
		assertThatNoException()
			.isThrownBy(() -> reader.read(new TableRow(1, Map.of("date", "not-a-date"), Set.of("date")), "date",
					mapping.tables().get(0).columns()));
		assertThat(messages(About.UNREAD_DATE)).hasSize(1);
	}

	@Test
	void mayHaveColumnsWithTheNamesOfPlaces() throws IOException {
		MappedRows rows = read(MEMBERS.replace("{name|alike}", "{row}/{\\\"row\\\"}/{file}")
			.replace("name: \"{name}\"", "name: \"{\\\"a{b}|c\\\"}\"")
			.replace("rowKey: \"{name}\"", "rowKey: \"{\\\"row\\\"|alike}\""), "row,a{b}|c\n7,A\n");
		assertThat(rows.lines().get(1).key()).isEqualTo("org/2/7/a.csv");
		assertThat(rows.lines().get(1).json().path("name").asString()).isEqualTo("A");
		assertThat(rows.lines().get(1).json().at("/citations/0/locator").asString()).isEqualTo("7");
	}

	@Test
	void haveTheSamePlacesWhetherTheirFileIsCompressedOrNot() throws IOException {
		Path packed = this.folder.resolve("b.csv.gz");
		try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
			out.write("name\nB\n".getBytes(StandardCharsets.UTF_8));
		}
		MappedRows rows = read(MEMBERS.replace("    rowKey: \"{name}\"\n", "").replace("{name|alike}", "{file}"),
				"name\nA\n");
		assertThat(rows.lines()).extracting(MadeLine::key).containsExactly("source", "org/a.csv", "org/b.csv");
		assertThat(rows.lines().get(2).json().at("/citations/0/locator").asString()).isEqualTo("b.csv, row 2");
	}

	@Test
	void noteThatLineNumbersAreNoLastingPlaces() throws IOException {
		read("complete: everything\n" + MEMBERS, "name\nA\n");
		assertThat(this.notes).isEmpty();
		read("complete: everything\n" + MEMBERS.replace("    rowKey: \"{name}\"\n", ""), "name\nA\n");
		assertThat(messages(About.NUMBERED)).singleElement().asString().contains("has no rowKey");
	}

	@ParameterizedTest
	@ValueSource(ints = { 497, 498, 499, 500 })
	void cutNoCharacterInHalf(int before) throws IOException {
		MappedRows rows = read(HEAD + """
				  meetings:
				    files: "*.csv"
				    cite: { locator: "{title}" }
				    makes: [ { type: Meeting, key: "m/{row}", title: "{title}", kind: MEETING } ]
				""", "title\n" + "x".repeat(before) + "\ud83d\ude00".repeat(20) + "\n");
		JsonNode made = rows.lines().get(1).json();
		assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(made.path("title").asString())).isTrue();
		assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(made.at("/citations/0/locator").asString())).isTrue();
	}

	@Test
	void eachBelongToATable() {
		assertThatExceptionOfType(BadMapping.class)
			.isThrownBy(() -> read(MEMBERS.replace("\"*.csv\"", "members.csv"), "name\nA\n"))
			.withMessageContaining("needs a file with the name members.csv")
			.withMessageContaining("\"a.csv\"");
	}

	private List<String> messages(About about) {
		return this.notes.stream().filter((note) -> note.about() == about).map(RowNote::message).toList();
	}

	private Path file(String name, String content) throws IOException {
		return Files.writeString(this.folder.resolve(name), content);
	}

	private MappedRows read(String mapping, String table) throws IOException {
		Path file = file("a.csv", table);
		Mapping parsed = new MappingReader().read("mapping.yaml", mapping.getBytes(StandardCharsets.UTF_8));
		try (var files = Files.list(this.folder)) {
			List<Path> beside = files.filter((one) -> !one.equals(file)).toList();
			// Of what the rows make, all but the first is in a file.
			return new MappedFiles(parsed, List.of(file), beside, this.notes::add, (rows) -> {
			}, Staging.in(this.elsewhere, 1)).read();
		}
	}

}
