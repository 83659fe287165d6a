package org.rapport.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.rapport.access.Permission;
import org.rapport.access.Viewer;
import org.rapport.kernel.Certainty;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Visibility;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The GraphQL fields that belong to no feature: nodes by id, the lens, and the viewer of
 * the operation.
 */
@Controller
class NodeController {

	private final NodeLookup lookup;

	NodeController(NodeLookup lookup) {
		this.lookup = lookup;
	}

	@QueryMapping
	@Nullable Element node(@Argument String id, @ContextValue Lens lens) {
		return this.lookup.byId(lens, List.of(id)).get(id);
	}

	@QueryMapping
	List<@Nullable Element> nodes(@Argument List<String> ids, @ContextValue Lens lens) {
		if (ids.size() > PageArguments.LARGEST_SIZE) {
			throw new RapportException(ErrorCode.PAGE_TOO_LARGE,
					"\"ids\" has " + ids.size() + " ids; at most " + PageArguments.LARGEST_SIZE + " are allowed");
		}
		Map<String, Element> found = this.lookup.byId(lens, new LinkedHashSet<>(ids));
		List<@Nullable Element> nodes = new ArrayList<>();
		ids.forEach((id) -> nodes.add(found.get(id)));
		return nodes;
	}

	@QueryMapping("lens")
	AppliedLens appliedLens(@ContextValue Lens lens) {
		return new AppliedLens(lens.asOf(), lens.certainty(), lens.clearance().upTo());
	}

	@QueryMapping
	Viewer viewer(@ContextValue Viewer viewer) {
		return viewer;
	}

	@SchemaMapping
	Visibility clearance(Viewer viewer) {
		return viewer.clearance().upTo();
	}

	@SchemaMapping
	@Nullable List<String> circles(Viewer viewer) {
		return viewer.clearance().everyCircle() ? null : viewer.clearance().circles().stream().sorted().toList();
	}

	@SchemaMapping
	List<Permission> permissions(Viewer viewer) {
		return viewer.permissions().stream().sorted().toList();
	}

	/** The lens as the API shows it. */
	record AppliedLens(@Nullable LocalDate asOf, Certainty certainty, Visibility clearance) {
	}

}
