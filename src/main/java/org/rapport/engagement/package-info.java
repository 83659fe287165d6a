/**
 * Meetings, participations, involvements, and the engagements that Rapport derives from
 * them. Read {@link Meetings}, {@link Engagements} and {@link EngagementGraph} first.
 */
@NullMarked
package org.rapport.engagement;

import org.jspecify.annotations.NullMarked;
