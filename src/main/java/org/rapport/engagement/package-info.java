/**
 * Meetings, participations, involvements, and the engagements that Rapport derives from
 * them.
 */
@NullMarked
package org.rapport.engagement;

import org.jspecify.annotations.NullMarked;
