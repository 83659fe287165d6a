package org.rapport.store;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Content;
import org.rapport.kernel.Digest;
import org.rapport.kernel.Kind;
import org.rapport.kernel.Words;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Remembers that records were erased, so that another source does not bring them back by
 * mistake. What is stored are digests of their identifiers and names with a secret of the
 * graph, and not the texts.
 */
@Component
public class ErasedMarks {

	/** Stands for any country, and for none. */
	private static final String ANY = "*";

	private static final int BYTES = 32;

	private static final int BATCH = 5_000;

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final String KEY = """
			MATCH (key:ErasureKey {name: 'erasure'})
			RETURN key.secret AS secret""";

	private static final String MAKE_KEY = """
			MERGE (key:ErasureKey {name: 'erasure'})
			ON CREATE SET key.secret = $secret
			RETURN key.secret AS secret""";

	private static final String REMEMBER = """
			UNWIND $digests AS digest
			MERGE (:ErasedMark {digest: digest})""";

	private static final String KNOWN = """
			UNWIND $digests AS digest
			MATCH (mark:ErasedMark {digest: digest})
			RETURN mark.digest AS digest""";

	private final Neo4jClient client;

	public ErasedMarks(Neo4jClient client) {
		this.client = client;
	}

	/** A clue by which a record is known again if it has this identifier. */
	public static String identifier(String scheme, String identifier) {
		return "identifier\n" + scheme.toLowerCase(Locale.ROOT) + "\n" + identifier;
	}

	/**
	 * The clues by which an actor is known again if it has this name, as search compares
	 * names. Actors of other kinds or other countries are others.
	 * @param country its country code; null if it has none, because it may be of any
	 * country then
	 */
	public static Set<String> name(Kind kind, String name, @Nullable String country) {
		return names(kind, name, (country != null) ? Set.of(country, "") : Set.of(ANY));
	}

	private static Set<String> names(Kind kind, String name, Set<String> countries) {
		String words = Words.of(name).text();
		Set<String> clues = new HashSet<>();
		if (!words.isEmpty()) {
			countries.forEach((country) -> clues.add("name\n" + kind.label() + "\n" + country + "\n" + words));
		}
		return clues;
	}

	/**
	 * Remembers records in the transaction of the caller, who holds the write lock.
	 * @param erased everything that is erased together
	 */
	public void remember(Collection<Content> erased) {
		Map<String, Content> records = new HashMap<>();
		erased.stream().filter((one) -> one.kind().isRecord()).forEach((one) -> records.put(one.id(), one));
		Set<String> clues = new TreeSet<>();
		for (Content one : erased) {
			if (one.kind() == Kind.IDENTIFICATION && one.needed().stream().anyMatch(records::containsKey)) {
				clues.add(identifier(text(one, "scheme"), text(one, "identifier")));
			}
			else if (one.kind() == Kind.NAME) {
				one.needed()
					.stream()
					.filter(records::containsKey)
					.forEach((actor) -> clues.addAll(stored(records.get(actor), text(one, "name"))));
			}
			else if (one.kind().isActor()) {
				clues.addAll(stored(one, text(one, "name")));
			}
		}
		if (clues.isEmpty()) {
			return;
		}
		byte[] fresh = new byte[BYTES];
		RANDOM.nextBytes(fresh);
		String secret = this.client.query(MAKE_KEY)
			.bindAll(Map.of("secret", Base64.getEncoder().encodeToString(fresh)))
			.fetchAs(String.class)
			.one()
			.orElseThrow();
		this.client.query(REMEMBER)
			.bindAll(Map.of("digests", clues.stream().map((clue) -> digest(secret, clue)).toList()))
			.run();
	}

	private static Set<String> stored(@Nullable Content actor, String name) {
		if (actor == null || "UNNAMED_GROUP".equals(actor.properties().get("kind"))) {
			return Set.of();
		}
		Object country = actor.properties().get("countryCode");
		return names(actor.kind(), name, Set.of(ANY, (country != null) ? country.toString() : ""));
	}

	private static String text(Content content, String property) {
		return String.valueOf(content.properties().get(property));
	}

	/** Whether nothing was erased that has any clue. */
	public boolean areNone() {
		return secret() == null;
	}

	private @Nullable String secret() {
		return this.client.query(KEY).fetchAs(String.class).one().orElse(null);
	}

	/**
	 * Those of these keys that have a clue of something that was erased.
	 * @param clues the clues by key
	 */
	public Set<String> known(Map<String, Set<String>> clues) {
		String secret = secret();
		if (secret == null) {
			return Set.of();
		}
		Map<String, Set<String>> keys = new HashMap<>();
		clues.forEach((key, own) -> own
			.forEach((clue) -> keys.computeIfAbsent(digest(secret, clue), (none) -> new HashSet<>()).add(key)));
		List<String> digests = new ArrayList<>(keys.keySet());
		Set<String> known = new TreeSet<>();
		for (int i = 0; i < digests.size(); i += BATCH) {
			this.client.query(KNOWN)
				.bindAll(Map.of("digests", digests.subList(i, Math.min(i + BATCH, digests.size()))))
				.fetchAs(String.class)
				.all()
				.forEach((digest) -> known.addAll(keys.getOrDefault(digest, Set.of())));
		}
		return known;
	}

	private static String digest(String secret, String clue) {
		return HexFormat.of().formatHex(Digest.of(Base64.getDecoder().decode(secret), clue));
	}

}
