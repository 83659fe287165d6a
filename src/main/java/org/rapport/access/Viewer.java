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
 * Whoever asks, what they may see and what they may do.
 *
 * @param name what to record as the author of a change, never that of two viewers:
 * {@code anonymous}, {@code curator}, {@code token:…} or {@code account:…}
 * @param clearance what they may see, and up to what they may write
 * @param permissions what they may do beyond reading
 */
public record Viewer(String name, Clearance clearance, Set<Permission> permissions) {

	/** Somebody without a token. */
	public static final Viewer ANONYMOUS = new Viewer("anonymous", Clearance.PUBLIC, Set.of());

	/** Whoever keeps the record, sees all of it and may do everything. */
	public static final Viewer CURATOR = new Viewer("curator", Clearance.FULL, EnumSet.allOf(Permission.class));

	public Viewer {
		permissions = Set.copyOf(permissions);
	}

	/** The viewer on whose behalf the current thread works. */
	public static Viewer current() {
		return of(SecurityContextHolder.getContext().getAuthentication());
	}

	/** The viewer who has been authenticated so; anonymous unless known otherwise. */
	public static Viewer of(@Nullable Authentication authentication) {
		if (authentication == null || !authentication.isAuthenticated()) {
			return ANONYMOUS;
		}
		return (authentication.getPrincipal() instanceof KnownViewer known) ? known.viewer() : ANONYMOUS;
	}

	/**
	 * What kind of viewer this is, for logs, which name no person: {@code anonymous},
	 * {@code curator}, {@code token} for a machine's, {@code account} for one of the
	 * issuer's.
	 */
	public String kind() {
		int end = this.name.indexOf(':');
		return (end < 0) ? this.name : this.name.substring(0, end);
	}

	/**
	 * Makes sure that the viewer may do something, before anything is looked up for it,
	 * so that the refusal is the same whether or not the thing exists.
	 * @throws RapportException with the code FORBIDDEN if not, which tells only the
	 * permission that lacks
	 */
	public void require(Permission permission) {
		if (!this.permissions.contains(permission)) {
			throw new RapportException(ErrorCode.FORBIDDEN, "This needs the permission " + permission);
		}
	}

	/** Whether the viewer may read what the server tells of itself and of its work. */
	boolean maySeeOperation() {
		return this.permissions.contains(Permission.ADMINISTER) && seesEverything();
	}

	private boolean seesEverything() {
		return this.clearance.equals(Clearance.FULL);
	}

	/**
	 * Makes sure that the viewer may do something and sees everything, because those who
	 * see only a part could learn from a refusal what else there is.
	 * @throws RapportException with the code FORBIDDEN if not
	 */
	public void requireForAll(Permission permission) {
		require(permission);
		if (!seesEverything()) {
			throw new RapportException(ErrorCode.FORBIDDEN, "This needs the clearance for everything, in every circle");
		}
	}

}
