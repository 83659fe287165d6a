package org.rapport.access;

import java.time.OffsetDateTime;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.rapport.kernel.Clearance;

/**
 * A token by which a machine is known, without its secret.
 *
 * @param id what it is revoked by
 * @param label what it is for
 * @param opens what may be seen by it
 * @param permissions what may be done by it beyond reading
 * @param issuedAt when it was issued
 * @param issuedBy the name of the viewer who issued it
 * @param expires from when on it does not count; null if it does not expire
 * @param lastUsed when it was last used, to the minute; null if never
 * @param revokedAt when it was revoked; null if it was not
 * @param revokedBy the name of the viewer who revoked it; null if nobody did
 */
record MachineToken(String id, String label, Clearance opens, Set<Permission> permissions, OffsetDateTime issuedAt,
		String issuedBy, @Nullable OffsetDateTime expires, @Nullable OffsetDateTime lastUsed,
		@Nullable OffsetDateTime revokedAt, @Nullable String revokedBy) {

	/** Who is whoever presents it. */
	Viewer viewer() {
		return new Viewer("token:" + this.id, this.opens, this.permissions);
	}

	boolean isExpired(OffsetDateTime now) {
		return this.expires != null && !this.expires.isAfter(now);
	}

	/** Whether a viewer may know of it: it opens nothing that they may not see. */
	boolean isWithin(Clearance clearance) {
		return this.opens.upTo().compareTo(clearance.upTo()) <= 0 && (clearance.everyCircle()
				|| (!this.opens.everyCircle() && clearance.circles().containsAll(this.opens.circles())));
	}

}
