/**
 * Logs and metrics of requests and operations: what operators see. Read
 * {@link RequestLog}, {@link OperationTrail} and {@link ErrorCounts} first.
 */
@NullMarked
package org.rapport.observing;

import org.jspecify.annotations.NullMarked;
