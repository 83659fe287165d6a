package org.rapport.recording;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.rapport.kernel.Content;
import org.rapport.kernel.Kind;
import org.rapport.kernel.UserErrorCode;
import org.rapport.recording.ActGraph.KnownIdentifier;
import org.rapport.store.ElementStore;
import org.springframework.stereotype.Component;

/**
 * Keeps this rule: a slug and an identifier each name one record. Schemes of identifiers
 * compare without case. A taken slug is refused even if the author does not see the
 * record that has it. An identifier is refused only if the author sees the other record:
 * identifiers of hidden records can be guessed, and a refusal would confirm the guess.
 */
@Component
class Availability implements Rule {

	private static final Set<String> IDENTIFIER = Set.of("scheme", "identifier");

	private final ElementStore store;

	private final ActGraph graph;

	Availability(ElementStore store, ActGraph graph) {
		this.store = store;
		this.graph = graph;
	}

	@Override
	public void judge(Proposal proposal) {
		judgeSlugs(proposal);
		judgeIdentifiers(proposal);
	}

	private void judgeSlugs(Proposal proposal) {
		Map<String, String> wanted = new HashMap<>();
		for (Change change : proposal.changes(Kind::isRecord)) {
			String slug = change.newSlug();
			if (slug != null && wanted.putIfAbsent(slug, change.id()) != null) {
				refuseSlug(proposal, change.id(), slug);
			}
		}
		if (wanted.isEmpty()) {
			return;
		}
		this.store.idsBySlug(wanted.keySet()).forEach((slug, holder) -> {
			String id = Objects.requireNonNull(wanted.get(slug));
			Change change = proposal.change(holder);
			boolean givenUp = change != null && !slug.equals(change.after().properties().get("slug"));
			if (!holder.equals(id) && !givenUp) {
				refuseSlug(proposal, id, slug);
			}
		});
	}

	private static void refuseSlug(Proposal proposal, String id, String slug) {
		proposal.refuse(proposal.place(id, "slug"), UserErrorCode.NOT_AVAILABLE,
				"The slug \"%s\" is not available; choose another".formatted(slug));
	}

	private void judgeIdentifiers(Proposal proposal) {
		Map<List<Object>, Content> wanted = new LinkedHashMap<>();
		for (Content said : proposal.said(Kind.IDENTIFICATION)) {
			if (said.needed().isEmpty() || !said.properties().keySet().containsAll(IDENTIFIER)) {
				continue;
			}
			Content other = wanted.putIfAbsent(identifier(said), said);
			if (other != null && !other.needed().equals(said.needed())) {
				refuseIdentifier(proposal, said);
			}
		}
		List<Map<String, Object>> asked = wanted.keySet()
			.stream()
			.map((pair) -> Map.of("scheme", pair.get(0), "identifier", pair.get(1)))
			.toList();
		for (KnownIdentifier known : this.graph.identified(proposal.lens(), asked)) {
			Content said = wanted.get(List.<Object>of(known.scheme(), known.identifier()));
			if (said != null && proposal.change(known.fact()) == null && !said.needed().contains(known.record())) {
				refuseIdentifier(proposal, said);
			}
		}
	}

	private static List<Object> identifier(Content said) {
		return List.of(String.valueOf(said.properties().get("scheme")).toLowerCase(Locale.ROOT),
				String.valueOf(said.properties().get("identifier")));
	}

	private static void refuseIdentifier(Proposal proposal, Content said) {
		proposal.refuse(proposal.place(said.id(), "identifier"), UserErrorCode.NOT_AVAILABLE,
				"The identifier is not available; it belongs to another record");
	}

}
