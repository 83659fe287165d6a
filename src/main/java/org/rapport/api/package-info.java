/**
 * What the features see of GraphQL: lists and cursors, scalars, errors, references, and
 * the lens of an operation. No types of a feature. Read {@link ListFields},
 * {@link Pages}, {@link References} and {@link LensInterceptor} first.
 */
@NullMarked
package org.rapport.api;

import org.jspecify.annotations.NullMarked;
