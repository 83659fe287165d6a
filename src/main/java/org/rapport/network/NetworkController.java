package org.rapport.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.rapport.api.Connection;
import org.rapport.api.NodeRefInput;
import org.rapport.api.Pages;
import org.rapport.api.References;
import org.rapport.directory.Actor;
import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Parent;
import org.rapport.kernel.RapportException;
import org.rapport.network.MemberLink.LeftOutThing;
import org.rapport.network.MemberLink.LinkReason;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The queries and fields for the links between members of a network. */
@Controller
class NetworkController {

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
		Map<String, Object> parameters = parameters(network, via, minimumStrength, maxSharedSize, field, lens);
		return this.pages.page(field, this.graph.links(), Parent.ROOT, parameters)
			.thenApply((page) -> new MemberLinkConnection(page, parameters, NetworkGraph.ALL_MEMBERS));
	}

	@SchemaMapping(typeName = "Actor")
	CompletableFuture<MemberLinkConnection> linkedMembers(Actor member, @Argument NodeRefInput network,
			@Argument @Nullable List<LinkKind> via, @Argument int minimumStrength, @Argument int maxSharedSize,
			DataFetchingEnvironment field, @ContextValue Lens lens) {
		Map<String, Object> parameters = parameters(network, via, minimumStrength, maxSharedSize, field, lens);
		return this.pages.page(field, this.graph.linksOfMember(), member, parameters)
			.thenApply((page) -> new MemberLinkConnection(page, parameters, member.id()));
	}

	@BatchMapping
	Map<MemberLinkConnection, Integer> leftOut(List<MemberLinkConnection> pages, @ContextValue Lens lens) {
		return alike(pages, (asked, members) -> this.graph.leftOut(lens, asked, members), 0);
	}

	@BatchMapping
	Map<MemberLinkConnection, List<LeftOutThing>> leftOutThings(List<MemberLinkConnection> pages,
			@ContextValue Lens lens) {
		return alike(pages, (asked, members) -> this.graph.largestLeftOut(lens, asked, members), List.of());
	}

	/**
	 * What a statement finds for each page. Pages with the same arguments share one.
	 * @param found finds it by member, for some arguments and members
	 * @param none stands for what it does not find
	 */
	private static <T> Map<MemberLinkConnection, T> alike(List<MemberLinkConnection> pages,
			BiFunction<Map<String, Object>, List<String>, Map<String, T>> found, T none) {
		Map<MemberLinkConnection, T> all = new HashMap<>();
		pages.stream().collect(Collectors.groupingBy(MemberLinkConnection::parameters)).forEach((asked, alike) -> {
			Map<String, T> byMember = found.apply(asked,
					alike.stream().map(MemberLinkConnection::member).distinct().toList());
			alike.forEach((page) -> all.put(page, byMember.getOrDefault(page.member(), none)));
		});
		return all;
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

	private Map<String, Object> parameters(NodeRefInput network, @Nullable List<LinkKind> via, int minimumStrength,
			int maxSharedSize, DataFetchingEnvironment field, Lens lens) {
		if (minimumStrength < 1) {
			throw new RapportException(ErrorCode.BAD_PAGE,
					"\"minimumStrength\" is " + minimumStrength + "; give at least 1");
		}
		if (maxSharedSize < 2) {
			throw new RapportException(ErrorCode.BAD_PAGE,
					"\"maxSharedSize\" is " + maxSharedSize + "; give at least 2");
		}
		Map<String, Object> parameters = new HashMap<>();
		// If the lens does not show the network, its id is empty. No network has the
		// empty id, so the result is empty.
		parameters.put("network", this.references.of(field).idOf(lens, network.reference(), Kind.ACTORS));
		parameters.put("via", ((via != null) ? via : List.of(LinkKind.values())).stream().map(LinkKind::name).toList());
		parameters.put("minimumStrength", minimumStrength);
		parameters.put("maxSharedSize", maxSharedSize);
		return parameters;
	}

	/**
	 * A page of links.
	 *
	 * @param page the page
	 * @param parameters the arguments of the question
	 * @param member the id of the member whose links are listed, or
	 * {@link NetworkGraph#ALL_MEMBERS}
	 */
	record MemberLinkConnection(Connection<MemberLink> page, Map<String, Object> parameters, String member) {

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
