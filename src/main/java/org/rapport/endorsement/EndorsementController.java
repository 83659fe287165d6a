package org.rapport.endorsement;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.ListBelow;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.Roots;
import org.rapport.endorsement.EndorsementChain.ChainStep;
import org.rapport.endorsement.EndorsementChain.Direction;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.NodeLookup;
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

	private final ChainGraph chains;

	private final Pages pages;

	private final Roots roots;

	private final NodeLookup lookup;

	EndorsementController(ChainGraph chains, Pages pages, Roots roots, NodeLookup lookup) {
		this.chains = chains;
		this.pages = pages;
		this.roots = roots;
		this.lookup = lookup;
	}

	@QueryMapping
	@Nullable Element endorsement(@Argument String id, @ContextValue Lens lens) {
		return (Ids.kindOf(id) == Kind.ENDORSEMENT) ? this.lookup.byId(lens, List.of(id)).get(id) : null;
	}

	@QueryMapping
	EndorsementChain endorsementChain(@Argument NodeRefInput by, @Argument String direction, @Argument int maxDepth,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		if (maxDepth < 1 || maxDepth > DEEPEST) {
			throw new RapportException(ErrorCode.BAD_DEPTH, "\"maxDepth\" is " + maxDepth + "; give 1 to " + DEEPEST);
		}
		List<Direction> directions = direction.equals("BOTH") ? List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)
				: List.of(Direction.valueOf(direction));
		int read = field.getSelectionSet().contains("truncated") ? maxDepth + 1 : maxDepth;
		List<ListBelow<?>> lists = new ArrayList<>();
		directions.forEach((each) -> lists.add(this.chains.list(each, maxDepth, read)));
		Element root = this.roots.find(field, by, EnumSet.of(Kind.DOCUMENT, Kind.INITIATIVE), "root", lists);
		return (root != null) ? this.chains.follow(lens, root, directions, maxDepth, read,
				(list) -> this.pages.ahead(field, list, root)) : new EndorsementChain(null, List.of(), false);
	}

	@SchemaMapping(typeName = "ChainStep", field = "later")
	CompletableFuture<@Nullable Element> laterOfStep(ChainStep step, DataFetchingEnvironment field) {
		return this.pages.element(field, step.derivation().laterId());
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
