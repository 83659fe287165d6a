package org.rapport.directory;

import java.util.List;
import java.util.Map;

import org.rapport.kernel.Lens;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Slice;
import org.springframework.stereotype.Component;

/** Gives other modules the roles of a person, to compare them with a stated capacity. */
@Component
public class Roles {

	private static final int MOST = 200;

	private final DirectoryGraph graph;

	Roles(DirectoryGraph graph) {
		this.graph = graph;
	}

	/** The roles of a person that the lens shows, newest first, at most 200. */
	public List<Role> of(Lens lens, Person person) {
		String order = this.graph.roles().orders().get(0);
		Page page = new Page(order, this.graph.roles().descends(order), MOST, false, null, null);
		return this.graph.roles()
			.page(lens, List.of(Parent.of(person)), Map.of(), page)
			.getOrDefault(Parent.of(person), Slice.empty())
			.rows()
			.stream()
			.map(Slice.Row::value)
			.toList();
	}

}
