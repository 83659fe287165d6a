package org.rapport.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Element;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Lens;
import org.rapport.kernel.Listing;
import org.rapport.kernel.Page;
import org.rapport.kernel.Parent;
import org.rapport.kernel.Position;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Slice;
import org.rapport.kernel.SortedText;
import org.rapport.kernel.Words;
import org.rapport.search.SearchGraph.Named;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Decides which records match a search text, and sorts them by match class, then name,
 * then id. A record's rank depends only on its own names, so that hidden records cannot
 * change it.
 */
@Component
class Searches {

	/** The most characters in a search text. It is the length of the longest title. */
	static final int LONGEST_TEXT = 500;

	/** The most names that a text may match in the index. */
	static final int MOST_NAMES = 10_000;

	private final SearchGraph graph;

	private final int mostNames;

	@Autowired
	Searches(SearchGraph graph) {
		this(graph, MOST_NAMES);
	}

	Searches(SearchGraph graph, int mostNames) {
		this.graph = graph;
		this.mostNames = mostNames;
	}

	/**
	 * The records of these kinds that match a text.
	 * @throws RapportException with the code BAD_SEARCH if the text is longer than 500
	 * characters or has no letter or digit. The list's methods throw SEARCH_TOO_BROAD if
	 * more than 10,000 names may match.
	 */
	Listing<SearchResult> listing(String text, Set<Kind> kinds) {
		if (text.length() > LONGEST_TEXT) {
			throw new RapportException(ErrorCode.BAD_SEARCH,
					"\"text\" has " + text.length() + " characters; at most " + LONGEST_TEXT + " are allowed");
		}
		Words asked = Words.of(text);
		if (asked.words().isEmpty()) {
			throw new RapportException(ErrorCode.BAD_SEARCH, "\"text\" has no letter and no digit; send at least one");
		}
		return new Results(asked, kinds);
	}

	/** A record that matches, with the best of its names. */
	private record Match(MatchClass matchClass, Named named) {

		/**
		 * The best match class first, then the record's main name before other names,
		 * then by name.
		 */
		private static final Comparator<Match> BEST = Comparator.comparing(Match::matchClass)
			.thenComparing((match) -> !match.named().text().equals(match.named().name()))
			.thenComparing((match) -> SortedText.of(match.named().text()));

		Position position() {
			return new Position(List.of((long) this.matchClass.ordinal(), SortedText.of(this.named.name())),
					this.named.id());
		}

	}

	private Collection<Match> matches(Lens lens, Words asked, Set<Kind> kinds) {
		List<Named> names = this.graph.names(lens, asked, kinds, this.mostNames + 1);
		if (names.size() > this.mostNames) {
			throw new RapportException(ErrorCode.SEARCH_TOO_BROAD, "\"text\" may match more than " + this.mostNames
					+ " names; send more letters or words, or fewer \"types\"");
		}
		Map<String, Match> best = new HashMap<>();
		for (Named named : names) {
			MatchClass matchClass = (named.scheme() != null)
					? MatchClass.ofIdentifier(asked, named.scheme(), named.words())
					: MatchClass.of(asked, named.words());
			if (matchClass != null) {
				best.merge(named.id(), new Match(matchClass, named),
						(one, other) -> (Match.BEST.compare(one, other) <= 0) ? one : other);
			}
		}
		return best.values();
	}

	/**
	 * The results for one operation. It searches once, for the pages and for the total.
	 */
	private final class Results implements Listing<SearchResult> {

		private final Words asked;

		private final Set<Kind> kinds;

		private @Nullable Collection<Match> found;

		private Results(Words asked, Set<Kind> kinds) {
			this.asked = asked;
			this.kinds = Set.copyOf(kinds);
		}

		@Override
		public String name() {
			return "search";
		}

		@Override
		public List<String> orders() {
			return List.of("MATCH");
		}

		@Override
		public boolean descends(String order) {
			return false;
		}

		@Override
		public List<Class<?>> positionTypes(String order) {
			return List.of(Long.class, SortedText.class);
		}

		@Override
		public Map<Parent, Slice<SearchResult>> page(Lens lens, Collection<Parent> parents, Map<String, Object> filter,
				Page page) {
			Slice<Match> slice = Slice
				.of(found(lens).stream().map((match) -> new Slice.Row<>(match.position(), match)).toList(), page);
			Map<String, Element> records = Searches.this.graph.records(lens,
					slice.rows().stream().map((row) -> row.position().id()).toList());
			// A record is absent only if somebody removed it between the two reads.
			Slice<SearchResult> results = slice.with((match) -> Optional.ofNullable(records.get(match.named().id()))
				.map((record) -> new SearchResult(record, match.named().name(), match.matchClass(),
						match.named().text())));
			Map<Parent, Slice<SearchResult>> slices = new HashMap<>();
			parents.forEach((parent) -> slices.put(parent, results));
			return slices;
		}

		@Override
		public Map<Parent, Long> count(Lens lens, Collection<Parent> parents, Map<String, Object> filter) {
			Map<Parent, Long> counts = new HashMap<>();
			parents.forEach((parent) -> counts.put(parent, (long) found(lens).size()));
			return counts;
		}

		private Collection<Match> found(Lens lens) {
			if (this.found == null) {
				this.found = matches(lens, this.asked, this.kinds);
			}
			return this.found;
		}

	}

}
