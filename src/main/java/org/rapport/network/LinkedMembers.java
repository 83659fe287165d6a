package org.rapport.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.rapport.api.ComputedField;
import org.rapport.api.Connection;
import org.rapport.api.FieldLists;
import org.rapport.api.ListArguments;
import org.rapport.api.ListBelow;
import org.rapport.api.ListFields;
import org.rapport.directory.Actor;
import org.rapport.kernel.Parent;
import org.rapport.network.MemberLinks.LinkQuestion;
import org.rapport.network.NetworkController.MemberLinkConnection;
import org.rapport.network.NetworkGraph.Needed;
import org.springframework.stereotype.Component;

/** The linked members of a member, from lists that are read together with the member. */
@Component
class LinkedMembers implements FieldLists, ComputedField<Actor> {

	/** The name of the list of links. */
	static final String LIST = "actor.linkedMembers";

	private final NetworkGraph graph;

	LinkedMembers(NetworkGraph graph) {
		this.graph = graph;
	}

	@Override
	public void describe(ListFields fields) {
		fields.computed("Actor", "linkedMembers", this);
	}

	@Override
	public List<ListBelow<?>> needs(ListArguments asked) {
		return this.graph.ofOne(question(asked));
	}

	@Override
	public Optional<Object> of(Actor member, ListArguments asked, List<Connection<?>> read) {
		return merged(read).map((all) -> {
			TiesAsked ties = new TiesAsked(this.graph, asked.lens(), question(asked), Needed.of(null));
			ties.know(member.id(), all);
			return new MemberLinkConnection(asked.page(new MemberLinks(LIST, ties), Parent.of(member)), ties,
					member.id());
		});
	}

	private static LinkQuestion question(ListArguments asked) {
		List<String> via = asked.get("via");
		return LinkQuestion.of(Objects.requireNonNull(asked.reference("network")),
				(via != null) ? via.stream().map(LinkKind::valueOf).toList() : null,
				asked.<Integer>always("minimumStrength"), asked.<Integer>always("maxSharedSize"), asked.lens(),
				asked.lookup());
	}

	/**
	 * The members of all kinds of lists together; empty if one of them was not read, or
	 * not whole.
	 */
	static Optional<List<MemberTies>> merged(List<? extends @Nullable Connection<?>> lists) {
		List<MemberTies> all = new ArrayList<>();
		for (Connection<?> list : lists) {
			if (list == null || list.pageInfo().hasNextPage()) {
				return Optional.empty();
			}
			list.nodes().forEach((row) -> all.add((MemberTies) row));
		}
		return Optional.of(MemberTies.together(all));
	}

}
