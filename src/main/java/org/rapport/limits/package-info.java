/**
 * Bounds of an operation: how long, deep and expensive it may be, and what it costs. Read
 * {@link Limits} and {@link Cost} first.
 */
@NullMarked
package org.rapport.limits;

import org.jspecify.annotations.NullMarked;
