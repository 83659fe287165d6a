package org.rapport.access;

import org.jspecify.annotations.Nullable;
import org.rapport.kernel.Clearance;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Whoever asks, and what they may see.
 *
 * @param name what to record as the author of a change: {@code anonymous} or
 * {@code curator}
 * @param clearance what they may see
 */
public record Viewer(String name, Clearance clearance) {

	/** Somebody without a token. */
	public static final Viewer ANONYMOUS = new Viewer("anonymous", Clearance.PUBLIC);

	/** Whoever keeps the record, and sees all of it. */
	public static final Viewer CURATOR = new Viewer("curator", Clearance.FULL);

	/** The viewer on whose behalf the current thread works. */
	public static Viewer current() {
		return of(SecurityContextHolder.getContext().getAuthentication());
	}

	/** The viewer who has been authenticated so; anonymous unless known otherwise. */
	public static Viewer of(@Nullable Authentication authentication) {
		boolean curator = authentication != null && authentication.isAuthenticated()
				&& authentication.getAuthorities().contains(CuratorToken.AUTHORITY);
		return curator ? CURATOR : ANONYMOUS;
	}

}
