package org.rapport.law;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.rapport.access.Viewer;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.law.Present.Hiding;
import org.rapport.law.Present.Node;
import org.rapport.law.RandomActs.RandomAct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the row of a table is shown only to those who see everything that was ever
 * made from it, before and after acts. The oracle remembers by itself how hidden these
 * elements ever were.
 */
class SourceRowIT extends LawTestBase {

	private static final int ACTS = 14;

	private static final int LENSES = 6;

	/**
	 * Acts that change who sees an element, and those that take it away or bring it back.
	 */
	private static final List<String> CHANGING = List.of("retractFact", "retractRecord", "retractCitation", "restore",
			"restore", "erase", "mergeActors", "mergeMeetings", "unmerge", "updateOrganisation", "updatePerson",
			"updateMeeting", "updateParticipation", "updateGovernment");

	/** What a row tells of, and how hidden all of it ever was. */
	private static final class Row {

		private final String citation;

		private final Set<String> tells;

		private Hiding ever = Hiding.OPEN;

		private boolean isCleared;

		Row(String citation, Set<String> tells) {
			this.citation = citation;
			this.tells = new HashSet<>(tells);
		}

		void next(Present present) {
			Set<String> survivors = new HashSet<>();
			this.tells.forEach((id) -> {
				if (present.aliases().containsKey(id)) {
					survivors.add(present.aliases().get(id));
				}
			});
			this.tells.addAll(survivors);
			this.isCleared |= !present.nodes().containsKey(this.citation)
					|| !present.nodes().keySet().containsAll(this.tells);
			for (String id : this.tells) {
				this.ever = this.ever.and(present.hiding(id));
			}
		}

		boolean isShown(Present present, Restriction restriction, Lens lens) {
			return !this.isCleared && !restriction.removed().contains(this.citation)
					&& this.ever.isClearedBy(lens.clearance()) && this.tells.stream()
						.noneMatch((id) -> restriction.removed().contains(id) && !present.aliases().containsKey(id));
		}

		/** A document is shown as a source on days on which it was not written yet. */
		boolean isOfTexts(Present present) {
			return this.tells.stream()
				.map(present.nodes()::get)
				.anyMatch((node) -> node != null && node.kind() == Kind.DOCUMENT);
		}

	}

	@LawTrials(2)
	void isShownToThoseWhoSeeEverythingThatWasEverMadeFromIt(long seed) {
		Random random = new Random(seed);
		graph.load(RandomGraphs.graph(random));
		Map<String, Row> rows = rows(graph.present(), random);
		RandomActs acts = new RandomActs(graph.schema(), random);
		List<String> done = new ArrayList<>();
		for (int i = 0; i < LawTries.acts(ACTS); i++) {
			Present present = graph.present();
			rows.values().forEach((row) -> row.next(present));
			for (int lens = 0; lens < LENSES; lens++) {
				check(rows, present, (lens > 0) ? RandomGraphs.lens(random) : Lens.of(Viewer.CURATOR.clearance()),
						done);
			}
			Viewer viewer = (random.nextInt(3) > 0) ? Viewer.CURATOR : acts.viewer();
			RandomAct act = (random.nextInt(3) > 0)
					? acts.act(CHANGING.get(random.nextInt(CHANGING.size())), viewer, present)
					: acts.act(viewer, present);
			if (String.valueOf(graph.act(act, "{ userErrors { message } }")).contains("userErrors=[]")) {
				done.add(act.toString());
			}
		}
	}

	@Test
	void catchesASealThatForgetsWhatTheRowTellsOf() {
		Lens lens = Lens.of(Clearance.PUBLIC);
		for (long seed = 1; seed < 100; seed++) {
			Random random = new Random(seed);
			graph.load(RandomGraphs.graph(random));
			Map<String, Row> rows = rows(graph.present(), random);
			Present present = graph.present();
			rows.values().forEach((row) -> row.next(present));
			Restriction restriction = Restriction.of(present.graph(), lens, present.retracted());
			boolean isHidden = rows.values()
				.stream()
				.anyMatch((row) -> !row.isShown(present, restriction, lens)
						&& !restriction.removed().contains(row.citation));
			if (isHidden) {
				check(rows, present, lens, List.of());
				graph.tamper("MATCH (row:SourceRow) SET row.lensVisibility = 0, row.lensCircles = null");
				assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check(rows, present, lens, List.of()));
				return;
			}
		}
		throw new AssertionError("No random graph has a row that the public does not see");
	}

	private static void check(Map<String, Row> rows, Present present, Lens lens, List<String> done) {
		Restriction restriction = Restriction.of(present.graph(), lens, present.retracted());
		Set<String> shown = shown(rows, lens);
		rows.forEach((id, row) -> {
			boolean expected = row.isShown(present, restriction, lens);
			if (shown.contains(id) != expected && (shown.contains(id) || !row.isOfTexts(present))) {
				throw new AssertionError("The row %s, which tells of %s, is%s shown through %s\nafter\n%s".formatted(id,
						row.tells, expected ? " not" : "", lens, String.join("\n", done)));
			}
		});
	}

	/** The rows that a lens shows. */
	private static Set<String> shown(Map<String, Row> rows, Lens lens) {
		Map<String, String> byCitation = new TreeMap<>();
		rows.forEach((id, row) -> byCitation.put(row.citation, id));
		Object answer = graph.ask(
				"{ nodes(ids: [%s]) { ... on Citation { id row { file line cells { text } } } } }".formatted(
						byCitation.keySet().stream().map((id) -> '"' + id + '"').collect(Collectors.joining(", "))),
				lens);
		assertThat(String.valueOf(answer)).doesNotContain("errors=");
		Set<String> shown = new HashSet<>();
		byCitation.forEach((citation, id) -> {
			if (String.valueOf(answer).contains("file=" + id + ".csv")) {
				shown.add(id);
			}
		});
		return shown;
	}

	/** Reads some citations from rows, each of which tells of several elements. */
	private static Map<String, Row> rows(Present present, Random random) {
		List<Node> citations = present.of(Set.of(Kind.CITATION)).toList();
		List<Node> told = present.of(Kind.CITED).toList();
		Map<String, Row> rows = new LinkedHashMap<>();
		for (int i = 0; i < 12; i++) {
			Node citation = citations.get(random.nextInt(citations.size()));
			if (rows.values().stream().anyMatch((row) -> row.citation.equals(citation.id()))) {
				continue;
			}
			Set<String> tells = new HashSet<>(citation.ties().getOrDefault("supports", Set.of()));
			for (int more = random.nextInt(3); more > 0; more--) {
				tells.add(told.get(random.nextInt(told.size())).id());
			}
			rows.put("row" + i + "x", new Row(citation.id(), tells));
			graph.tamper("""
					MATCH (c:Citation {id: '%1$s'})
					MERGE (d:Dataset {name: 'law'})
					CREATE (c)-[:READ_FROM]->(x:SourceRow {id: '%2$s', file: '%2$s.csv', line: 2, columns: ['a'],
						texts: ['b'], visibility: 0})-[:OF]->(d)
					WITH x
					MATCH (e:Record|Fact|Retracted) WHERE e.id IN [%3$s]
					CREATE (x)-[:TELLS_OF]->(e)""".formatted(citation.id(), "row" + i + "x",
					tells.stream().map((id) -> "'" + id + "'").collect(Collectors.joining(", "))));
		}
		graph.seal();
		return rows;
	}

}
