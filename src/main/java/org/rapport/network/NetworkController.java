package org.rapport.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.References;
import org.rapport.directory.Actor;
import org.rapport.kernel.Element;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Parent;
import org.rapport.network.MemberLink.LeftOutThing;
import org.rapport.network.MemberLink.LinkReason;
import org.rapport.network.MemberLinks.LinkQuestion;
import org.rapport.network.NetworkGraph.Needed;
import org.rapport.network.SharedThings.LeftOut;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The queries and fields for the links between members of a network. */
@Controller
class NetworkController {

	/** The most things that the field {@code leftOutThings} lists. */
	private static final int MOST_LISTED = 25;

	private final NetworkGraph graph;

	private final Pages pages;

	private final References references;

	NetworkController(NetworkGraph graph, Pages pages, References references) {
		this.graph = graph;
		this.pages = pages;
		this.references = references;
	}

	@QueryMapping
	CompletableFuture<MemberLinkConnection> memberLinks(@Argument NodeRefInput network,
			@Argument @Nullable List<LinkKind> via, @Argument int minimumStrength, @Argument int maxSharedSize,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		TiesAsked ties = ties(network, via, minimumStrength, maxSharedSize, field, lens);
		return this.pages.page(field, new MemberLinks("memberLinks", ties), Parent.ROOT, Map.of())
			.thenApply((page) -> new MemberLinkConnection(page, ties, null));
	}

	@SchemaMapping(typeName = "Actor")
	CompletableFuture<MemberLinkConnection> linkedMembers(Actor member, @Argument NodeRefInput network,
			@Argument @Nullable List<LinkKind> via, @Argument int minimumStrength, @Argument int maxSharedSize,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		TiesAsked ties = ties(network, via, minimumStrength, maxSharedSize, field, lens);
		LinkedMembers
			.merged(this.graph.ofOne(ties.question())
				.stream()
				.<@Nullable Connection<?>>map((list) -> this.pages.ahead(field, list, member))
				.toList())
			.ifPresent((read) -> ties.know(member.id(), read));
		return this.pages.page(field, new MemberLinks(LinkedMembers.LIST, ties), member)
			.thenApply((page) -> new MemberLinkConnection(page, ties, member.id()));
	}

	@SchemaMapping(typeName = "MemberLinkConnection")
	int leftOut(MemberLinkConnection page) {
		return page.leftOutThings().size();
	}

	@SchemaMapping(typeName = "MemberLinkConnection")
	CompletableFuture<List<LeftOutThing>> leftOutThings(MemberLinkConnection page, DataFetchingEnvironment field) {
		Map<String, LeftOut> largest = new LinkedHashMap<>();
		page.leftOutThings().stream().limit(MOST_LISTED).forEach((left) -> largest.put(left.thing().id(), left));
		return this.pages.elements(field, List.copyOf(largest.keySet()))
			.thenApply((records) -> records.stream().flatMap((shared) -> {
				LeftOut left = largest.get(shared.id());
				return (left != null) ? Stream.of(new LeftOutThing(left.thing().kind(), shared, left.memberCount()))
						: Stream.of();
			}).toList());
	}

	@SchemaMapping
	CompletableFuture<Connection<LinkReason>> reasons(MemberLink link, @Argument @Nullable LinkKind kind,
			DataFetchingEnvironment field) {
		Map<String, @Nullable Object> filter = new HashMap<>();
		filter.put("kind", (kind != null) ? kind.name() : null);
		return this.pages.page(field, this.graph.reasons(), NetworkGraph.parent(link), filter);
	}

	@SchemaMapping
	CompletableFuture<List<Element>> facts(LinkReason reason, DataFetchingEnvironment field) {
		return this.pages.elements(field, reason.factIds());
	}

	/** What all fields of an operation with one question need to know. */
	private TiesAsked ties(NodeRefInput network, @Nullable List<LinkKind> via, int minimumStrength, int maxSharedSize,
			DataFetchingEnvironment field, Lens lens) {
		LinkQuestion question = LinkQuestion.of(network, via, minimumStrength, maxSharedSize, lens,
				this.references.of(field));
		return this.references.shared(field, new Asked(lens, question),
				() -> new TiesAsked(this.graph, lens, question, Needed.of(this.pages.asked(field))));
	}

	/** A question for {@link #ties}, under which an operation keeps the answer. */
	private record Asked(Lens lens, LinkQuestion question) {
	}

	/**
	 * A page of links.
	 *
	 * @param page the page
	 * @param ties what the members share
	 * @param member the id of the member whose links are listed, or null for all
	 */
	record MemberLinkConnection(Connection<MemberLink> page, TiesAsked ties, @Nullable String member) {

		private List<LeftOut> leftOutThings() {
			if (this.member == null) {
				return this.ties.ofNetwork().leftOut(null);
			}
			return Objects.requireNonNull(this.ties.ofMembers(List.of(this.member)).get(this.member))
				.leftOut(this.member);
		}

		public List<Connection.Edge<MemberLink>> edges() {
			return this.page.edges();
		}

		public List<MemberLink> nodes() {
			return this.page.nodes();
		}

		public Connection.PageInfo pageInfo() {
			return this.page.pageInfo();
		}

		public long totalCount() {
			return this.page.totalCount();
		}

	}

}
