package org.rapport.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
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

	private final Cache<List<ReadingPlan.Shape>, Statement> texts = Caffeine.newBuilder()
		.maximumSize(MOST_TEXTS)
		.build();

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
	public List<ReadingPlan.ReadPage<?>> read(Lens lens, Collection<Parent> parents, List<ReadingPlan<?>> trees) {
		List<Parent> all = List.copyOf(parents);
		List<ReadingPlan.ReadPage<?>> found = new ArrayList<>();
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

	private void read(Lens lens, List<Parent> parents, List<ReadingPlan<?>> trees, List<ReadingPlan.ReadPage<?>> all) {
		if (trees.stream().mapToInt(ReadingPlan::size).sum() < 2) {
			return;
		}
		Statement statement = this.texts.get(trees.stream().<ReadingPlan.Shape>map(ReadingPlan::shape).toList(),
				(shapes) -> NestedCypher.of(trees));
		if (!this.planner.isPlanned(statement)) {
			return;
		}
		CypherListing<?> first = NestedCypher.list(trees.get(0));
		Map<String, Object> parameters = NestedCypher.parameters(trees);
		parameters.putAll(first.keys(parents));
		Map<ReadingPlan<?>, Map<String, Integer>> places = new IdentityHashMap<>();
		this.graph.read(statement, lens, parameters, (row) -> {
			for (int i = 0; i < trees.size(); i++) {
				found(trees.get(i), first.parent(row, parents), row, i, places, all);
			}
			return row;
		});
	}

	/**
	 * Adds the page of a list and those below it.
	 * @param row the row that holds its rows
	 * @param position its position among the lists of this row
	 * @param places the places of the columns of each list, as far as they are known
	 */
	private static <T> void found(ReadingPlan<T> plan, Parent parent, MapAccessor row, int position,
			Map<ReadingPlan<?>, Map<String, Integer>> places, List<ReadingPlan.ReadPage<?>> all) {
		@SuppressWarnings("unchecked")
		CypherListing<T> list = (CypherListing<T>) plan.list();
		List<Slice.Row<T>> mapped = new ArrayList<>();
		Map<String, Integer> columns = places.computeIfAbsent(plan,
				(unknown) -> ListedRow.places(NestedCypher.columns(plan)));
		for (Value values : row.get("b" + position).values()) {
			MapAccessor each = new ListedRow(columns, values);
			mapped.add(list.row(each, plan.page().order(), plan.fields()));
			// The statement reads one row more than the page has, to see whether there
			// are more.
			if (mapped.size() <= plan.page().size()) {
				for (int i = 0; i < plan.below().size(); i++) {
					ReadingPlan.Below below = plan.below().get(i);
					Value end = each.get(list.variable(below.end()));
					if (end.isNull()) {
						continue;
					}
					found(below.plan(), Parent.of(end.get("id").asString()), each, i, places, all);
				}
			}
		}
		long total = plan.counted() ? row.get("t" + position).asLong() : 0;
		all.add(new ReadingPlan.ReadPage<>(plan, parent, list.slice(mapped, plan.page()), total));
	}

}
