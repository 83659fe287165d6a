package org.rapport.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Parent;
import org.rapport.kernel.ReadingPlan;
import org.rapport.kernel.Slice;
import org.rapport.kernel.WholeReading;
import org.springframework.stereotype.Component;

/**
 * Reads trees of lists with one statement each, as soon as the database has planned it.
 */
@Component
class WholeReadings implements WholeReading {

	/**
	 * The most texts to keep. It is small beside the number of plans that Neo4j keeps, so
	 * that a flood of new shapes does not push out the plans of other statements.
	 */
	static final int MOST_TEXTS = 300;

	/** The most lists of one statement: planning takes longer the more it reads. */
	private static final int MOST_LISTS = 12;

	/**
	 * The most rows that one statement may return together: the database holds all of
	 * them in its memory at once.
	 */
	private static final long MOST_ROWS = 10_000;

	private final Graph graph;

	private final Elements elements;

	private final StatementPlanner planner;

	private final Cache<List<ReadingPlan.Shape>, Text> texts = Caffeine.newBuilder().maximumSize(MOST_TEXTS).build();

	/**
	 * A statement that reads trees.
	 *
	 * @param places where the rows of each tree have what is read
	 */
	private record Text(Statement statement, List<TreePlaces> places) {

		static Text of(List<ReadingPlan<?>> trees) {
			return new Text(NestedCypher.of(trees), trees.stream().map(TreePlaces::of).toList());
		}

	}

	/**
	 * Where the rows of a list have what is read.
	 *
	 * @param below the same for each list below
	 */
	private record TreePlaces(RowPlaces row, List<TreePlaces> below) {

		static TreePlaces of(ReadingPlan<?> plan) {
			return new TreePlaces(NestedCypher.places(plan),
					plan.below().stream().map((list) -> of(list.plan())).toList());
		}

	}

	/** Where a tree is cut: tests cut at random. */
	private volatile UnaryOperator<ReadingPlan<?>> cuts = UnaryOperator.identity();

	WholeReadings(Graph graph, Elements elements, StatementPlanner planner) {
		this.graph = graph;
		this.elements = elements;
		this.planner = planner;
	}

	/** Cuts every tree from now on, before it is read. */
	void cut(UnaryOperator<ReadingPlan<?>> cuts) {
		this.cuts = cuts;
	}

	@Override
	public List<ReadingPlan.ReadList<?>> read(Lens lens, Collection<Parent> parents, List<ReadingPlan<?>> trees) {
		List<Parent> all = List.copyOf(parents);
		List<ReadingPlan.ReadList<?>> found = new ArrayList<>();
		List<ReadingPlan<?>> together = new ArrayList<>();
		int size = 0;
		long rows = 0;
		for (ReadingPlan<?> asked : trees) {
			if (!(asked.list() instanceof CypherListing<?> list)) {
				continue;
			}
			ReadingPlan<?> tree = this.cuts.apply(asked);
			if (tree.rows() > MOST_ROWS / all.size()) {
				tree = tree.alone();
			}
			if (!list.isReadBelow()) {
				// Its keys are not the ids of its parents.
				read(lens, all, List.of(tree), found);
				continue;
			}
			if (size + tree.size() > MOST_LISTS || rows + tree.rows() > MOST_ROWS / all.size()) {
				read(lens, all, together, found);
				together.clear();
				size = 0;
				rows = 0;
			}
			together.add(tree);
			size += tree.size();
			rows += tree.rows();
		}
		read(lens, all, together, found);
		return found;
	}

	@Override
	public boolean isPart(Kind kind, String field) {
		return this.elements.isPart(kind, field);
	}

	private void read(Lens lens, List<Parent> parents, List<ReadingPlan<?>> trees, List<ReadingPlan.ReadList<?>> all) {
		if (trees.stream().mapToInt(ReadingPlan::size).sum() < 2) {
			return;
		}
		Text text = this.texts.get(trees.stream().<ReadingPlan.Shape>map(ReadingPlan::shape).toList(),
				(shapes) -> Text.of(trees));
		if (!this.planner.isPlanned(text.statement())) {
			return;
		}
		CypherListing<?> first = NestedCypher.list(trees.get(0));
		Map<String, Object> parameters = NestedCypher.parameters(trees);
		parameters.putAll(first.keys(parents));
		List<TreePages<?>> pages = new ArrayList<>();
		for (int i = 0; i < trees.size(); i++) {
			pages.add(new TreePages<>(trees.get(i), text.places().get(i)));
		}
		this.graph.read(text.statement(), lens, parameters, (row) -> {
			Parent parent = first.parent(row, parents);
			for (int i = 0; i < pages.size(); i++) {
				pages.get(i).add(parent, row, i);
			}
			return row;
		});
		pages.forEach((list) -> list.addTo(all));
	}

	/** Collects the pages of a list, and of those below it. */
	private static final class TreePages<T> {

		private final ReadingPlan<T> plan;

		private final CypherListing<T> list;

		private final RowPlaces places;

		/** For each list below, the variable of the end that it belongs to. */
		private final List<String> ends = new ArrayList<>();

		private final List<TreePages<?>> below = new ArrayList<>();

		private final Map<Parent, ReadingPlan.ReadPage<T>> found = new HashMap<>();

		@SuppressWarnings("unchecked")
		TreePages(ReadingPlan<T> plan, TreePlaces places) {
			this.plan = plan;
			this.list = (CypherListing<T>) plan.list();
			this.places = places.row();
			for (int i = 0; i < plan.below().size(); i++) {
				this.ends.add(this.list.variable(plan.below().get(i).end()));
				this.below.add(new TreePages<>(plan.below().get(i).plan(), places.below().get(i)));
			}
		}

		/**
		 * Adds a page, and those below it.
		 * @param above the row that holds its rows
		 * @param position its position among the lists of this row
		 */
		void add(Parent parent, MapAccessor above, int position) {
			Value values = above.get("b" + position);
			List<Slice.Row<T>> rows = new ArrayList<>(values.size());
			for (int i = 0; i < values.size(); i++) {
				ListedRow row = new ListedRow(this.places, values.get(i));
				rows.add(this.list.row(row, this.plan.page().order(), this.plan.fields()));
				// The statement reads one row more than the page has, to see whether
				// there are more.
				if (rows.size() <= this.plan.page().size()) {
					addBelow(row);
				}
			}
			long total = this.plan.counted() ? above.get("t" + position).asLong() : 0;
			this.found.put(parent, new ReadingPlan.ReadPage<>(this.list.slice(rows, this.plan.page()), total));
		}

		private void addBelow(ListedRow row) {
			for (int i = 0; i < this.below.size(); i++) {
				String id = Rows.end(row, this.ends.get(i), (end) -> Rows.required(end, "id"));
				if (id != null) {
					this.below.get(i).add(Parent.of(id), row, i);
				}
			}
		}

		void addTo(List<ReadingPlan.ReadList<?>> all) {
			all.add(new ReadingPlan.ReadList<>(this.plan, this.found));
			this.below.forEach((list) -> list.addTo(all));
		}

	}

}
