package org.rapport.endorsement;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.References;
import org.rapport.api.Roots;
import org.rapport.endorsement.EndorsementChain.ChainStep;
import org.rapport.endorsement.EndorsementChain.Direction;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
import org.rapport.kernel.Parent;
import org.rapport.kernel.RapportException;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The queries and fields for endorsements, initiatives, milestones, asks, derivations and
 * their chains.
 */
@Controller
class EndorsementController {

	private static final int DEEPEST = 12;

	private final EndorsementGraph graph;

	private final EndorsementLists lists;

	private final ChainGraph chains;

	private final Pages pages;

	private final References references;

	private final Roots roots;

	private final NodeLookup lookup;

	EndorsementController(EndorsementGraph graph, EndorsementLists lists, ChainGraph chains, Pages pages,
			References references, Roots roots, NodeLookup lookup) {
		this.graph = graph;
		this.lists = lists;
		this.chains = chains;
		this.pages = pages;
		this.references = references;
		this.roots = roots;
		this.lookup = lookup;
	}

	@QueryMapping
	@Nullable Element initiative(@Argument NodeRefInput by, DataFetchingEnvironment field) {
		return this.roots.find(field, by, EnumSet.of(Kind.INITIATIVE));
	}

	@QueryMapping
	@Nullable Element endorsement(@Argument String id, @ContextValue Lens lens) {
		return (Ids.kindOf(id) == Kind.ENDORSEMENT) ? this.lookup.byId(lens, List.of(id)).get(id) : null;
	}

	@QueryMapping
	CompletableFuture<Connection<Initiative>> initiatives(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.initiatives());
	}

	@QueryMapping
	CompletableFuture<Connection<Endorsement>> endorsements(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.endorsements());
	}

	@QueryMapping
	CompletableFuture<Connection<Ask>> asks(DataFetchingEnvironment field) {
		return this.pages.page(field, this.lists.asks());
	}

	@QueryMapping
	EndorsementChain endorsementChain(@Argument NodeRefInput by, @Argument String direction, @Argument int maxDepth,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		if (maxDepth < 1 || maxDepth > DEEPEST) {
			throw new RapportException(ErrorCode.BAD_DEPTH, "\"maxDepth\" is " + maxDepth + "; give 1 to " + DEEPEST);
		}
		List<Direction> directions = direction.equals("BOTH") ? List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)
				: List.of(Direction.valueOf(direction));
		return this.references.of(field)
			.find(lens, by.reference(), EnumSet.of(Kind.DOCUMENT, Kind.INITIATIVE))
			.map((root) -> this.chains.follow(lens, root, directions, maxDepth))
			.orElseGet(() -> new EndorsementChain(null, List.of(), false));
	}

	@SchemaMapping(typeName = "ChainStep", field = "later")
	CompletableFuture<@Nullable Element> laterOfStep(ChainStep step, DataFetchingEnvironment field) {
		return this.pages.element(field, step.derivation().laterId());
	}

	@SchemaMapping(typeName = "ChainStep", field = "endorsements")
	CompletableFuture<Connection<Endorsement>> endorsementsAtStep(ChainStep step, DataFetchingEnvironment field) {
		// The chain continues at the endorsed record, but this field is about the later
		// end of the step. If that is an endorsement, nobody endorses it.
		String far = (step.direction() == Direction.DOWNSTREAM) ? step.derivation().laterId() : step.farId();
		return this.pages.page(field, this.graph.endorsementsOf(), Parent.of(far), Map.of());
	}

	@SchemaMapping(typeName = "Derivation")
	CompletableFuture<@Nullable Element> later(Derivation derivation, DataFetchingEnvironment field) {
		return this.pages.element(field, derivation.laterId());
	}

	@SchemaMapping
	CompletableFuture<List<Element>> promptedBy(Endorsement endorsement, DataFetchingEnvironment field) {
		return this.pages.elements(field, endorsement.promptedByIds());
	}

}
