/**
 * Who met whom: meetings, participations, involvements, and the engagements that follow
 * from them.
 */
@NullMarked
package org.rapport.engagement;

import org.jspecify.annotations.NullMarked;
