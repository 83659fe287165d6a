package org.rapport.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.rapport.directory.Person;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Position;
import org.rapport.kernel.Slice;

import static org.assertj.core.api.Assertions.assertThat;

class TableWalkTests {

	@Test
	void goesThroughAListOfManyPages() {
		Kept<Person> people = people(2 * TableWalk.PAGE + 1);
		assertThat(all(TableWalk.through(FixedTable.LENS, people, Parent.ROOT, Map.of()))).extracting(Person::id)
			.containsExactlyElementsOf(people.keys(Parent.ROOT));
		assertThat(people.sizes).hasSize(3).containsOnly(1);
	}

	@Test
	void goesThroughTheListsOfManyParentsInTheirOrder() {
		Kept<Person> people = people(TableWalk.PARENTS + 20);
		Kept<String> lists = new Kept<>();
		List<String> expected = new ArrayList<>();
		int number = 0;
		for (String id : people.keys(Parent.ROOT)) {
			// Most lists are short, some empty, and some longer than several pages.
			int length = (number % 40 == 7) ? TableWalk.EACH + 2 * TableWalk.PAGE + 3
					: (number % 40 == 8) ? TableWalk.EACH : number % 3;
			for (int i = 0; i < length; i++) {
				String value = "%s/%05d".formatted(id, i);
				lists.add(Parent.of(id), value, value);
				expected.add(value);
			}
			number++;
		}
		assertThat(all(TableWalk.below(FixedTable.LENS, people, Map.of(), lists, Map.of())))
			.containsExactlyElementsOf(expected);
		assertThat(lists.sizes).startsWith(TableWalk.PARENTS).contains(20);
	}

	@Test
	void goesThroughListsOneAfterTheOther() {
		assertThat(all(TableWalk.oneAfterAnother(TableWalk.through(FixedTable.LENS, people(3), Parent.ROOT, Map.of()),
				TableWalk.through(FixedTable.LENS, people(0), Parent.ROOT, Map.of()),
				TableWalk.through(FixedTable.LENS, people(2), Parent.ROOT, Map.of()))))
			.extracting(Person::id)
			.containsExactly("per_00000", "per_00001", "per_00002", "per_00000", "per_00001");
	}

	private static <T> List<T> all(TableWalk<T> walk) {
		List<T> all = new ArrayList<>();
		for (List<T> rows = walk.next(); rows != null; rows = walk.next()) {
			all.addAll(rows);
		}
		return all;
	}

	private static Kept<Person> people(int number) {
		Kept<Person> people = new Kept<>();
		IntStream.range(0, number)
			.mapToObj("per_%05d"::formatted)
			.forEach((id) -> people.add(Parent.ROOT, id, FixedTable.person(id, id, id, "curator")));
		return people;
	}

	/** Lists that are kept in memory. */
	private static final class Kept<T> implements Listing<T> {

		/** How many parents each page was read for. */
		final List<Integer> sizes = new ArrayList<>();

		private final Map<Parent, TreeMap<String, T>> lists = new HashMap<>();

		void add(Parent parent, String key, T value) {
			this.lists.computeIfAbsent(parent, (unknown) -> new TreeMap<>()).put(key, value);
		}

		Set<String> keys(Parent parent) {
			return new TreeSet<>(this.lists.getOrDefault(parent, new TreeMap<>()).keySet());
		}

		@Override
		public String name() {
			return "kept";
		}

		@Override
		public List<String> orders() {
			return List.of("KEY");
		}

		@Override
		public boolean descends(String order) {
			return false;
		}

		@Override
		public List<Class<?>> positionTypes(String order) {
			return List.of();
		}

		@Override
		public Map<Parent, Slice<T>> page(Lens lens, Collection<Parent> parents, Map<String, Object> filter,
				Page page) {
			this.sizes.add(parents.size());
			Map<Parent, Slice<T>> pages = new HashMap<>();
			for (Parent parent : parents) {
				List<Slice.Row<T>> rows = new ArrayList<>();
				this.lists.getOrDefault(parent, new TreeMap<>())
					.forEach((key, value) -> rows.add(new Slice.Row<>(new Position(List.of(), key), value)));
				pages.put(parent, Slice.of(rows, page));
			}
			return pages;
		}

		@Override
		public Map<Parent, Long> count(Lens lens, Collection<Parent> parents, Map<String, Object> filter) {
			throw new UnsupportedOperationException();
		}

	}

}
