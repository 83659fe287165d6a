/**
 * What the features see of GraphQL: lists and cursors, scalars, errors, references, and
 * the lens of an operation. No types of a feature.
 */
@NullMarked
package org.rapport.api;

import org.jspecify.annotations.NullMarked;
