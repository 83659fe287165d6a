package org.rapport.access;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.rapport.access.TokenRefused.Reason;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Ids;
import org.rapport.kernel.RapportException;
import org.rapport.kernel.Unread;
import org.rapport.kernel.UserError;
import org.rapport.kernel.UserErrorCode;
import org.rapport.kernel.Visibility;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.stereotype.Component;

/**
 * Issues, lists, revokes and checks the tokens of machines. No token is cached between
 * requests, so that a revocation takes effect at once.
 */
@Component
final class MachineTokens implements BearerTokens {

	private static final Logger log = LoggerFactory.getLogger(MachineTokens.class);

	private static final int MOST_LISTED = 1_000;

	private static final int LONGEST_LABEL = 200;

	private static final int MOST_CIRCLES = 100;

	private final TokenGraph graph;

	private final LastUses lastUses;

	MachineTokens(TokenGraph graph, LastUses lastUses) {
		this.graph = graph;
		this.lastUses = lastUses;
	}

	/**
	 * A token that a viewer wants to issue.
	 *
	 * @param label its purpose
	 * @param clearance the highest visibility that it opens
	 * @param circles the circles that it opens
	 * @param everyCircle whether it opens every circle, whatever {@code circles} holds
	 * @param permissions the permissions that it gives
	 * @param expires the moment from which it is invalid; null if it does not expire
	 * @param unread the given expiry if it could not be read, otherwise null
	 */
	record Wish(String label, Visibility clearance, List<String> circles, boolean everyCircle,
			List<Permission> permissions, @Nullable OffsetDateTime expires, @Nullable Unread unread) {

		/** Reads an input. The schema guarantees all fields except the expiry. */
		static Wish of(Map<String, ? extends @Nullable Object> input) {
			Object expires = input.get("expires");
			return new Wish(String.valueOf(input.get("label")),
					Visibility.valueOf(String.valueOf(input.get("clearance"))), texts(input.get("circles")),
					Boolean.TRUE.equals(input.get("everyCircle")),
					texts(input.get("permissions")).stream().map(Permission::valueOf).toList(),
					(expires instanceof OffsetDateTime moment) ? moment : null,
					(expires instanceof Unread unread) ? unread : null);
		}

		private static List<String> texts(@Nullable Object list) {
			return (list instanceof List<?> texts) ? texts.stream().map(String::valueOf).toList() : List.of();
		}

	}

	/**
	 * The result of issuing a token.
	 *
	 * @param token the token; null if none was issued
	 * @param secret its secret, which is stored nowhere; null if none was issued
	 * @param userErrors why none was issued
	 */
	record Issued(@Nullable MachineToken token, @Nullable TokenSecret secret, List<UserError> userErrors) {
	}

	@Override
	public @Nullable OAuth2AuthenticatedPrincipal holder(String token) {
		if (!TokenSecret.isLike(token)) {
			return null;
		}
		MachineToken known = lookUp(new TokenSecret(token)).orElse(null);
		if (known == null) {
			return null;
		}
		if (known.revokedAt() != null) {
			throw new TokenRefused(Reason.REVOKED);
		}
		if (known.isExpired(now())) {
			throw new TokenRefused(Reason.EXPIRED);
		}
		this.lastUses.note(known.id());
		return new KnownViewer(known.viewer());
	}

	private Optional<MachineToken> lookUp(TokenSecret secret) {
		try {
			return this.graph.byHash(secret.hash());
		}
		catch (RapportException ex) {
			throw TokensUnavailable.graphAway(ex);
		}
	}

	/**
	 * The tokens that a viewer may know about, newest first, at most 1000.
	 * @param all whether to include expired and revoked tokens
	 */
	List<MachineToken> list(Viewer viewer, boolean all) {
		viewer.require(Permission.ADMINISTER);
		return this.graph.newest(all, now())
			.stream()
			.filter((token) -> token.isWithin(viewer.clearance()))
			.limit(MOST_LISTED)
			.toList();
	}

	Issued issue(Viewer viewer, Wish wish) {
		viewer.require(Permission.ADMINISTER);
		OffsetDateTime now = now();
		List<UserError> errors = problems(viewer, wish, now);
		if (!errors.isEmpty()) {
			return new Issued(null, null, errors);
		}
		TokenSecret secret = TokenSecret.random();
		Set<Permission> permissions = EnumSet.noneOf(Permission.class);
		permissions.addAll(wish.permissions());
		Clearance opens = new Clearance(wish.clearance(), wish.everyCircle() ? Set.of() : Set.copyOf(wish.circles()),
				wish.everyCircle());
		MachineToken token = this.graph.issue(new MachineToken(Ids.random("tok"), wish.label().strip(), opens,
				Set.copyOf(permissions), now, viewer.name(), wish.expires(), null, null, null), secret.hash());
		log.info("Token {} issued by {}", token.id(), viewer.kind());
		return new Issued(token, secret, List.of());
	}

	/**
	 * Revokes a token.
	 * @return the revoked token; null if the viewer may know about no such token
	 */
	@Nullable MachineToken revoke(Viewer viewer, String id) {
		viewer.require(Permission.ADMINISTER);
		MachineToken token = this.graph.byId(id).orElse(null);
		if (token == null || !token.isWithin(viewer.clearance())) {
			return null;
		}
		MachineToken revoked = this.graph.revoke(id, viewer.name(), now()).orElse(null);
		log.info("Token {} revoked by {}", token.id(), viewer.kind());
		return revoked;
	}

	private static List<UserError> problems(Viewer viewer, Wish wish, OffsetDateTime now) {
		List<UserError> problems = new ArrayList<>();
		String label = wish.label().strip();
		if (label.isEmpty() || label.length() > LONGEST_LABEL) {
			problems.add(new UserError(List.of("label"),
					"Describe the purpose of the token in 1 to %d characters".formatted(LONGEST_LABEL),
					UserErrorCode.INVALID));
		}
		Clearance own = viewer.clearance();
		if (wish.clearance().compareTo(own.upTo()) > 0) {
			problems.add(new UserError(List.of("clearance"),
					"You cannot give more than your own clearance, " + own.upTo(), UserErrorCode.NOT_CLEARED));
		}
		if (wish.everyCircle() && !own.everyCircle()) {
			problems.add(new UserError(List.of("everyCircle"), "You are not a member of every circle yourself",
					UserErrorCode.NOT_CLEARED));
		}
		if (wish.circles().size() > MOST_CIRCLES) {
			problems.add(new UserError(List.of("circles"), "Give at most %d circles".formatted(MOST_CIRCLES),
					UserErrorCode.INVALID));
		}
		else {
			for (int i = 0; i < wish.circles().size(); i++) {
				circleProblem(own, wish.circles().get(i), i).ifPresent(problems::add);
			}
		}
		for (int i = 0; i < wish.permissions().size(); i++) {
			if (!viewer.permissions().contains(wish.permissions().get(i))) {
				problems.add(new UserError(List.of("permissions", String.valueOf(i)),
						"You do not have this permission yourself", UserErrorCode.NOT_CLEARED));
			}
		}
		if (wish.unread() != null) {
			problems.add(new UserError(List.of("expires"), wish.unread().message(), UserErrorCode.INVALID));
		}
		if (wish.expires() != null && !wish.expires().isAfter(now)) {
			problems.add(new UserError(List.of("expires"), "Give a time in the future, or leave the field out",
					UserErrorCode.INVALID));
		}
		return problems;
	}

	private static Optional<UserError> circleProblem(Clearance own, String circle, int position) {
		List<String> field = List.of("circles", String.valueOf(position));
		if (!Hiding.isCircle(circle)) {
			return Optional.of(new UserError(field,
					"Write a circle in small letters, digits and single hyphens, such as gaza-desk",
					UserErrorCode.INVALID));
		}
		if (!own.everyCircle() && !own.circles().contains(circle)) {
			return Optional
				.of(new UserError(field, "You are not a member of this circle yourself", UserErrorCode.NOT_CLEARED));
		}
		return Optional.empty();
	}

	private static OffsetDateTime now() {
		return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
	}

}
