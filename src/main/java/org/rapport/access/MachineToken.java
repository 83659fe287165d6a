package org.rapport.access;

import java.time.OffsetDateTime;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Clearance;

/**
 * A token for a machine, without its secret.
 *
 * @param id the id by which it can be revoked
 * @param label its purpose
 * @param opens the clearance that it gives
 * @param permissions the permissions that it gives
 * @param issuedAt when it was issued
 * @param issuedBy the name of the viewer who issued it
 * @param expires the moment from which it is invalid; null if it does not expire
 * @param lastUsed when it was last used, to the minute; null if never
 * @param revokedAt when it was revoked; null if it was not
 * @param revokedBy the name of the viewer who revoked it; null if it was not
 */
record MachineToken(String id, String label, Clearance opens, Set<Permission> permissions, OffsetDateTime issuedAt,
		String issuedBy, @Nullable OffsetDateTime expires, @Nullable OffsetDateTime lastUsed,
		@Nullable OffsetDateTime revokedAt, @Nullable String revokedBy) {

	/** The viewer that a request with this token acts as. */
	Viewer viewer() {
		return new Viewer("token:" + this.id, this.opens, this.permissions);
	}

	boolean isExpired(OffsetDateTime now) {
		return this.expires != null && !this.expires.isAfter(now);
	}

	/**
	 * Whether a viewer with this clearance may know about the token: it must open nothing
	 * that the viewer may not see.
	 */
	boolean isWithin(Clearance clearance) {
		return this.opens.upTo().compareTo(clearance.upTo()) <= 0 && (clearance.everyCircle()
				|| (!this.opens.everyCircle() && clearance.circles().containsAll(this.opens.circles())));
	}

}
