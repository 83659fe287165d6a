/**
 * Logs and metrics of requests and operations: what operators see.
 */
@NullMarked
package org.rapport.observing;

import org.jspecify.annotations.NullMarked;
