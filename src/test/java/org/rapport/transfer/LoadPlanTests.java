package org.rapport.transfer;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.rapport.kernel.Content;
import org.rapport.kernel.Content.Bond;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.recording.Change;
import org.rapport.recording.ChangeKind;
import org.rapport.store.Stored;

import static org.assertj.core.api.Assertions.assertThat;

class LoadPlanTests {

	private final Content document = content(Kind.DOCUMENT, "d");

	private final Content person = content(Kind.PERSON, "p");

	private final Content group = content(Kind.ORGANISATION, "o");

	private final Content meeting = content(Kind.MEETING, "m");

	private final Content personThere = participation("x", this.person, new Bond("REPRESENTING", true, id(this.group)));

	private final Content groupThere = participation("y", this.group);

	@Test
	void keepsAFactWithItsCitations() {
		Content citation = citation(this.groupThere);
		assertThat(ids(plan(this.groupThere, citation, this.meeting, this.group, this.document)))
			.contains(Set.of(this.groupThere.id(), citation.id()));
	}

	@Test
	void tellsAFactDirectlyAfterTheLastElementThatItNeeds() {
		Content other = content(Kind.PERSON, "q");
		assertThat(plan(this.group, this.meeting, other, this.groupThere))
			.extracting((unit) -> id(unit.contents().get(0)))
			.containsExactly(this.group.id(), this.meeting.id(), this.groupThere.id(), other.id());
	}

	@Test
	void tellsWhoIsRepresentedBeforeWhoRepresents() {
		List<Set<String>> order = ids(plan(this.personThere, this.person, this.groupThere, this.group, this.meeting));
		assertThat(order.indexOf(Set.of(this.groupThere.id())))
			.isLessThan(order.indexOf(Set.of(this.personThere.id())));
	}

	@Test
	void keepsElementsTogetherThatReferToEachOther() {
		Content text = content(Kind.DOCUMENT, "t", new Bond("PRESENTED_AT", true, id(this.meeting)));
		Content about = content(Kind.MEETING, "m", new Bond("ABOUT", true, text.id()));
		assertThat(ids(plan(about, this.person, text))).containsExactlyInAnyOrder(Set.of(about.id(), text.id()),
				Set.of(this.person.id()));
	}

	@Test
	void correctsFirstWithTheNewElementsThatTheCorrectionsNeed() {
		Content part = content(Kind.MEETING, "part", new Bond("PART_OF", true, id(this.meeting)));
		Change moved = new Change(ChangeKind.CHANGED, stored(content(Kind.MEETING, "part")), part);
		List<Unit> units = units(List.of(added(this.person), added(this.meeting), moved),
				List.of(this.person, this.meeting, part));
		assertThat(units.get(0).corrects()).isTrue();
		assertThat(ids(units)).containsExactly(Set.of(part.id(), this.meeting.id()), Set.of(this.person.id()));
	}

	@Test
	void correctsInAnyBatchWhatNoRuleCompares() {
		Content described = new Content(this.person.id(), Kind.PERSON, Map.of("description", "D"), Set.of());
		Change change = new Change(ChangeKind.CHANGED, stored(this.person), described);
		assertThat(units(List.of(change), List.of(described))).containsExactly(new Unit(List.of(described), false));
	}

	@Test
	void plansADeepFileWithoutRecursion() {
		List<Content> chain = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			chain.add(chain.isEmpty() ? content(Kind.MEETING, "0")
					: content(Kind.MEETING, "" + i, new Bond("PART_OF", true, chain.get(i - 1).id())));
		}
		List<Content> reversed = new ArrayList<>(chain);
		Collections.reverse(reversed);
		assertThat(plan(reversed.toArray(Content[]::new)).stream().flatMap((unit) -> unit.contents().stream()))
			.containsExactlyElementsOf(chain);
	}

	/**
	 * Whatever a file says, each element comes after those that it refers to, or with
	 * them.
	 */
	@Test
	void neverTellsAnElementBeforeOneThatItRefersTo() {
		Random random = new Random(1);
		for (int trial = 0; trial < 50; trial++) {
			List<Content> contents = new ArrayList<>();
			int size = 2 + random.nextInt(30);
			for (int i = 0; i < size; i++) {
				Set<Bond> about = IntStream.range(0, random.nextInt(3))
					.mapToObj((none) -> new Bond("ABOUT", true,
							Ids.derive(Kind.DOCUMENT, "test", "" + random.nextInt(size))))
					.collect(Collectors.toSet());
				contents.add(new Content(Ids.derive(Kind.DOCUMENT, "test", "" + i), Kind.DOCUMENT, Map.of(), about));
			}
			Set<String> told = new HashSet<>();
			Map<String, Integer> times = new HashMap<>();
			for (Unit unit : plan(contents.toArray(Content[]::new))) {
				unit.contents().forEach((content) -> {
					told.add(content.id());
					times.merge(content.id(), 1, Integer::sum);
				});
				unit.contents()
					.forEach((content) -> assertThat(told)
						.containsAll(content.bonds().stream().map(Bond::other).toList()));
			}
			assertThat(times).hasSize(size).allSatisfy((id, count) -> assertThat(count).isOne());
		}
	}

	private static List<Unit> plan(Content... contents) {
		return units(Stream.of(contents).map(LoadPlanTests::added).toList(), List.of(contents));
	}

	private static List<Unit> units(List<Change> changes, List<Content> wanted) {
		LoadPlan plan = LoadPlan.of(changes, Set.of(), StatedElements.of(wanted), (kind) -> !kind.isRecord());
		return IntStream.range(0, plan.units())
			.mapToObj((unit) -> new Unit(Arrays.stream(plan.places(unit)).mapToObj(wanted::get).toList(),
					plan.corrects(unit)))
			.toList();
	}

	/**
	 * Elements that are written together.
	 *
	 * @param contents the elements
	 * @param corrects whether it is the unit of the corrections
	 */
	private record Unit(List<Content> contents, boolean corrects) {
	}

	private static Change added(Content content) {
		return new Change(ChangeKind.RECORDED, null, content);
	}

	private static Stored stored(Content content) {
		return new Stored(content, 1, OffsetDateTime.MIN, "import:test", false, 0, List.of(), false);
	}

	private static List<Set<String>> ids(List<Unit> units) {
		return units.stream()
			.map((unit) -> unit.contents().stream().map(Content::id).collect(Collectors.toSet()))
			.toList();
	}

	private static String id(Content content) {
		return content.id();
	}

	private static Content content(Kind kind, String key, Bond... bonds) {
		return new Content(Ids.derive(kind, "test", key), kind, Map.of(), Set.of(bonds));
	}

	private Content participation(String key, Content actor, Bond... more) {
		Set<Bond> bonds = new HashSet<>(Set.of(more));
		bonds.add(new Bond("TOOK_PART", false, id(actor)));
		bonds.add(new Bond("IN", true, id(content(Kind.MEETING, "m"))));
		return content(Kind.PARTICIPATION, key, bonds.toArray(Bond[]::new));
	}

	private Content citation(Content fact) {
		return content(Kind.CITATION, "c", new Bond("SUPPORTS", true, id(fact)),
				new Bond("FROM", true, id(this.document)));
	}

}
