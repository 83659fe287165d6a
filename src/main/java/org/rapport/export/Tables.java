package org.rapport.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rapport.api.FieldArguments;
import org.rapport.api.FlatArguments;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The tables that there are, in the order of their groups. */
@Component
class Tables {

	private final Map<String, Table<?>> byName = new LinkedHashMap<>();

	private final FieldArguments arguments;

	Tables(ObjectProvider<TableGroup> groups, FieldArguments arguments) {
		groups.orderedStream()
			.flatMap((group) -> group.tables().stream())
			.forEach((table) -> this.byName.put(table.name(), table));
		this.arguments = arguments;
	}

	List<Table<?>> all() {
		return List.copyOf(this.byName.values());
	}

	Optional<Table<?>> named(String name) {
		return Optional.ofNullable(this.byName.get(name));
	}

	/** The name of a table that is most like this one. */
	Optional<String> nearest(String name) {
		return FlatArguments.nearest(name, this.byName.keySet());
	}

	/** The filters of a table. */
	FlatArguments filters(Table<?> table) {
		FlatArguments filters = this.arguments.of(table.fields());
		table.records().forEach((each) -> filters.with(each.name(), each.about()));
		return filters;
	}

}
