package org.rapport.access;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Clearance;
import org.rapport.kernel.ErrorCode;
import org.rapport.kernel.RapportException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The person or machine that sends a request, with what they may see and do.
 *
 * @param name the name to record as the author of a change, unique for each viewer:
 * {@code anonymous}, {@code curator}, {@code token:…} or {@code account:…}
 * @param clearance what they may see, and up to what they may write
 * @param permissions what they may do beyond reading
 */
public record Viewer(String name, Clearance clearance, Set<Permission> permissions) {

	/** A viewer without a token. */
	public static final Viewer ANONYMOUS = new Viewer("anonymous", Clearance.PUBLIC, Set.of());

	/** The viewer with the curator token, who sees everything and may do everything. */
	public static final Viewer CURATOR = new Viewer("curator", Clearance.FULL, EnumSet.allOf(Permission.class));

	public Viewer {
		permissions = Set.copyOf(permissions);
	}

	/** The viewer of the current thread. */
	public static Viewer current() {
		return of(SecurityContextHolder.getContext().getAuthentication());
	}

	/** The viewer of an authentication; anonymous if it names none. */
	public static Viewer of(@Nullable Authentication authentication) {
		if (authentication == null || !authentication.isAuthenticated()) {
			return ANONYMOUS;
		}
		return (authentication.getPrincipal() instanceof KnownViewer known) ? known.viewer() : ANONYMOUS;
	}

	/**
	 * The kind of this viewer, for logs, which name no person: {@code anonymous},
	 * {@code curator}, {@code token} for a machine or {@code account} for an account of
	 * the issuer.
	 */
	public String kind() {
		int end = this.name.indexOf(':');
		return (end < 0) ? this.name : this.name.substring(0, end);
	}

	/**
	 * Checks that the viewer has a permission. Call this before looking anything up, so
	 * that the refusal is the same whether or not the element exists.
	 * @throws RapportException with the code FORBIDDEN if not; the message names only the
	 * missing permission
	 */
	public void require(Permission permission) {
		if (!this.permissions.contains(permission)) {
			throw new RapportException(ErrorCode.FORBIDDEN, "This needs the permission " + permission);
		}
	}

	/** Whether the viewer may read the actuator endpoints. */
	boolean maySeeOperation() {
		return this.permissions.contains(Permission.ADMINISTER) && seesEverything();
	}

	private boolean seesEverything() {
		return this.clearance.equals(Clearance.FULL);
	}

	/**
	 * Checks that the viewer has a permission and sees everything. A viewer who sees only
	 * a part could learn from a refusal which other elements exist.
	 * @throws RapportException with the code FORBIDDEN if not
	 */
	public void requireForAll(Permission permission) {
		require(permission);
		if (!seesEverything()) {
			throw new RapportException(ErrorCode.FORBIDDEN, "This needs full clearance: CONFIDENTIAL, in every circle");
		}
	}

}
