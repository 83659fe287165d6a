/**
 * Bounds of an operation: how long, deep and expensive it may be, and what it costs.
 */
@NullMarked
package org.rapport.limits;

import org.jspecify.annotations.NullMarked;
