package org.rapport.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.rapport.directory.FormerNamesGraph.NameSources;
import org.rapport.kernel.Content;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Tie;
import org.rapport.kernel.Visibility;
import org.rapport.recording.Change;
import org.rapport.recording.Form;
import org.rapport.recording.Proposal;
import org.rapport.recording.Rule;
import org.rapport.store.Stored;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps this rule: a former name finds its record. If an actor gets another name, the old
 * one becomes a name of the kind FORMER, for those who saw it before. It has copies of
 * the citations that the record had before. If there are none, the author has to cite the
 * old name, or to say that it was an error. If an actor gets a name back, that name is no
 * former one any more.
 */
@Component
@Order(FormerNames.FIRST)
class FormerNames implements Rule {

	/** The other rules judge the names that this one adds. */
	static final int FIRST = 0;

	private static final List<String> DATES = List.of("startDate", "endDate");

	private static final Tie OF_ACTOR = Objects.requireNonNull(Tie.of(Kind.NAME).get(0));

	private final FormerNamesGraph graph;

	FormerNames(FormerNamesGraph graph) {
		this.graph = graph;
	}

	@Override
	public void judge(Proposal proposal) {
		Map<String, Change> renamed = new LinkedHashMap<>();
		for (Change change : proposal.changesOfRecorded()) {
			if (change.newName() != null) {
				renamed.put(change.id(), change);
			}
		}
		if (renamed.isEmpty()) {
			return;
		}
		Map<String, NameSources> known = this.graph.named(renamed.keySet());
		Map<String, Stored> stored = proposal.stored(known.values()
			.stream()
			.flatMap((named) -> Stream.concat(named.names().stream(), named.citations().stream()))
			.toList());
		renamed.forEach((id, change) -> {
			NameSources named = known.getOrDefault(id, NameSources.NOTHING);
			forget(proposal, change, named, stored);
			if (change.formerName() != null && !proposal.isCorrection(id)) {
				keep(proposal, change, named, stored);
			}
		});
	}

	/**
	 * Retracts former names that the actor has again. A name with dates stays, because it
	 * says when the actor had it before.
	 */
	private static void forget(Proposal proposal, Change change, NameSources known, Map<String, Stored> stored) {
		for (String id : known.names()) {
			Stored name = stored.get(id);
			if (name != null && proposal.change(id) == null && isFormer(name.content(), change.newName())
					&& DATES.stream().noneMatch(name.content().properties()::containsKey)) {
				proposal.retract(name);
			}
		}
	}

	private static void keep(Proposal proposal, Change change, NameSources known, Map<String, Stored> stored) {
		String former = Objects.requireNonNull(change.formerName());
		Stored before = Objects.requireNonNull(change.before());
		String cited = proposal.formerName(change.id());
		String present = present(proposal, change, known.names(), stored);
		if (present != null) {
			if (cited != null) {
				citationsOf(proposal, cited).forEach((citation) -> proposal
					.follow(supporting(citation, citation.id(), present), proposal.place(citation.id())));
			}
			return;
		}
		List<Stored> citations = known.citations().stream().filter(stored::containsKey).map(stored::get).toList();
		// Hidden citations are copied too, but must not decide.
		if (cited == null
				&& citations.stream().noneMatch((one) -> one.hiding().isSeenBy(proposal.lens().clearance()))) {
			proposal.refuseUncitedName(change.id(), former);
			return;
		}
		String name = (cited != null) ? cited : Ids.random(Kind.NAME);
		List<String> place = proposal.place(change.id(), "name");
		proposal.follow(name(name, change.id(), former, before.content()), place);
		citations.forEach(
				(citation) -> proposal.follow(supporting(citation.content(), Ids.random(Kind.CITATION), name), place));
	}

	/**
	 * The id of a name of the kind FORMER that already says so to everybody who saw the
	 * record. Null if there is none.
	 */
	private static @Nullable String present(Proposal proposal, Change change, Collection<String> names,
			Map<String, Stored> stored) {
		Stored before = Objects.requireNonNull(change.before());
		List<String> present = new ArrayList<>();
		for (Content said : proposal.said(Kind.NAME)) {
			if (said.tied(OF_ACTOR).contains(change.id()) && isFormer(said, change.formerName())
					&& Hiding.of(said).isOpenTo(before.hiding())) {
				present.add(said.id());
			}
		}
		for (String id : names) {
			Stored name = stored.get(id);
			if (name != null && proposal.change(id) == null && isFormer(name.content(), change.formerName())
					&& name.hiding().isOpenTo(before.hiding())) {
				present.add(id);
			}
		}
		return present.isEmpty() ? null : present.get(0);
	}

	private static boolean isFormer(Content name, @Nullable String former) {
		return "FORMER".equals(name.properties().get("kind")) && Objects.equals(former, name.properties().get("name"));
	}

	private static List<Content> citationsOf(Proposal proposal, String fact) {
		return proposal.said(Kind.CITATION).stream().filter((citation) -> citation.needed().contains(fact)).toList();
	}

	private static Content name(String id, String actor, String former, Content before) {
		ObjectNode form = JsonNodeFactory.instance.objectNode();
		form.put("actor", actor).put("name", former).put("kind", "FORMER");
		form.put("visibility", Visibility.of(Hiding.of(before).level()).name());
		Hiding.of(before).circles().forEach((circle) -> form.put("circle", circle));
		return Form.content(id, Kind.NAME, form, UnaryOperator.identity());
	}

	/** A citation with another id, or for another element. */
	private static Content supporting(Content citation, String id, String supported) {
		ObjectNode form = Form.of(citation);
		form.put("supports", supported);
		return Form.content(id, Kind.CITATION, form, UnaryOperator.identity());
	}

}
