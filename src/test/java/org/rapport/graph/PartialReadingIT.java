package org.rapport.graph;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.MapAccessor;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.Element;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.testing.RapportIT;
import org.rapport.testing.SampleRecord;
import org.rapport.transfer.Imports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an element that was read with few properties answers the fields with their
 * names like one that was read with all.
 */
@RapportIT
class PartialReadingIT {

	@BeforeAll
	static void load(@Autowired Neo4jClient client, @Autowired Imports imports) {
		SampleRecord.alone(client, imports);
	}

	@Test
	void aFieldNeedsOnlyThePropertyWithItsName(@Autowired Elements elements, @Autowired Graph graph,
			@Autowired GraphQlSource source) {
		Map<Kind, Reading<?>> shapes = of(elements, "shapes");
		Map<Kind, Statement> byId = of(elements, "byId");
		int compared = 0;
		for (Map.Entry<Kind, Reading<?>> each : shapes.entrySet()) {
			Kind kind = each.getKey();
			Reading<?> shape = each.getValue();
			List<Record> rows = rows(kind, graph, Objects.requireNonNull(byId.get(kind)));
			GraphQLObjectType type = source.schema().getObjectType(kind.label());
			for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
				Method getter = getter(shape, rows, field.getName());
				if (getter == null || !shape.isPart(field.getName())) {
					continue;
				}
				for (Record row : rows) {
					Element whole = shape.row().apply(row);
					Element part = shape.row().apply(part(row, shape, field.getName()));
					assertThat(comparable(ReflectionTestUtils.invokeMethod(part, getter.getName())))
						.as(kind + "." + field.getName())
						.isEqualTo(comparable(ReflectionTestUtils.invokeMethod(whole, getter.getName())));
					compared++;
				}
			}
		}
		assertThat(compared).isGreaterThan(1000);
	}

	/** Its sort keys, citations and history are no properties. */
	@Test
	void whatIsComputedNeedsAll(@Autowired Elements elements) {
		assertThat(elements.isPart(Kind.ORGANISATION, "name")).isTrue();
		assertThat(elements.isPart(Kind.MEMBERSHIP, "belongsTo")).isTrue();
		assertThat(elements.isPart(Kind.ORGANISATION, "unnamedGroup")).isFalse();
	}

	@SuppressWarnings("unchecked")
	private static <T> Map<Kind, T> of(Elements elements, String field) {
		return (Map<Kind, T>) Objects.requireNonNull(ReflectionTestUtils.getField(elements, field));
	}

	private static List<Record> rows(Kind kind, Graph graph, Statement byId) {
		Neo4jClient client = (Neo4jClient) Objects.requireNonNull(ReflectionTestUtils.getField(graph, "client"));
		List<String> ids = List
			.copyOf(client.query("MATCH (n:%s:%s) RETURN n.id LIMIT 20".formatted(kind.group(), kind.label()))
				.fetchAs(String.class)
				.all());
		return ids.isEmpty() ? List.of() : graph.read(byId, Lens.of(Clearance.FULL), Map.of("ids", ids), (row) -> row);
	}

	private static @Nullable Method getter(Reading<?> shape, List<Record> rows, String name) {
		if (rows.isEmpty()) {
			return null;
		}
		for (Method method : shape.row().apply(rows.get(0)).getClass().getMethods()) {
			if (method.getName().equals(name) && method.getParameterCount() == 0) {
				return method;
			}
		}
		return null;
	}

	/** The row as a statement returns it that was asked for one field. */
	private static MapAccessor part(Record row, Reading<?> shape, String field) {
		List<String> columns = row.keys();
		List<Value> part = new ArrayList<>();
		Map<String, List<String>> nodes = new HashMap<>();
		FactMatch fact = FactMatch.of(shape.match());
		for (String column : columns) {
			NodeProperties properties = shape.read().get(column);
			Value value = row.get(column);
			boolean asked = fact == null || !fact.ends().contains(column) || column.equals(field);
			if (asked && properties != null) {
				List<String> names = properties.names(Set.of(column.equals("f") ? field : ""));
				nodes.put(column, names);
				part.add(Values.value(names.stream().map(value::get).toList()));
			}
			else {
				part.add(asked ? value : Values.NULL);
			}
		}
		return new ListedRow(RowPlaces.of(columns, nodes), Values.value(part));
	}

	/** Ends are compared by their ids: their fields are asked for by their own names. */
	private static @Nullable Object comparable(@Nullable Object value) {
		if (value instanceof List<?> list) {
			List<@Nullable Object> all = new ArrayList<>();
			list.forEach((each) -> all.add(comparable(each)));
			return all;
		}
		return (value instanceof Element element) ? element.id() : value;
	}

}
