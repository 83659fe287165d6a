package org.rapport.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.rapport.access.TokenRefused.Reason;
import org.rapport.kernel.Clearance;
import org.rapport.kernel.Hiding;
import org.rapport.kernel.Visibility;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Maps the claims of a JWT to a viewer. A missing claim gives nothing. A claim that
 * cannot be understood makes the token invalid, because a misspelt clearance must not go
 * unnoticed.
 *
 * @param names the names of the claims
 */
record Claims(JwtProperties names) {

	/** Stands for every circle in the claim with the circles. */
	static final String EVERY_CIRCLE = "*";

	private static final Pattern SPACE = Pattern.compile(" +");

	/**
	 * The viewer that a valid token names.
	 * @throws TokenRefused if a claim cannot be understood
	 */
	Viewer viewer(Jwt token) {
		Set<String> circles = new HashSet<>(texts(token.getClaim(this.names.circlesClaim())));
		boolean every = circles.remove(EVERY_CIRCLE);
		if (!circles.stream().allMatch(Hiding::isCircle)) {
			throw new TokenRefused(Reason.CLAIM);
		}
		Clearance clearance = new Clearance(visibility(token.getClaim(this.names.clearanceClaim())), circles, every);
		return new Viewer("account:" + token.getClaimAsString("iss") + "#" + token.getSubject(), clearance,
				permissions(token));
	}

	private Set<Permission> permissions(Jwt token) {
		Set<Permission> permissions = EnumSet.noneOf(Permission.class);
		words(token.getClaim(this.names.permissionsClaim())).forEach((word) -> permissions.add(permission(word)));
		// Scopes without the prefix belong to other services.
		words(token.getClaim(this.names.scopeClaim())).stream()
			.filter((scope) -> scope.startsWith(this.names.scopePrefix()))
			.forEach((scope) -> permissions.add(permission(scope.substring(this.names.scopePrefix().length()))));
		return permissions;
	}

	private static Visibility visibility(@Nullable Object claim) {
		if (claim == null) {
			return Visibility.PUBLIC;
		}
		if (claim instanceof String text) {
			return constant(Visibility.values(), text);
		}
		throw new TokenRefused(Reason.CLAIM);
	}

	private static Permission permission(String text) {
		return constant(Permission.values(), text);
	}

	private static <E extends Enum<E>> E constant(E[] constants, String text) {
		return Arrays.stream(constants)
			.filter((constant) -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new TokenRefused(Reason.CLAIM));
	}

	/** A claim with a list of texts; a single text is a list of one. */
	private static List<String> texts(@Nullable Object claim) {
		if (claim == null) {
			return List.of();
		}
		if (claim instanceof String text) {
			return List.of(text);
		}
		if (claim instanceof Collection<?> list && list.stream().allMatch(String.class::isInstance)) {
			return list.stream().map(String.class::cast).toList();
		}
		throw new TokenRefused(Reason.CLAIM);
	}

	/**
	 * A claim with a list of words; a single text may contain several, separated by
	 * spaces.
	 */
	private static List<String> words(@Nullable Object claim) {
		if (claim instanceof String text) {
			return SPACE.splitAsStream(text.strip()).filter((word) -> !word.isEmpty()).toList();
		}
		return texts(claim);
	}

}
