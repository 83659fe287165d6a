/**
 * The types that every part of Rapport uses: visibility, the lens, approximate dates, ids
 * and coded errors. It is plain Java, without Spring, the Neo4j driver or GraphQL. Read
 * {@link Kind}, {@link Tie} and {@link Lens} first.
 */
@NullMarked
package org.rapport.kernel;

import org.jspecify.annotations.NullMarked;
