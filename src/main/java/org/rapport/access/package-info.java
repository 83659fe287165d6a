/**
 * Identifies the viewer and their clearance, by bearer tokens and Spring Security. The
 * kernel defines what a clearance covers, and the lens hides the rest. Read
 * {@link Viewer}, {@link Permission} and {@link BearerTokens} first.
 */
@NullMarked
package org.rapport.access;

import org.jspecify.annotations.NullMarked;
